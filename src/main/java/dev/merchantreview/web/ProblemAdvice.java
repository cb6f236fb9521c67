package dev.merchantreview.web;

import dev.merchantreview.shared.FieldError;
import dev.merchantreview.shared.OutsideUnavailableException;
import dev.merchantreview.shared.StaleVersionException;
import dev.merchantreview.shared.UnreadableDocumentException;
import dev.merchantreview.shared.UnusableRuleException;
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
import org.springframework.http.ResponseEntity;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.web.firewall.RequestRejectedException;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.transaction.TransactionSystemException;
import org.springframework.web.bind.MissingServletRequestParameterException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.PathVariable;
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

  @ExceptionHandler
  @Nullable ResponseEntity<Object> on(
      MethodArgumentTypeMismatchException wrong, WebRequest request) {
    return answer(
        ApiProblem.validation(
            List.of(
                FieldError.of(
                    (wrong.getParameter().hasParameterAnnotation(PathVariable.class)
                            ? "#path/"
                            : "#query/")
                        + wrong.getName(),
                    "WRONG_TYPE",
                    String.valueOf(wrong.getValue())))),
        request);
  }

  @ExceptionHandler
  @Nullable ResponseEntity<Object> on(MultipartException broken, WebRequest request) {
    return answer(ApiProblem.unreadable(), request);
  }

  @Override
  protected @Nullable ResponseEntity<Object> handleMaxUploadSizeExceededException(
      MaxUploadSizeExceededException large,
      HttpHeaders headers,
      HttpStatusCode status,
      WebRequest request) {
    return answer(ApiProblem.tooLarge(large.getMaxUploadSize()), request);
  }

  @Override
  protected @Nullable ResponseEntity<Object> handleMissingServletRequestParameter(
      MissingServletRequestParameterException missing,
      HttpHeaders headers,
      HttpStatusCode status,
      WebRequest request) {
    return answer(
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
    return answer(
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
  @Nullable ResponseEntity<Object> onUnreadable(Exception broken, WebRequest request) {
    return answer(ApiProblem.unreadable(), request);
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
  @Nullable ResponseEntity<Object> onUnavailable(Exception cause, WebRequest request) {
    log.error("Database does not serve a request", cause);
    return answer(ApiProblem.unavailable(), request);
  }

  /** A party the answer needs is away: nothing was accepted, and trying again is right. */
  @ExceptionHandler
  @Nullable ResponseEntity<Object> on(OutsideUnavailableException away, WebRequest request) {
    log.warn("A request cannot be answered now: {}", away.getMessage());
    return answer(ApiProblem.unavailable(), request);
  }

  /** Nothing the caller could put right; who runs the service is told. */
  @ExceptionHandler
  @Nullable ResponseEntity<Object> on(UnusableRuleException unusable, WebRequest request) {
    log.error("A rule cannot be used: {}", unusable.getMessage());
    return answer(ApiProblem.ruleUnusable(unusable.rule()), request);
  }

  /** A paper was erased, or what is kept is not what was uploaded. */
  @ExceptionHandler
  @Nullable ResponseEntity<Object> on(UnreadableDocumentException unreadable, WebRequest request) {
    String id = unreadable.documentId();
    return answer(
        switch (unreadable.reason()) {
          case ERASED -> ApiProblem.documentErased(id);
          case DAMAGED -> ApiProblem.documentDamaged(id);
        },
        request);
  }

  /** What the caller wants to change has changed. */
  @ExceptionHandler
  @Nullable ResponseEntity<Object> on(StaleVersionException stale, WebRequest request) {
    return answer(ApiProblem.preconditionFailed(ETags.of(stale.present())), request);
  }

  @ExceptionHandler
  @Nullable ResponseEntity<Object> onBug(Exception bug, WebRequest request) {
    if (bug instanceof AccessDeniedException denied) {
      throw denied;
    }
    log.error("A request failed that should not have", bug);
    return answer(ApiProblem.of(ProblemType.INTERNAL), request);
  }

  /**
   * Everything ends here: a problem of ours as it is, worded by Spring, and what Spring itself
   * refuses (unknown paths, methods, media types) as the problem its status stands for.
   */
  @Override
  protected @Nullable ResponseEntity<Object> handleExceptionInternal(
      Exception cause,
      @Nullable Object body,
      HttpHeaders headers,
      HttpStatusCode status,
      WebRequest request) {
    ApiProblem problem = problem(cause, status);
    HttpHeaders kept = new HttpHeaders();
    kept.addAll(headers);
    kept.setContentType(MediaType.APPLICATION_PROBLEM_JSON);
    return super.handleExceptionInternal(problem, null, kept, problem.getStatusCode(), request);
  }

  private static ApiProblem problem(Exception cause, HttpStatusCode status) {
    if (cause instanceof ApiProblem own) {
      return own;
    }
    if (status.is5xxServerError()) {
      log.error("A request failed that should not have", cause);
    }
    HttpStatus known = HttpStatus.resolve(status.value());
    return ApiProblem.of(known == null ? HttpStatus.BAD_REQUEST : known);
  }

  private @Nullable ResponseEntity<Object> answer(ApiProblem problem, WebRequest request) {
    return handleExceptionInternal(
        problem, null, problem.getHeaders(), problem.getStatusCode(), request);
  }
}
