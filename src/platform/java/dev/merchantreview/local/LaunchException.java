package dev.merchantreview.local;

/**
 * The platform cannot start for a reason the person at the keyboard can change; the message says
 * which and how.
 */
public final class LaunchException extends RuntimeException {

  public LaunchException(String message) {
    super(message);
  }
}
