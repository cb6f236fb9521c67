package dev.merchantreview.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/**
 * A job that waits is done again, or given back, or neither when it is gone; never two of these.
 */
class WaitingJobsTest {

  private static final EngineJob JOB = new EngineJob(1, 2, "test", "Task_Test");
  private static final Duration SOON = Duration.ofMillis(20);
  private static final Duration NEVER = Duration.ofDays(1);

  private final List<String> happened = new CopyOnWriteArrayList<>();
  private final CountDownLatch again = new CountDownLatch(1);
  private final WaitingJobs jobs = new WaitingJobs(1);

  private WaitingJobs.Waiting job() {
    return new WaitingJobs.Waiting(
        JOB,
        () -> {
          happened.add("again");
          again.countDown();
        },
        () -> happened.add("given back"));
  }

  @Test
  void doesAJobAgainAfterItsPause() throws Exception {
    jobs.add(job(), SOON);
    assertThat(again.await(10, TimeUnit.SECONDS)).isTrue();
    jobs.close();
    assertThat(happened).containsExactly("again");
  }

  @Test
  void givesBackWhatWaitsWhenTheServiceStops() {
    jobs.add(job(), NEVER);
    jobs.add(job(), NEVER);
    jobs.close();
    assertThat(happened).containsExactly("given back", "given back");
  }

  @Test
  void givesBackAtOnceWhatComesAfterTheStop() {
    jobs.close();
    jobs.add(job(), SOON);
    assertThat(happened).containsExactly("given back");
  }

  @Test
  void forgetsAJobTheEngineDoesNotKeepForIt() {
    WaitingJobs.Waiting gone = job();
    jobs.add(gone, NEVER);
    jobs.refused(gone, new IllegalStateException("no such job"));
    jobs.close();
    assertThat(happened).isEmpty();
  }
}
