package dev.merchantreview.shared;

/** Shows personal data to people who need to recognise it but not to know it. */
public final class Masking {

  private Masking() {}

  /**
   * Keeps the first six and the last four characters of an identity number, as it is printed on
   * forms.
   */
  public static String identityNumber(String number) {
    return keep(number, 6, 4);
  }

  /** Keeps the last four digits of an account number. */
  public static String accountNumber(String number) {
    return keep(number, 0, 4);
  }

  /** Keeps the first three and the last four digits of a phone number. */
  public static String phone(String number) {
    return keep(number, 3, 4);
  }

  /**
   * Keeps the first character of a person's name; a character outside the basic plane counts as
   * one.
   */
  public static String personName(String name) {
    int first = name.offsetByCodePoints(0, Math.min(1, name.length()));
    return name.substring(0, first) + "*".repeat((int) name.codePoints().skip(1).count());
  }

  /** Keeps the first character of the mailbox and the domain. */
  public static String email(String address) {
    int at = address.lastIndexOf('@');
    return at < 1 ? "***" : address.substring(0, 1) + "***" + address.substring(at);
  }

  private static String keep(String text, int head, int tail) {
    int[] points = text.codePoints().toArray();
    if (points.length <= head + tail) {
      return "*".repeat(points.length);
    }
    return new String(points, 0, head)
        + "*".repeat(points.length - head - tail)
        + new String(points, points.length - tail, tail);
  }
}
