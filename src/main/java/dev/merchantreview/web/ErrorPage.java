package dev.merchantreview.web;

import io.swagger.v3.oas.annotations.Hidden;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.RequestMapping;

/** Answers errors that came to the container from a filter or from Spring's own handlers. */
@Controller
@Hidden
class ErrorPage implements ErrorController {

  private final ProblemWriter problems;

  ErrorPage(ProblemWriter problems) {
    this.problems = problems;
  }

  /** Called by its own address, it answers like an unknown page. */
  @RequestMapping("/error")
  void answer(HttpServletRequest request, HttpServletResponse response) throws IOException {
    Object code = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE);
    HttpStatus status = code instanceof Integer number ? HttpStatus.resolve(number) : null;
    // The container forwards with its own path; the one that failed says whether it was a page.
    Object failed = request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI);
    if (failed instanceof String path
        && ConsolePaths.isPage(path)
        && request.getAttribute(ConsolePaths.PROBLEM_ATTRIBUTE) == null) {
      ProblemWriter.tell(
          request, response, ApiProblem.of(status == null ? HttpStatus.NOT_FOUND : status));
      return;
    }
    problems.write(request, response, status == null ? HttpStatus.NOT_FOUND : status);
  }
}
