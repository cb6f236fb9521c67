package dev.merchantreview.testing;

import dev.merchantreview.local.Http;
import dev.merchantreview.local.Settings;
import java.time.Instant;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.IntSupplier;

/** Moves the time of an engine and of the service that works with it, in step. */
final class EngineTime {

  private static final long TICK = 300;
  private static final int TOO_MANY_REQUESTS = 429;

  private final Settings settings;
  private final TestClock clock;
  private ScheduledExecutorService engineClock;

  EngineTime(Settings settings, TestClock clock) {
    this.settings = settings;
    this.clock = clock;
  }

  /**
   * Moves the engine's and the service's time, which goes on from there; timers that are due by
   * then fire.
   */
  synchronized void travelTo(Instant instant) {
    stopEngineClock();
    clock.moveTo(instant);
    pinEngineClock();
    // The engine's clock stands still where it is put; jobs that wait a moment would wait for ever.
    engineClock =
        Executors.newSingleThreadScheduledExecutor(Thread.ofPlatform().daemon().factory());
    // A tick the engine is too busy for is made up for by the next.
    engineClock.scheduleWithFixedDelay(this::askForPresentTime, TICK, TICK, TimeUnit.MILLISECONDS);
  }

  private void pinEngineClock() {
    awaitTaken("move", this::askForPresentTime);
  }

  private int askForPresentTime() {
    return Http.put(
        settings.webUrl() + "/v2/clock", "{\"timestamp\":" + clock.instant().toEpochMilli() + "}");
  }

  private void stopEngineClock() {
    if (engineClock != null) {
      engineClock.close();
      engineClock = null;
    }
  }

  /** Back to the present. */
  synchronized void returnToPresent() {
    stopEngineClock();
    clock.reset();
    resetEngineClock();
    // The engine schedules its next check for timed-out jobs by its clock, here for the time the
    // clock was set to; when it resumes, it schedules the check again.
    processing("pauseProcessing");
    processing("resumeProcessing");
  }

  private void processing(String change) {
    int status = Http.post(settings.managementUrl() + "/actuator/partitions/" + change);
    if (status / 100 != 2) {
      throw new IllegalStateException("the engine does not " + change + ": " + status);
    }
  }

  void resetEngineClock() {
    awaitTaken("come back", () -> Http.post(settings.webUrl() + "/v2/clock/reset"));
  }

  /** A busy engine refuses what it has no room for; its clock is asked again, as it wants it. */
  private static void awaitTaken(String change, IntSupplier call) {
    TestPlatform.await(
        "the engine's clock to " + change,
        () -> {
          int status = call.getAsInt();
          if (status / 100 == 4 && status != TOO_MANY_REQUESTS) {
            throw new IllegalStateException(
                "the engine's clock does not " + change + ": " + status);
          }
          return status / 100 == 2;
        });
  }
}
