package dev.merchantreview.shared;

/**
 * The language of the reviewers' desk: what they read first. The other one stands beside it in
 * small print, so that a form is for both and no label says everything twice.
 */
public enum DeskLanguage {
  ZH,
  EN;

  private static final String BETWEEN = " · ";

  /** What is read first. */
  public String main(String zh, String en) {
    return this == ZH ? zh : en;
  }

  /** What stands in small print. */
  public String small(String zh, String en) {
    return this == ZH ? en : zh;
  }

  /**
   * What is read first of words of ours that stand as {@code 中文 · English}; the words themselves
   * where they are the same in both.
   */
  public String main(String both) {
    int between = both.indexOf(BETWEEN);
    return between < 0 ? both : main(zh(both, between), en(both, between));
  }

  /** What stands in small print of such words; empty where they are the same in both. */
  public String small(String both) {
    int between = both.indexOf(BETWEEN);
    return between < 0 ? "" : small(zh(both, between), en(both, between));
  }

  private static String zh(String both, int between) {
    return both.substring(0, between);
  }

  private static String en(String both, int between) {
    return both.substring(between + BETWEEN.length());
  }
}
