package dev.merchantreview.web;

import java.util.Locale;
import org.springframework.http.HttpStatus;

/**
 * The problems (RFC 9457) a call can be answered with. Each is {@code /problems/} and its name in
 * lower case with hyphens; title and detail are in the messages.
 */
public enum ProblemType {
  /** Not readable as what it should be. */
  UNREADABLE(HttpStatus.BAD_REQUEST),
  /** No credentials, or none that hold. */
  UNAUTHENTICATED(HttpStatus.UNAUTHORIZED),
  /** The signature is missing, wrong or old. */
  BAD_SIGNATURE(HttpStatus.UNAUTHORIZED),
  /** Not for the caller's role. */
  FORBIDDEN(HttpStatus.FORBIDDEN),
  /** The caller may not act for this merchant. */
  NOT_YOUR_MERCHANT(HttpStatus.FORBIDDEN),
  /** It belongs to somebody else. */
  NOT_YOURS(HttpStatus.FORBIDDEN),
  /** The caller had a part in what is to be judged. */
  OWN_DECISION(HttpStatus.FORBIDDEN),
  /** Not there, or not the caller's to know of. */
  NOT_FOUND(HttpStatus.NOT_FOUND),
  /** Nothing is at this path. */
  NO_SUCH_PATH(HttpStatus.NOT_FOUND),
  /** The path does not have this method. */
  METHOD_NOT_ALLOWED(HttpStatus.METHOD_NOT_ALLOWED),
  /** Not answered in a form the caller accepts. */
  NOT_ACCEPTABLE(HttpStatus.NOT_ACCEPTABLE),
  /** Not possible in the case's state. */
  WRONG_STATE(HttpStatus.CONFLICT),
  /** Another open case stands in the way. */
  DUPLICATE(HttpStatus.CONFLICT),
  /** The merchant closed a store on the platform lately. */
  REOPENING_PERIOD(HttpStatus.CONFLICT),
  /** The same payment id with another content. */
  PAYMENT_CONTRADICTION(HttpStatus.CONFLICT),
  /** The case's instance cannot be moved to the newest diagram now; nothing was changed. */
  MIGRATION_REFUSED(HttpStatus.CONFLICT),
  /** The first request with this key is still running. */
  IDEMPOTENCY_KEY_IN_USE(HttpStatus.CONFLICT),
  /** What the key's first request answered was erased; it was done all the same. */
  IDEMPOTENCY_ANSWER_ERASED(HttpStatus.CONFLICT),
  /** The case has changed since the caller read it. */
  PRECONDITION_FAILED(HttpStatus.PRECONDITION_FAILED),
  /** Longer than is read. */
  TOO_LARGE(HttpStatus.CONTENT_TOO_LARGE),
  /** A body that is not read here. */
  UNSUPPORTED_MEDIA_TYPE(HttpStatus.UNSUPPORTED_MEDIA_TYPE),
  /** Understood, but wrong; every error at once. */
  VALIDATION(HttpStatus.UNPROCESSABLE_CONTENT),
  /** The key belongs to another body. */
  IDEMPOTENCY_KEY_REUSED(HttpStatus.UNPROCESSABLE_CONTENT),
  /** The headers, or the address, are longer than is read. */
  HEADERS_TOO_LARGE(HttpStatus.REQUEST_HEADER_FIELDS_TOO_LARGE),
  /** More than one caller or one address may ask for; Retry-After says when it may ask again. */
  TOO_MANY_REQUESTS(HttpStatus.TOO_MANY_REQUESTS),
  /** Nothing was accepted, and trying again is right. */
  UNAVAILABLE(HttpStatus.SERVICE_UNAVAILABLE),
  /** A fault of the service. */
  INTERNAL(HttpStatus.INTERNAL_SERVER_ERROR);

  private final HttpStatus status;

  ProblemType(HttpStatus status) {
    this.status = status;
  }

  HttpStatus status() {
    return status;
  }

  /** As in {@code /problems/…} and in the keys of the messages. */
  String slug() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
