package dev.merchantreview.engine;

import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Closes what may never return from closing. The Camunda client 8.9.0 can lose the lock of a job
 * stream when the engine is away while it closes: whoever closes it again would wait for ever, and
 * the service could not stop.
 */
final class BoundedClose {

  private static final Logger log = LoggerFactory.getLogger(BoundedClose.class);
  private static final Duration LIMIT = Duration.ofSeconds(5);

  private BoundedClose() {}

  static void close(String name, Runnable close) {
    Thread thread = Thread.ofPlatform().name("close-" + name).daemon().start(close);
    try {
      if (!thread.join(LIMIT)) {
        log.warn("{} did not close within {}; going on without it", name, LIMIT);
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }
}
