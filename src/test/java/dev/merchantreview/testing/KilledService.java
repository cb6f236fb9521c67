package dev.merchantreview.testing;

import dev.merchantreview.local.LocalServices;
import dev.merchantreview.local.Settings;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;

/** The packed service as a process of its own, which is killed while it works. */
public final class KilledService {

  /** Jobs it was given before it died come back soon. */
  static final String JOB_TIMEOUT = "--merchant-review.engine.job-timeout=5s";

  private final TestPlatform platform;
  private final LocalServices services;
  private final Settings settings;

  KilledService(TestPlatform platform, LocalServices services, Settings settings) {
    this.platform = platform;
    this.services = services;
    this.settings = settings;
  }

  /**
   * The packed service as a process of its own, killed with SIGKILL after its work on the first job
   * of this type has committed and before the engine was told. *
   *
   * @param jobType a job whose worker asks the engine nothing: an answer could not come any more
   * @param meanwhile what brings the process instance to that job
   */
  public void betweenCommitAndCompletion(String jobType, Runnable meanwhile) {
    try (EngineProxy proxy = new EngineProxy(settings.grpc(), jobType)) {
      long before = jobsDone(jobType);
      ProcessHandle process = services.start(proxy.port(), List.of(JOB_TIMEOUT));
      try {
        services.await();
        meanwhile.run();
        TestPlatform.await("the hand-out of " + jobType, proxy::isMuted);
        TestPlatform.await("the commit of " + jobType, () -> jobsDone(jobType) > before);
      } finally {
        process.destroyForcibly();
        process.onExit().join();
      }
    }
  }

  /**
   * Runs the service as a process of its own and kills it at moments nobody chose, while it does
   * what there is to do.
   *
   * @param times how often
   * @param longest how long it may live after it got ready
   */
  public void atRandom(int times, Duration longest) {
    for (int i = 0; i < times; i++) {
      ProcessHandle process = services.start(settings.grpc(), List.of(JOB_TIMEOUT));
      try {
        services.await();
        LockSupport.parkNanos(ThreadLocalRandom.current().nextLong(longest.toNanos()));
      } finally {
        process.destroyForcibly();
        process.onExit().join();
      }
    }
  }

  private long jobsDone(String jobType) {
    return platform
        .database()
        .sql("select count(*) from engine_job_done where job_type = :type")
        .param("type", jobType)
        .query(Long.class)
        .single();
  }
}
