package dev.merchantreview.shared;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Works on a thread of its own for as long as there is work, and then whenever it is woken or a
 * while has passed.
 */
public final class BackgroundLoop {

  private static final Logger log = LoggerFactory.getLogger(BackgroundLoop.class);
  private static final Duration LONGEST_STOP = Duration.ofSeconds(5);

  private final String name;
  private final Work work;
  private final Duration idle;
  private final Semaphore wake = new Semaphore(0);
  private volatile boolean running;
  private volatile Thread thread = new Thread();

  /** One portion of the work. */
  public interface Work {

    /**
     * @return false when there is nothing left to do for now
     */
    boolean run() throws InterruptedException;
  }

  /**
   * @param idle how long to wait for being woken before looking again, also after a failure
   */
  public BackgroundLoop(String name, Duration idle, Work work) {
    this.name = name;
    this.idle = idle;
    this.work = work;
  }

  public void start() {
    running = true;
    thread = Thread.ofPlatform().name(name).daemon().start(this::run);
  }

  /** Interrupts the work and waits for its end, a few seconds at most. */
  public void stop() {
    running = false;
    thread.interrupt();
    try {
      thread.join(LONGEST_STOP);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  public boolean isRunning() {
    return running;
  }

  /** There is work. */
  public void wake() {
    wake.release();
  }

  private void run() {
    while (running) {
      try {
        if (!more() && wake.tryAcquire(idle.toMillis(), TimeUnit.MILLISECONDS)) {
          wake.drainPermits();
        }
      } catch (InterruptedException stopped) {
        return;
      }
    }
  }

  private boolean more() throws InterruptedException {
    try {
      return work.run();
    } catch (RuntimeException failed) {
      log.warn("{} failed, trying again: {}", name, failed.toString());
      return false;
    }
  }
}
