package dev.merchantreview.shared;

/** What is shown in place of personal data that was erased: whose key is gone. */
public final class Erased {

  /** No field that has a form of its own, such as an identity number, can be typed like this. */
  public static final String TEXT = "已删除 · erased";

  private Erased() {}

  public static boolean is(String text) {
    return text.equals(TEXT);
  }
}
