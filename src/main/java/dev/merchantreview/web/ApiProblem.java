package dev.merchantreview.web;

import dev.merchantreview.shared.FieldError;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;

/**
 * A request that is answered with a problem (RFC 9457). Made by the factory methods only, for the
 * types of problem the contract knows; {@link ProblemAdvice} turns it into the answer, in the
 * caller's language.
 */
public final class ApiProblem extends RuntimeException {

  private final ProblemType type;
  private final transient List<Object> arguments;
  private final transient List<FieldError> errors;
  private final transient Map<String, Object> properties;
  private final transient Map<String, String> headers;

  private ApiProblem(
      ProblemType type,
      List<Object> arguments,
      List<FieldError> errors,
      Map<String, Object> properties) {
    this(type, arguments, errors, properties, Map.of());
  }

  private ApiProblem(
      ProblemType type,
      List<Object> arguments,
      List<FieldError> errors,
      Map<String, Object> properties,
      Map<String, String> headers) {
    super(type.slug(), null, false, false);
    this.headers = headers;
    this.type = type;
    this.arguments = arguments;
    this.errors = errors;
    this.properties = properties;
  }

  private static ApiProblem of(ProblemType type, Object... arguments) {
    return new ApiProblem(type, List.of(arguments), List.of(), Map.of());
  }

  /** 422: understood, but wrong; every error at once. */
  public static ApiProblem validation(List<FieldError> errors) {
    return new ApiProblem(ProblemType.VALIDATION, List.of(errors.size()), errors, Map.of());
  }

  /** 400: not readable as what it should be. */
  public static ApiProblem unreadable(FieldError... errors) {
    return new ApiProblem(ProblemType.UNREADABLE, List.of(), List.of(errors), Map.of());
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
    return new ApiProblem(
        ProblemType.WRONG_STATE,
        List.of(state),
        List.of(),
        Map.of("state", state, "allowed", new TreeSet<>(allowed)));
  }

  /** 409: another open case stands in the way. */
  public static ApiProblem duplicate(String existing) {
    return new ApiProblem(
        ProblemType.DUPLICATE, List.of(existing), List.of(), Map.of("existing", existing));
  }

  /** 409: the merchant closed a store on the platform lately. */
  public static ApiProblem reopeningPeriod(OffsetDateTime reopenableFrom) {
    return new ApiProblem(
        ProblemType.REOPENING_PERIOD,
        List.of(reopenableFrom.toLocalDate().toString()),
        List.of(),
        Map.of("rule", "REOPENING_PERIOD", "reopenableFrom", reopenableFrom));
  }

  /** 409: the same payment id with another content. */
  public static ApiProblem paymentContradiction(String paymentId) {
    return of(ProblemType.PAYMENT_CONTRADICTION, paymentId);
  }

  /** 409: the case's instance cannot be moved to the newest diagram now. */
  public static ApiProblem migrationRefused(List<FieldError> reasons) {
    return new ApiProblem(ProblemType.MIGRATION_REFUSED, List.of(), reasons, Map.of());
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

  /** 412: the case has changed since the caller read it. */
  public static ApiProblem preconditionFailed(String current) {
    return of(ProblemType.PRECONDITION_FAILED, current);
  }

  /** 415: a body that is not read here. */
  static ApiProblem unsupportedMediaType() {
    return of(ProblemType.UNSUPPORTED_MEDIA_TYPE);
  }

  /**
   * 429: more than one caller or one address may ask for.
   *
   * @param retryAfterSeconds when it is worth asking again
   */
  static ApiProblem tooManyRequests(long retryAfterSeconds) {
    return new ApiProblem(
        ProblemType.TOO_MANY_REQUESTS,
        List.of(retryAfterSeconds),
        List.of(),
        Map.of(),
        Map.of(HttpHeaders.RETRY_AFTER, Long.toString(retryAfterSeconds)));
  }

  /** 413. */
  public static ApiProblem tooLarge(long limitBytes) {
    return of(ProblemType.TOO_LARGE, limitBytes);
  }

  /** Headers that say more of the answer. */
  Map<String, String> headers() {
    return headers;
  }

  HttpStatus status() {
    return type.status();
  }

  String type() {
    return type.slug();
  }

  List<Object> arguments() {
    return arguments;
  }

  List<FieldError> errors() {
    return errors;
  }

  Map<String, Object> properties() {
    return properties;
  }
}
