package dev.merchantreview.web;

import dev.merchantreview.shared.FieldError;
import dev.merchantreview.shared.OutsideUnavailableException;
import dev.merchantreview.shared.StaleVersionException;
import java.util.List;
import org.apache.coyote.BadRequestException;
import org.apache.tomcat.util.http.InvalidParameterException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.web.firewall.RequestRejectedException;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.transaction.TransactionSystemException;
import org.springframework.web.ErrorResponse;
import org.springframework.web.bind.MissingServletRequestParameterException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.multipart.MaxUploadSizeExceededException;
import org.springframework.web.multipart.MultipartException;
import org.springframework.web.multipart.support.MissingServletRequestPartException;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;

/**
 * Answers everything that goes wrong as a problem in the caller's language; never with a stack
 * trace.
 */
@RestControllerAdvice
class ProblemAdvice extends ResponseEntityExceptionHandler {

  private static final Logger log = LoggerFactory.getLogger(ProblemAdvice.class);
  private static final String RETRY_AFTER_SECONDS = "5";

  private final Problems problems;
  private final Languages languages;

  ProblemAdvice(Problems problems, Languages languages) {
    this.problems = problems;
    this.languages = languages;
  }

  @ExceptionHandler
  ResponseEntity<Object> on(ApiProblem problem, WebRequest request) {
    HttpHeaders headers = new HttpHeaders();
    problem.headers().forEach(headers::set);
    return answer(problems.detail(problem, languages.of(request)), headers);
  }

  @ExceptionHandler
  ResponseEntity<Object> on(MethodArgumentTypeMismatchException wrong, WebRequest request) {
    return on(
        ApiProblem.validation(
            List.of(
                FieldError.of(
                    "#query/" + wrong.getName(), "WRONG_TYPE", String.valueOf(wrong.getValue())))),
        request);
  }

  @ExceptionHandler
  ResponseEntity<Object> on(MultipartException broken, WebRequest request) {
    return on(ApiProblem.unreadable(), request);
  }

  @Override
  protected @Nullable ResponseEntity<Object> handleMaxUploadSizeExceededException(
      MaxUploadSizeExceededException large,
      HttpHeaders headers,
      HttpStatusCode status,
      WebRequest request) {
    return on(ApiProblem.tooLarge(large.getMaxUploadSize()), request);
  }

  @Override
  protected @Nullable ResponseEntity<Object> handleMissingServletRequestParameter(
      MissingServletRequestParameterException missing,
      HttpHeaders headers,
      HttpStatusCode status,
      WebRequest request) {
    return on(
        ApiProblem.validation(
            List.of(FieldError.of("#query/" + missing.getParameterName(), "REQUIRED"))),
        request);
  }

  @Override
  protected @Nullable ResponseEntity<Object> handleMissingServletRequestPart(
      MissingServletRequestPartException missing,
      HttpHeaders headers,
      HttpStatusCode status,
      WebRequest request) {
    return on(
        ApiProblem.validation(
            List.of(FieldError.of("/" + missing.getRequestPartName(), "REQUIRED"))),
        request);
  }

  /**
   * The container could not take a form or a body's framing apart, or the firewall found something
   * when it was read; their texts repeat what was sent.
   */
  @ExceptionHandler({
    InvalidParameterException.class,
    BadRequestException.class,
    RequestRejectedException.class
  })
  ResponseEntity<Object> onUnreadable(Exception broken, WebRequest request) {
    return on(ApiProblem.unreadable(), request);
  }

  /**
   * The database is away, or went away before it confirmed: trying again is right, and the
   * idempotency key keeps what was accepted after all from happening twice.
   */
  @ExceptionHandler({
    CannotCreateTransactionException.class,
    TransactionSystemException.class,
    DataAccessResourceFailureException.class,
    TransientDataAccessException.class
  })
  ResponseEntity<Object> onUnavailable(Exception cause, WebRequest request) {
    log.error("Database does not serve a request", cause);
    HttpHeaders headers = new HttpHeaders();
    headers.set(HttpHeaders.RETRY_AFTER, RETRY_AFTER_SECONDS);
    return answer(
        problems.detail(
            HttpStatus.SERVICE_UNAVAILABLE, "unavailable", List.of(), languages.of(request)),
        headers);
  }

  /** A party the answer needs is away: nothing was accepted, and trying again is right. */
  @ExceptionHandler
  ResponseEntity<Object> on(OutsideUnavailableException away, WebRequest request) {
    log.warn("A request cannot be answered now: {}", away.getMessage());
    HttpHeaders headers = new HttpHeaders();
    headers.set(HttpHeaders.RETRY_AFTER, RETRY_AFTER_SECONDS);
    return answer(
        problems.detail(
            HttpStatus.SERVICE_UNAVAILABLE, "unavailable", List.of(), languages.of(request)),
        headers);
  }

  /** What the caller wants to change has changed. */
  @ExceptionHandler
  ResponseEntity<Object> on(StaleVersionException stale, WebRequest request) {
    return on(ApiProblem.preconditionFailed(ETags.of(stale.present())), request);
  }

  @ExceptionHandler
  ResponseEntity<Object> onBug(Exception bug, WebRequest request) {
    if (bug instanceof AccessDeniedException denied) {
      throw denied;
    }
    log.error("A request failed that should not have", bug);
    return answer(
        problems.detail(
            HttpStatus.INTERNAL_SERVER_ERROR, "internal", List.of(), languages.of(request)),
        new HttpHeaders());
  }

  /** What Spring itself refuses: unknown paths, methods, media types. */
  @Override
  protected @Nullable ResponseEntity<Object> handleExceptionInternal(
      Exception cause,
      @Nullable Object body,
      HttpHeaders headers,
      HttpStatusCode status,
      WebRequest request) {
    HttpStatus resolved = HttpStatus.resolve(status.value());
    HttpStatus known = resolved == null ? HttpStatus.BAD_REQUEST : resolved;
    if (status.is5xxServerError()) {
      log.error("A request failed that should not have", cause);
    }
    HttpHeaders kept = new HttpHeaders();
    if (cause instanceof ErrorResponse response) {
      kept.addAll(response.getHeaders());
    }
    return answer(
        problems.detail(known, Problems.typeOf(known), List.of(), languages.of(request)), kept);
  }

  private static ResponseEntity<Object> answer(ProblemDetail detail, HttpHeaders headers) {
    headers.setContentType(MediaType.APPLICATION_PROBLEM_JSON);
    return new ResponseEntity<>(detail, headers, HttpStatusCode.valueOf(detail.getStatus()));
  }
}
