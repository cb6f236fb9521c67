package dev.merchantreview.engine;

import dev.merchantreview.database.OneInstance;
import dev.merchantreview.database.SharedJob;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.springframework.jdbc.core.simple.JdbcClient;
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

  /**
   * Rows that belong to process instances.
   *
   * @param old which instances have old ones
   * @param delete takes away the old ones of some instances
   */
  private record OfInstances(String old, String delete) {}

  private static final OfInstances JOBS =
      new OfInstances(
          "select distinct process_instance_key from engine_job_done where done_at < :before"
              + " and process_instance_key is not null",
          "delete from engine_job_done where done_at < :before"
              + " and process_instance_key = any(:instances)");
  private static final OfInstances TASKS =
      new OfInstances(
          "select distinct process_instance_key from engine_completed_task where asked_at < :before",
          "delete from engine_completed_task where asked_at < :before"
              + " and process_instance_key = any(:instances)");

  private final JdbcClient jdbc;
  private final WorkingInstances working;
  private final EngineProperties.Retention ages;
  private final OneInstance oneInstance;
  private final Clock clock;

  EngineRetention(
      JdbcClient jdbc,
      WorkingInstances working,
      EngineProperties properties,
      OneInstance oneInstance,
      Clock clock) {
    this.jdbc = jdbc;
    this.working = working;
    this.ages = properties.retention();
    this.oneInstance = oneInstance;
    this.clock = clock;
  }

  /** Forgets what is old; one instance of the service does it for all. */
  @Scheduled(fixedDelayString = "PT1H")
  void forget() {
    oneInstance.ifFree(
        SharedJob.RETENTION,
        () -> {
          jdbc.sql("delete from engine_outbox where sent_at < :before")
              .param("before", before(ages.sentMessages()))
              .update();
          forget(JOBS, ages.jobs());
          forget(TASKS, ages.completedTasks());
        });
  }

  private void forget(OfInstances rows, Duration age) {
    Timestamp before = before(age);
    List<Long> old =
        jdbc.sql(rows.old())
            .param("before", before)
            .query((row, number) -> row.getLong("process_instance_key"))
            .list();
    if (old.isEmpty()) {
      return;
    }
    Set<Long> over = new TreeSet<>(old);
    over.removeAll(working.among(old));
    jdbc.sql(rows.delete())
        .param("before", before)
        .param("instances", over.toArray(Long[]::new))
        .update();
  }

  private Timestamp before(Duration age) {
    return Timestamp.from(clock.instant().minus(age));
  }
}
