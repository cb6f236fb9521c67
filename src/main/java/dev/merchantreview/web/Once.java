package dev.merchantreview.web;

import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.springframework.http.ResponseEntity;

/**
 * Makes the call whose handler has it among its arguments safe to repeat: the header {@code
 * Idempotency-Key} is required, and the same key with the same request gets the first answer again.
 * Two requests are the same with the same query and the same content.
 */
public final class Once {

  private final Idempotency idempotency;
  private final Idempotency.Call call;

  Once(Idempotency idempotency, Idempotency.Call call) {
    this.idempotency = idempotency;
    this.call = call;
  }

  /**
   * Runs the call unless its key has an answer already. A call that throws leaves no trace, so it
   * can be repeated with the same key once the cause is gone.
   *
   * @param request two with the same JSON content are the same
   * @throws ApiProblem 422 without a usable key, 422 when the key belongs to another request, 409
   *     while the first runs
   */
  public <T> ResponseEntity<T> run(Object request, Supplier<ResponseEntity<T>> work) {
    return idempotency.once(call, request, work);
  }

  /**
   * The same.
   *
   * @param fingerprint what makes two requests the same
   */
  public <T> ResponseEntity<T> run(byte[] fingerprint, Supplier<ResponseEntity<T>> work) {
    return idempotency.once(call, fingerprint, work);
  }

  /**
   * The same for a call that has to ask outside first, while nothing is locked: what has an answer
   * already asks nobody.
   *
   * @param prepare asks
   * @param work changes what is to be changed, by what was found out
   */
  public <P, T> ResponseEntity<T> run(
      Object request, Supplier<P> prepare, Function<P, ResponseEntity<T>> work) {
    Optional<ResponseEntity<T>> before = idempotency.before(call, request);
    if (before.isPresent()) {
      return before.get();
    }
    P prepared = prepare.get();
    return run(request, () -> work.apply(prepared));
  }
}
