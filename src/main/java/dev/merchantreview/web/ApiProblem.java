package dev.merchantreview.web;

import dev.merchantreview.shared.FieldError;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.ErrorResponseException;

/**
 * A request that is answered with a problem (RFC 9457), worded in the caller's language when it is
 * answered. What any call may be refused for has a factory method here; a module throws what only
 * it knows of by {@link #of}.
 */
public final class ApiProblem extends ErrorResponseException {

  private static final long RETRY_AFTER_SECONDS = 5;

  /** A person has to act first. */
  private static final long MENDED_RETRY_AFTER_SECONDS = 600;

  private final transient Refusal type;
  private final transient List<FieldError> errors;

  private ApiProblem(
      Refusal type, HttpStatus status, List<FieldError> errors, Object... arguments) {
    super(status, ProblemDetail.forStatus(status), null, type.detailCode(), plain(arguments));
    this.type = type;
    this.errors = errors;
    setType(URI.create("/problems/" + type.slug()));
  }

  /**
   * @param arguments what the detail's text names
   */
  public static ApiProblem of(Refusal type, Object... arguments) {
    return new ApiProblem(type, type.status(), List.of(), arguments);
  }

  /** The same with everything that is wrong, or in the way. */
  public static ApiProblem of(Refusal type, List<FieldError> errors) {
    return new ApiProblem(type, type.status(), errors);
  }

  /** A status about which nothing more is known. */
  static ApiProblem of(HttpStatus status) {
    return new ApiProblem(ProblemType.of(status), status, List.of());
  }

  /** 422: understood, but wrong; every error at once. */
  public static ApiProblem validation(List<FieldError> errors) {
    return new ApiProblem(
        ProblemType.VALIDATION, ProblemType.VALIDATION.status(), errors, errors.size());
  }

  /** 400: not readable as what it should be. */
  public static ApiProblem unreadable(FieldError... errors) {
    return of(ProblemType.UNREADABLE, List.of(errors));
  }

  /** 404: not there, or not the caller's to know of. */
  public static ApiProblem notFound(String id) {
    return of(ProblemType.NOT_FOUND, id);
  }

  /** 403: the caller may not act for this merchant. */
  public static ApiProblem notYourMerchant(String merchantId) {
    return of(ProblemType.NOT_YOUR_MERCHANT, merchantId);
  }

  /** 403: it belongs to somebody else. */
  public static ApiProblem notYours(String id) {
    return of(ProblemType.NOT_YOURS, id);
  }

  /** 403: the caller had a part in what is to be judged. */
  public static ApiProblem ownDecision(String id) {
    return of(ProblemType.OWN_DECISION, id);
  }

  /** 401: the signature is missing, wrong or old. */
  public static ApiProblem badSignature() {
    return of(ProblemType.BAD_SIGNATURE);
  }

  /** 409: not possible in the case's state. */
  public static ApiProblem wrongState(String state, Set<String> allowed) {
    return of(ProblemType.WRONG_STATE, state)
        .with("state", state)
        .with("allowed", new TreeSet<>(allowed));
  }

  /** 409: another open case stands in the way. */
  public static ApiProblem duplicate(String existing) {
    return of(ProblemType.DUPLICATE, existing).with("existing", existing);
  }

  /** 409: the first request with this key is still running. */
  public static ApiProblem idempotencyKeyInUse() {
    return of(ProblemType.IDEMPOTENCY_KEY_IN_USE);
  }

  /** 422: the key belongs to another body. */
  public static ApiProblem idempotencyKeyReused() {
    return of(ProblemType.IDEMPOTENCY_KEY_REUSED);
  }

  /** 409: what the key's first request answered was erased; it was done all the same. */
  public static ApiProblem idempotencyAnswerErased() {
    return of(ProblemType.IDEMPOTENCY_ANSWER_ERASED);
  }

  /** 410: the document's content was erased on purpose. */
  public static ApiProblem documentErased(String id) {
    return of(ProblemType.DOCUMENT_ERASED, id);
  }

  /** 503: what is kept of the document is not what was uploaded, or is not there. */
  public static ApiProblem documentDamaged(String id) {
    return of(ProblemType.DOCUMENT_DAMAGED, id).retryAfter(MENDED_RETRY_AFTER_SECONDS);
  }

  /** 412: the case has changed since the caller read it. */
  public static ApiProblem preconditionFailed(String current) {
    return of(ProblemType.PRECONDITION_FAILED, current);
  }

  /** 415: a body that is not read here. */
  static ApiProblem unsupportedMediaType() {
    return of(ProblemType.UNSUPPORTED_MEDIA_TYPE);
  }

  /**
   * 415: a body in an encoding that is not read here.
   *
   * @param accepted the one that is
   */
  static ApiProblem encoded(String accepted) {
    ApiProblem problem =
        of(
            ProblemType.UNSUPPORTED_MEDIA_TYPE,
            List.of(FieldError.of("#header/" + HttpHeaders.CONTENT_ENCODING, "ENCODED")));
    problem.getHeaders().set(HttpHeaders.ACCEPT_ENCODING, accepted);
    return problem;
  }

  /**
   * 429: more than one caller or one address may ask for.
   *
   * @param retryAfterSeconds when it is worth asking again
   */
  static ApiProblem tooManyRequests(long retryAfterSeconds) {
    return of(ProblemType.TOO_MANY_REQUESTS, retryAfterSeconds).retryAfter(retryAfterSeconds);
  }

  /** 503: nothing was accepted, and trying again is right. */
  static ApiProblem unavailable() {
    return of(ProblemType.UNAVAILABLE).retryAfter(RETRY_AFTER_SECONDS);
  }

  /**
   * 503: a rule that counts says what the service cannot go by.
   *
   * @param rule the table, or what else says it
   */
  static ApiProblem ruleUnusable(String rule) {
    return of(ProblemType.RULE_UNUSABLE, rule).retryAfter(MENDED_RETRY_AFTER_SECONDS);
  }

  /** 413. */
  public static ApiProblem tooLarge(long limitBytes) {
    return of(ProblemType.TOO_LARGE, limitBytes);
  }

  /** Says one thing more, for programs. */
  public ApiProblem with(String name, Object value) {
    getBody().setProperty(name, value);
    return this;
  }

  private ApiProblem retryAfter(long seconds) {
    getHeaders().set(HttpHeaders.RETRY_AFTER, Long.toString(seconds));
    return this;
  }

  List<FieldError> errors() {
    return errors;
  }

  @Override
  public String getTitleMessageCode() {
    return type.titleCode();
  }

  /** Spring words title and detail; the errors are ours. */
  @Override
  public ProblemDetail updateAndGetBody(@Nullable MessageSource messages, Locale locale) {
    ProblemDetail body = super.updateAndGetBody(messages, locale);
    if (messages != null && !errors.isEmpty()) {
      body.setProperty(
          "errors", errors.stream().map(error -> error(error, messages, locale)).toList());
    }
    return body;
  }

  private record Error(String pointer, String code, String message) {}

  private static Error error(FieldError error, MessageSource messages, Locale locale) {
    return new Error(
        error.pointer(),
        error.code(),
        messages.getMessage("error." + error.code(), plain(error.arguments().toArray()), locale));
  }

  /** A number is shown as it would be typed, not grouped. */
  private static Object[] plain(Object... arguments) {
    return Stream.of(arguments)
        .map(argument -> argument instanceof Number ? argument.toString() : argument)
        .toArray();
  }

  /** An answer, not a fault: where it was thrown is of no use to anybody. */
  @Override
  public synchronized Throwable fillInStackTrace() {
    return this;
  }
}
