package dev.merchantreview.shared;

/** What a caller wants to change has changed since it read it; nothing was changed. */
public final class StaleVersionException extends RuntimeException {

  private final long present;

  /**
   * @param present the version there is
   */
  StaleVersionException(long present) {
    super("the present version is " + present);
    this.present = present;
  }

  /** The version there is. */
  public long present() {
    return present;
  }
}
