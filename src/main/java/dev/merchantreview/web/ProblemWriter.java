package dev.merchantreview.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * Answers with a problem where Spring MVC does not: in filters, for what the firewall refuses, and
 * for what the container itself could not read.
 */
@Component
class ProblemWriter {

  private final Problems problems;
  private final Languages languages;
  private final JsonMapper json;

  ProblemWriter(Problems problems, Languages languages, JsonMapper json) {
    this.problems = problems;
    this.languages = languages;
    this.json = json;
  }

  void write(HttpServletRequest request, HttpServletResponse response, ApiProblem problem)
      throws IOException {
    problem.headers().forEach(response::setHeader);
    write(response, problems.detail(problem, languages.resolveLocale(request)));
  }

  void write(
      HttpServletRequest request, HttpServletResponse response, HttpStatus status, String type)
      throws IOException {
    write(response, problems.detail(status, type, List.of(), languages.resolveLocale(request)));
  }

  /** A status nobody has said more about. */
  void write(HttpServletRequest request, HttpServletResponse response, HttpStatus status)
      throws IOException {
    write(request, response, status, Problems.typeOf(status));
  }

  private void write(HttpServletResponse response, ProblemDetail detail) throws IOException {
    byte[] body = json.writeValueAsBytes(detail);
    response.setStatus(detail.getStatus());
    response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
    response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
    response.setContentLength(body.length);
    response.getOutputStream().write(body);
    response.flushBuffer();
  }
}
