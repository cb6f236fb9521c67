package dev.merchantreview.shared;

import java.time.Duration;
import org.springframework.context.SmartLifecycle;

/** A bean that works in a {@link BackgroundLoop} from the service's start to its stop. */
public abstract class LoopingService implements SmartLifecycle {

  private final BackgroundLoop loop;

  /** As {@link BackgroundLoop}. */
  protected LoopingService(String name, Duration idle) {
    this.loop = new BackgroundLoop(name, idle, this::workSome);
  }

  /**
   * One portion of the work.
   *
   * @return false when there is nothing left to do for now
   */
  protected abstract boolean workSome() throws InterruptedException;

  /** There is work. */
  protected final void wake() {
    loop.wake();
  }

  @Override
  public void start() {
    loop.start();
  }

  @Override
  public void stop() {
    loop.stop();
  }

  @Override
  public boolean isRunning() {
    return loop.isRunning();
  }
}
