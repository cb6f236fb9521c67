package dev.merchantreview.engine;

import dev.merchantreview.database.OldRows;
import dev.merchantreview.database.OneInstance;
import dev.merchantreview.database.SharedJob;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
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
  private static final OldRows.Kind MESSAGES =
      new OldRows.Kind("sent-messages", "engine_outbox", "sent_at", "");
  private static final OldRows.Kind JOBS =
      new OldRows.Kind("jobs", "engine_job_done", "done_at", INSTANCE + " is not null");
  private static final OldRows.Kind TASKS =
      new OldRows.Kind("completed-tasks", "engine_completed_task", "asked_at", "");

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
    old.measure(MESSAGES);
    old.measure(JOBS);
    old.measure(TASKS);
  }

  /** Forgets what is old; one instance of the service does it for all. */
  @Scheduled(fixedDelayString = "PT1H")
  void forget() {
    oneInstance.ifFree(
        SharedJob.ENGINE_RETENTION,
        () -> {
          old.delete(MESSAGES, before(ages.sentMessages()));
          old.delete(JOBS, before(ages.jobs()), ofACase("job_key"));
          old.delete(TASKS, before(ages.completedTasks()), ofACase("task_key"));
        });
  }

  private OldRows.StillNeeded ofACase(String key) {
    return new OldRows.StillNeeded(key, INSTANCE, working::among);
  }

  private Instant before(Duration age) {
    return clock.instant().minus(age);
  }
}
