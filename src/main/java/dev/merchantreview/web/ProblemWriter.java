package dev.merchantreview.web;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.context.MessageSource;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * Answers with a problem where Spring MVC does not: in filters, for what the firewall refuses, and
 * for what the container itself could not read.
 */
@Component
class ProblemWriter {

  private final MessageSource messages;
  private final Languages languages;
  private final JsonMapper json;

  ProblemWriter(MessageSource messages, Languages languages, JsonMapper json) {
    this.messages = messages;
    this.languages = languages;
    this.json = json;
  }

  private static boolean isTold(HttpServletRequest request) {
    return request.getAttribute(ConsolePaths.PROBLEM_ATTRIBUTE) != null;
  }

  /**
   * Who reads a page is told with a page. It is read whatever was asked for: the firewall would not
   * let a method in that it has just refused, nor would any handler serve it.
   */
  static void tell(HttpServletRequest request, HttpServletResponse response, ApiProblem problem)
      throws IOException {
    request.setAttribute(ConsolePaths.PROBLEM_ATTRIBUTE, problem);
    problem.getHeaders().forEach((name, values) -> response.setHeader(name, values.getFirst()));
    try {
      request.getRequestDispatcher(ConsolePaths.PROBLEM).forward(new Reading(request), response);
    } catch (ServletException cause) {
      throw new IOException(cause);
    }
  }

  /** A request for a page, in place of another one. */
  private static final class Reading extends HttpServletRequestWrapper {

    Reading(HttpServletRequest refused) {
      super(refused);
    }

    @Override
    public String getMethod() {
      return HttpMethod.GET.name();
    }
  }

  /** A status nobody has said more about. */
  void write(HttpServletRequest request, HttpServletResponse response, HttpStatus status)
      throws IOException {
    write(request, response, ApiProblem.of(status));
  }

  void write(HttpServletRequest request, HttpServletResponse response, ApiProblem problem)
      throws IOException {
    if (ConsolePaths.isPage(request) && !isTold(request)) {
      tell(request, response, problem);
      return;
    }
    byte[] body =
        json.writeValueAsBytes(
            problem.updateAndGetBody(messages, languages.resolveLocale(request)));
    problem.getHeaders().forEach((name, values) -> response.setHeader(name, values.getFirst()));
    response.setStatus(problem.getStatusCode().value());
    response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
    response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
    response.setContentLength(body.length);
    response.getOutputStream().write(body);
    response.flushBuffer();
  }
}
