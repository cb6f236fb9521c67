package dev.merchantreview.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Set;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.security.web.firewall.RequestRejectedException;
import org.springframework.security.web.firewall.RequestRejectedHandler;
import org.springframework.stereotype.Component;

/**
 * Answers what the firewall does not let in: doubled slashes, escapes of slashes and dots, odd
 * methods.
 */
@Component
class FirewallAnswers implements RequestRejectedHandler {

  private static final Set<String> METHODS =
      Set.of("GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS", "PATCH");

  private final ProblemWriter problems;

  FirewallAnswers(ProblemWriter problems) {
    this.problems = problems;
  }

  @Override
  public void handle(
      HttpServletRequest request, HttpServletResponse response, RequestRejectedException cause)
      throws IOException {
    if (METHODS.contains(request.getMethod())) {
      problems.write(request, response, HttpStatus.BAD_REQUEST);
      return;
    }
    response.setHeader(HttpHeaders.ALLOW, "GET, HEAD, POST, PUT, DELETE, OPTIONS");
    problems.write(request, response, HttpStatus.METHOD_NOT_ALLOWED);
  }
}
