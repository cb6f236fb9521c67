package dev.merchantreview.database;

import dev.merchantreview.shared.DatabaseAway;
import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.core.retry.RetryListener;
import org.springframework.core.retry.RetryPolicy;
import org.springframework.core.retry.RetryState;
import org.springframework.core.retry.RetryTemplate;
import org.springframework.core.retry.Retryable;
import org.springframework.stereotype.Component;

/**
 * Does every {@link StartTask}, and waits while the database is away or too busy to answer: the
 * service gets ready later then, and its start does not end.
 */
@Component
class StartTasks {

  private static final Logger log = LoggerFactory.getLogger(StartTasks.class);

  /** Between two tries; ours. */
  private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);

  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);

  private final List<StartTask> tasks;
  private final RetryTemplate tries;

  StartTasks(List<StartTask> tasks) {
    this.tasks = tasks;
    tries =
        new RetryTemplate(
            RetryPolicy.builder()
                .predicate(
                    failure ->
                        failure instanceof RuntimeException stopped
                            && DatabaseAway.explains(stopped))
                .maxRetries(Long.MAX_VALUE)
                .delay(FIRST_PAUSE)
                .multiplier(2)
                .maxDelay(LONGEST_PAUSE)
                .build());
    tries.setRetryListener(
        new RetryListener() {
          @Override
          public void beforeRetry(RetryPolicy policy, Retryable<?> task, RetryState so) {
            log.warn("The start waits for the database: {}", so.getLastException().getMessage());
          }
        });
  }

  @EventListener(ApplicationReadyEvent.class)
  void runAll() {
    tasks.forEach(task -> tries.invoke(task::runAtStart));
  }
}
