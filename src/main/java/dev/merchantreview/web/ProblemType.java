package dev.merchantreview.web;

import org.springframework.http.HttpStatus;

/** The problems any call may be answered with; see {@link Refuses} for which one can. */
public enum ProblemType implements Refusal {
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
  /** A page's form was open for longer than its session. */
  PAGE_EXPIRED(HttpStatus.FORBIDDEN),
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
  /** The first request with this key is still running. */
  IDEMPOTENCY_KEY_IN_USE(HttpStatus.CONFLICT),
  /** What the key's first request answered was erased; it was done all the same. */
  IDEMPOTENCY_ANSWER_ERASED(HttpStatus.CONFLICT),
  /** The document's content was erased on purpose. */
  DOCUMENT_ERASED(HttpStatus.GONE),
  /**
   * What is kept of the document is not what was uploaded, or is not there; operators have to act.
   */
  DOCUMENT_DAMAGED(HttpStatus.SERVICE_UNAVAILABLE),
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
  /** HTTP that is not spoken here: a version, a transfer coding or an expectation. */
  NOT_IMPLEMENTED(HttpStatus.NOT_IMPLEMENTED),
  /** Nothing was accepted, and trying again is right. */
  UNAVAILABLE(HttpStatus.SERVICE_UNAVAILABLE),
  /** A rule that counts says what the service cannot go by; its operators have to act. */
  RULE_UNUSABLE(HttpStatus.SERVICE_UNAVAILABLE),
  /** A fault of the service. */
  INTERNAL(HttpStatus.INTERNAL_SERVER_ERROR);

  private final HttpStatus status;

  ProblemType(HttpStatus status) {
    this.status = status;
  }

  @Override
  public HttpStatus status() {
    return status;
  }

  /** The type of problem of a status about which nothing more is known. */
  static ProblemType of(HttpStatus status) {
    return switch (status) {
      case UNAUTHORIZED -> UNAUTHENTICATED;
      case FORBIDDEN -> FORBIDDEN;
      case NOT_FOUND -> NO_SUCH_PATH;
      case METHOD_NOT_ALLOWED -> METHOD_NOT_ALLOWED;
      case NOT_ACCEPTABLE -> NOT_ACCEPTABLE;
      case CONTENT_TOO_LARGE -> TOO_LARGE;
      case UNSUPPORTED_MEDIA_TYPE -> UNSUPPORTED_MEDIA_TYPE;
      case TOO_MANY_REQUESTS -> TOO_MANY_REQUESTS;
      case REQUEST_HEADER_FIELDS_TOO_LARGE -> HEADERS_TOO_LARGE;
      case EXPECTATION_FAILED, NOT_IMPLEMENTED, HTTP_VERSION_NOT_SUPPORTED -> NOT_IMPLEMENTED;
      case SERVICE_UNAVAILABLE -> UNAVAILABLE;
      default -> status.is5xxServerError() ? INTERNAL : UNREADABLE;
    };
  }
}
