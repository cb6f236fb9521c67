package dev.merchantreview.local;

import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/**
 * Calls an API evenly, so many times a second: calls begin when the plan says so, whether or not
 * earlier ones were answered. {@link Load} is for as fast as it answers.
 */
final class PacedLoad implements AutoCloseable {

  private final int perSecond;
  private final ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor();
  private final long begun = System.nanoTime();
  private long moments;
  private long planned = begun;

  /**
   * Plans moments from now on.
   *
   * @param perSecond how many of them; above 0
   */
  PacedLoad(int perSecond) {
    this.perSecond = perSecond;
  }

  /**
   * Makes a number of calls, and waits for their answers.
   *
   * @param perSecond how many begin in a second; above 0
   * @param call makes one call and says whether it was answered as expected
   */
  static Load.Result run(int perSecond, int calls, BooleanSupplier call) {
    Answers answers = new Answers();
    try (PacedLoad load = new PacedLoad(perSecond)) {
      for (int i = 0; i < calls; i++) {
        load.awaitMoment();
        load.call(answers, call);
      }
    }
    return answers.result(perSecond);
  }

  /**
   * Waits for the next moment of the plan; the first one is at once, and a late one not skipped.
   */
  void awaitMoment() {
    planned = begun + moments * 1_000_000_000L / perSecond;
    moments++;
    while (System.nanoTime() < planned) {
      LockSupport.parkNanos(planned - System.nanoTime());
    }
  }

  /**
   * Begins a call that was planned for the present moment, and does not wait for its answer.
   *
   * @param answers where it is counted
   * @param call makes one call and says whether it was answered as expected
   */
  void call(Answers answers, BooleanSupplier call) {
    long from = planned;
    clients.execute(() -> answers.count(from, call));
  }

  /** Waits until every call was answered. */
  @Override
  public void close() {
    clients.close();
  }

  /** What comes of calls of one kind. */
  static final class Answers {

    private final ConcurrentLinkedQueue<Double> millis = new ConcurrentLinkedQueue<>();
    private final AtomicLong refused = new AtomicLong();

    private void count(long planned, BooleanSupplier call) {
      boolean answered = false;
      try {
        answered = call.getAsBoolean();
      } finally {
        refused.addAndGet(answered ? 0 : 1);
      }
      // From the planned start: a late start counts as waiting.
      millis.add((System.nanoTime() - planned) / 1e6);
    }

    /**
     * What came of them so far, in milliseconds from when each was to begin.
     *
     * @param perSecond the pace they are reported with
     */
    Load.Result result(double perSecond) {
      return new Load.Result(perSecond, List.copyOf(millis), refused.get());
    }
  }
}
