package dev.merchantreview.engine;

import java.time.Duration;

/**
 * How many messages are under way at once. It grows while there are always more than fit and the
 * engine takes them, so that a backlog goes as fast as the engine can; when the engine says that it
 * has too much to do, or says nothing, it is halved, and nothing is sent for a moment, longer each
 * time until one is taken again.
 *
 * <p>One thread takes places; answers come on any.
 */
final class OutboxWindow {

  private static final int FIRST = 25;
  // Half of what the engine takes at once as it begins: people's verdicts need the other (ours).
  private static final int MOST = 50;
  private static final int FEWEST = 1;
  private static final int SLOWEST_DOUBLINGS = 10;
  // As soon as the engine has time again it is told what waits (ours).
  private static final Duration LONGEST_REST = Duration.ofSeconds(2);

  // How long a few slow answers keep the next messages waiting.
  private static final Duration SLOW = Duration.ofMillis(100);

  private final long firstRest;
  private int size = FIRST;
  private int underWay;
  private boolean full;
  private int refusals;
  private long halvedAt;
  private long rest;
  private long restsUntil;

  /**
   * @param firstRest how long nothing is sent after the engine said that it is busy
   */
  OutboxWindow(Duration firstRest) {
    this.firstRest = firstRest.toNanos();
    this.halvedAt = System.nanoTime();
    this.restsUntil = halvedAt;
  }

  synchronized int size() {
    return size;
  }

  /** How long nothing is sent after the refusal that came last. */
  synchronized Duration rest() {
    return Duration.ofNanos(rest);
  }

  /** Waits for places, and takes all, or those that are free when some answers are slow. */
  synchronized int take() throws InterruptedException {
    awaitUntil(System.nanoTime() + SLOW.toNanos(), true);
    while (underWay >= size || restsUntil - System.nanoTime() > 0) {
      if (underWay >= size) {
        wait();
      } else {
        awaitUntil(restsUntil, false);
      }
    }
    if (full && refusals == 0) {
      size = Math.min(MOST, size + Math.max(1, size / 4));
    }
    int free = size - underWay;
    underWay += free;
    return free;
  }

  /**
   * @param orIdle whether to wait no longer than until nothing is under way
   */
  private void awaitUntil(long end, boolean orIdle) throws InterruptedException {
    long left = end - System.nanoTime();
    while (left > 0 && !(orIdle && underWay == 0)) {
      wait(Math.max(1, Duration.ofNanos(left).toMillis()));
      left = end - System.nanoTime();
    }
  }

  /** So many of the places that were taken are used: all of them when more messages wait. */
  synchronized void used(int taken, int messages) {
    full = messages == taken;
    underWay -= taken - messages;
    notifyAll();
  }

  /** A message was answered, however. */
  synchronized void answered() {
    underWay--;
    notifyAll();
  }

  /** The engine took one. */
  synchronized void went() {
    refusals = 0;
  }

  /**
   * The engine has too much to do, or is away. What was under way together is refused together, and
   * counts once.
   *
   * @param begunAt when the message was sent, by {@link System#nanoTime}
   */
  synchronized void refused(long begunAt) {
    if (begunAt - halvedAt < 0) {
      return;
    }
    size = Math.max(FEWEST, size / 2);
    full = false;
    halvedAt = System.nanoTime();
    rest = Math.min(LONGEST_REST.toNanos(), firstRest << Math.min(refusals, SLOWEST_DOUBLINGS));
    restsUntil = halvedAt + rest;
    refusals++;
  }
}
