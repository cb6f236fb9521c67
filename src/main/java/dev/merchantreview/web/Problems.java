package dev.merchantreview.web;

import dev.merchantreview.shared.FieldError;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.springframework.context.MessageSource;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.stereotype.Component;

/** Words problems in the caller's language. */
@Component
class Problems {

  private final MessageSource messages;

  Problems(MessageSource messages) {
    this.messages = messages;
  }

  ProblemDetail detail(ApiProblem problem, Locale locale) {
    ProblemDetail detail = detail(problem.status(), problem.type(), problem.arguments(), locale);
    problem.properties().forEach(detail::setProperty);
    if (!problem.errors().isEmpty()) {
      detail.setProperty(
          "errors", problem.errors().stream().map(error -> error(error, locale)).toList());
    }
    return detail;
  }

  ProblemDetail detail(HttpStatus status, String type, List<Object> arguments, Locale locale) {
    ProblemDetail detail = ProblemDetail.forStatus(status);
    detail.setType(URI.create("/problems/" + type));
    detail.setTitle(messages.getMessage("problem." + type + ".title", null, locale));
    detail.setDetail(
        messages.getMessage(
            "problem." + type + ".detail",
            arguments.stream().map(Problems::plain).toArray(),
            locale));
    return detail;
  }

  /** The type of problem of a status about which nothing more is known. */
  static String typeOf(HttpStatus status) {
    return switch (status) {
      case UNAUTHORIZED -> "unauthenticated";
      case FORBIDDEN -> "forbidden";
      case NOT_FOUND -> "no-such-path";
      case METHOD_NOT_ALLOWED -> "method-not-allowed";
      case NOT_ACCEPTABLE -> "not-acceptable";
      case CONTENT_TOO_LARGE -> "too-large";
      case UNSUPPORTED_MEDIA_TYPE -> "unsupported-media-type";
      case TOO_MANY_REQUESTS -> "too-many-requests";
      case REQUEST_HEADER_FIELDS_TOO_LARGE -> "headers-too-large";
      case EXPECTATION_FAILED, NOT_IMPLEMENTED, HTTP_VERSION_NOT_SUPPORTED -> "not-implemented";
      case SERVICE_UNAVAILABLE -> "unavailable";
      default -> status.is5xxServerError() ? "internal" : "unreadable";
    };
  }

  private Map<String, Object> error(FieldError error, Locale locale) {
    String text =
        messages.getMessage(
            "error." + error.code(),
            error.arguments().stream().map(Problems::plain).toArray(),
            locale);
    return Map.of("pointer", error.pointer(), "code", error.code(), "message", text);
  }

  /** A number is shown as it would be typed, not grouped. */
  private static Object plain(Object argument) {
    return argument instanceof Number ? argument.toString() : argument;
  }
}
