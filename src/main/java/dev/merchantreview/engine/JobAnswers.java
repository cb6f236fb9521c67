package dev.merchantreview.engine;

import io.camunda.client.api.CamundaFuture;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;

/**
 * Tells the engine how a job went, again while the engine is too busy to listen or fails for a
 * reason of its own, as while its processing is paused for a backup: an answer it never got would
 * keep the case waiting until the job times out.
 */
@Component
class JobAnswers {

  /** A job's time is not over before its answer is tried some times more (ours). */
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(3);

  private final EngineProperties properties;

  JobAnswers(EngineProperties properties) {
    this.properties = properties;
  }

  /**
   * Sends an answer, without waiting for it to arrive.
   *
   * @param answer sends it once
   * @param lost told when the engine refuses it, or takes nothing for as long as the job may take
   */
  void send(Supplier<CamundaFuture<?>> answer, Consumer<Throwable> lost) {
    send(
        answer,
        lost,
        System.nanoTime() + properties.jobTimeout().toNanos(),
        properties.retryBackoff());
  }

  private void send(
      Supplier<CamundaFuture<?>> answer, Consumer<Throwable> lost, long until, Duration pause) {
    answer
        .get()
        .exceptionally(
            failure -> {
              if (mayPass(failure) && System.nanoTime() - until < 0) {
                // Each time longer: many that are repeated at once keep a busy engine busy.
                Duration next = pause.multipliedBy(2);
                CompletableFuture.delayedExecutor(pause.toMillis(), TimeUnit.MILLISECONDS)
                    .execute(
                        () ->
                            send(
                                answer,
                                lost,
                                until,
                                next.compareTo(LONGEST_PAUSE) < 0 ? next : LONGEST_PAUSE));
              } else {
                lost.accept(failure);
              }
              return null;
            });
  }

  private static boolean mayPass(Throwable failure) {
    return switch (EngineFailure.of(failure)) {
      case PASSING, UNCLEAR -> true;
      case ALREADY, GONE, REFUSED -> false;
    };
  }
}
