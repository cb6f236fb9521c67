package dev.merchantreview.engine;

import dev.merchantreview.database.OldRows;
import dev.merchantreview.database.OneInstance;
import dev.merchantreview.database.SharedJob;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Forgets what the engine was told, what jobs answered and who completed tasks, once it is old and
 * nothing can ask for it any more.
 *
 * <p>Nothing is done twice for it. A message goes only when the engine has taken it; a message that
 * was taken is never sent again. What a job answered, and who completed a task, goes only when its
 * process instance has no case to work on: a step of such an instance changes nothing, because each
 * step looks under the lock whether the case is still its instance's and still open.
 */
@Component
class EngineRetention {

  private static final String INSTANCE = "process_instance_key";

  private final OldRows old;
  private final WorkingInstances working;
  private final EngineProperties.Retention ages;
  private final OneInstance oneInstance;
  private final Clock clock;

  EngineRetention(
      OldRows old,
      WorkingInstances working,
      EngineProperties properties,
      OneInstance oneInstance,
      Clock clock) {
    this.old = old;
    this.working = working;
    this.ages = properties.retention();
    this.oneInstance = oneInstance;
    this.clock = clock;
  }

  /** Forgets what is old; one instance of the service does it for all. */
  @Scheduled(fixedDelayString = "PT1H")
  void forget() {
    oneInstance.ifFree(
        SharedJob.ENGINE_RETENTION,
        () -> {
          old.delete("engine_outbox", "sent_at < :before", before(ages.sentMessages()));
          old.delete(
              "engine_job_done",
              INSTANCE,
              "done_at < :before and process_instance_key is not null",
              before(ages.jobs()),
              this::ofNoCase);
          old.delete(
              "engine_completed_task",
              INSTANCE,
              "asked_at < :before",
              before(ages.completedTasks()),
              this::ofNoCase);
        });
  }

  private List<OldRows.Row> ofNoCase(List<OldRows.Row> rows) {
    Set<Long> needed =
        working.among(rows.stream().map(OldRows.Row::owner).collect(Collectors.toSet()));
    return rows.stream().filter(row -> !needed.contains(row.owner())).toList();
  }

  private Instant before(Duration age) {
    return clock.instant().minus(age);
  }
}
