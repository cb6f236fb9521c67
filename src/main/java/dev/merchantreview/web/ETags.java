package dev.merchantreview.web;

/** Entity tags made of a case's version. */
public final class ETags {

  private ETags() {}

  public static String of(long version) {
    return "\"" + version + "\"";
  }
}
