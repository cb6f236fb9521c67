package dev.merchantreview.testing;

/**
 * How much a test of load or of chance tries. A twentieth finds what breaks with every change;
 * {@code ./merchant-review test --full} tries all of it.
 */
public final class Tries {

  private static final boolean FULL =
      System.getProperty("merchant-review.tests.load", "").equals("full");
  private static final int PART = 20;

  private Tries() {}

  /**
   * @param full how many are tried in a full run
   */
  public static int of(int full) {
    return FULL ? full : full / PART;
  }
}
