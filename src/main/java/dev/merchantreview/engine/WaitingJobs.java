package dev.merchantreview.engine;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Jobs that are done again after a pause, and stay with this service meanwhile.
 *
 * <p>The engine could wait instead: it takes a failed job back and gives it out again later. The
 * one of 8.6.0 can forget such a job. It notes which jobs it has told to come back, after it told
 * them, and removes the note when they are back; a job that is back before the note is made counts
 * as told from then on, and does not come back until the engine is restarted.
 */
final class WaitingJobs implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(WaitingJobs.class);

  private final ScheduledThreadPoolExecutor timer;
  private final Set<Waiting> all = ConcurrentHashMap.newKeySet();

  /**
   * @param threads how many are done at once
   */
  WaitingJobs(int threads) {
    this.timer =
        new ScheduledThreadPoolExecutor(
            threads, Thread.ofPlatform().name("jobs-again-", 0).daemon().factory());
    timer.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
  }

  /**
   * A job that waits.
   *
   * @param again what is done after the pause
   * @param giveBack what is done instead when the service stops before: the engine gives the job to
   *     the next one at once
   */
  record Waiting(EngineJob job, Runnable again, Runnable giveBack) {}

  void add(Waiting job, Duration pause) {
    all.add(job);
    try {
      timer.schedule(
          () -> {
            if (all.remove(job)) {
              job.again().run();
            }
          },
          pause.toMillis(),
          TimeUnit.MILLISECONDS);
    } catch (RejectedExecutionException stopped) {
      giveBack(job);
    }
  }

  /** The engine does not keep it for this service any more: there is nothing to do again. */
  void refused(Waiting job, Throwable why) {
    if (all.remove(job)) {
      log.debug("{} is not waited for: {}", job.job(), why.getMessage());
    }
  }

  private void giveBack(Waiting job) {
    if (all.remove(job)) {
      job.giveBack().run();
    }
  }

  /** Gives back everything that waits, and lets what is being done come to its end. */
  @Override
  public void close() {
    timer.shutdown();
    all.forEach(this::giveBack);
    BoundedClose.close("jobs that wait", timer::close);
  }
}
