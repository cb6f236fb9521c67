package dev.merchantreview.web;

import dev.merchantreview.shared.OutsideUnavailableException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.TypeMismatchException;
import org.springframework.context.MessageSource;
import org.springframework.core.Ordered;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.stereotype.Component;
import org.springframework.web.ErrorResponse;
import org.springframework.web.servlet.HandlerExceptionResolver;
import org.springframework.web.servlet.ModelAndView;

/** Answers what goes wrong on a page with a page, in the reader's language. */
@Component
class ConsoleErrors implements HandlerExceptionResolver, Ordered {

  private static final Logger log = LoggerFactory.getLogger(ConsoleErrors.class);

  private final MessageSource messages;
  private final Languages languages;

  ConsoleErrors(MessageSource messages, Languages languages) {
    this.messages = messages;
    this.languages = languages;
  }

  @Override
  public int getOrder() {
    return HIGHEST_PRECEDENCE;
  }

  @Override
  public @Nullable ModelAndView resolveException(
      HttpServletRequest request,
      HttpServletResponse response,
      @Nullable Object handler,
      Exception cause) {
    // Who may not see it is told so by the security filters.
    return ConsolePaths.isPage(request) && !(cause instanceof AccessDeniedException)
        ? page(request, problem(cause))
        : null;
  }

  /** The page that tells of a problem. */
  ModelAndView page(HttpServletRequest request, ApiProblem problem) {
    ProblemDetail told = problem.updateAndGetBody(messages, languages.resolveLocale(request));
    ModelAndView page = new ModelAndView("console/problem", Map.of("problem", told));
    page.setStatus(problem.getStatusCode());
    return page;
  }

  private static ApiProblem problem(Exception cause) {
    return switch (cause) {
      case ApiProblem own -> own;
      case OutsideUnavailableException away -> ApiProblem.unavailable();
      case TypeMismatchException wrong -> ApiProblem.of(HttpStatus.BAD_REQUEST);
      case ErrorResponse refused -> {
        HttpStatus status = HttpStatus.resolve(refused.getStatusCode().value());
        yield ApiProblem.of(status == null ? HttpStatus.BAD_REQUEST : status);
      }
      default -> {
        log.error("A page failed that should not have", cause);
        yield ApiProblem.of(ProblemType.INTERNAL);
      }
    };
  }
}
