package dev.merchantreview.web;

/** Entity tags made of a case's version. */
public final class ETags {

  private ETags() {}

  public static String of(long version) {
    return "\"" + version + "\"";
  }

  /**
   * For an answer that tells more than the version stands for: another tag when either is another.
   * Sent back as {@code If-Match}, only the version counts.
   */
  public static String of(long version, Object more) {
    return "\"" + version + "." + Integer.toHexString(more.hashCode()) + "\"";
  }
}
