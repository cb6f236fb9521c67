package dev.merchantreview.engine;

import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What a job needs is not there yet; trying again later is all that has to happen. */
public class NotYetException extends RuntimeException {

  private final transient @Nullable Duration wait;

  /** Tried again soon. */
  public NotYetException(String message) {
    super(message);
    this.wait = null;
  }

  /**
   * @param wait how long trying again is pointless
   */
  public NotYetException(String message, Duration wait) {
    super(message);
    this.wait = wait;
  }

  /** Whether this is why a call failed, however it was wrapped on its way. */
  static boolean isCauseOf(Throwable failure) {
    return Stream.iterate(failure, cause -> cause != null, Throwable::getCause)
        .anyMatch(NotYetException.class::isInstance);
  }

  Optional<Duration> pause() {
    return Optional.ofNullable(wait);
  }
}
