package dev.merchantreview.engine;

import io.camunda.client.api.CamundaFuture;
import io.camunda.client.api.command.ClientStatusException;
import io.grpc.Status;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;

/**
 * Tells the engine how a job went, again while the engine is too busy to listen: an answer it never
 * got would keep the case waiting until the job times out.
 */
@Component
class JobAnswers {

  private static final Set<Status.Code> BUSY =
      EnumSet.of(
          Status.Code.RESOURCE_EXHAUSTED, Status.Code.UNAVAILABLE, Status.Code.DEADLINE_EXCEEDED);

  private final EngineProperties properties;

  JobAnswers(EngineProperties properties) {
    this.properties = properties;
  }

  /**
   * Sends an answer, without waiting for it to arrive.
   *
   * @param answer sends it once
   * @param lost told when the engine refuses it, or is busy for as long as the job may take
   */
  void send(Supplier<CamundaFuture<?>> answer, Consumer<Throwable> lost) {
    send(answer, lost, System.nanoTime() + properties.jobTimeout().toNanos());
  }

  private void send(Supplier<CamundaFuture<?>> answer, Consumer<Throwable> lost, long until) {
    answer
        .get()
        .exceptionally(
            failure -> {
              if (isBusy(failure) && System.nanoTime() - until < 0) {
                CompletableFuture.delayedExecutor(
                        properties.retryBackoff().toMillis(), TimeUnit.MILLISECONDS)
                    .execute(() -> send(answer, lost, until));
              } else {
                lost.accept(failure);
              }
              return null;
            });
  }

  private static boolean isBusy(Throwable failure) {
    Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
    return cause instanceof ClientStatusException status
        && BUSY.contains(status.getStatus().getCode());
  }
}
