package dev.merchantreview.shared;

/**
 * Shows personal data to people who need to recognise it but not to know it. What was erased has
 * nothing to hide and is shown as erased.
 */
public final class Masking {

  private Masking() {}

  /**
   * Keeps the first six and the last four characters of an identity number, as it is printed on
   * forms.
   */
  public static String identityNumber(String number) {
    return keep(number, 6, 4);
  }

  /**
   * As an identity number; of the shorter numbers of other papers the first and the last two
   * characters are kept.
   */
  public static String paperNumber(String number) {
    return IdentityPaper.isCheckable(number) ? identityNumber(number) : keep(number, 1, 2);
  }

  /** Keeps nothing of a date but its shape. */
  public static String date(String date) {
    return Erased.is(date) ? date : date.replaceAll("[0-9]", "*");
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
   * Keeps the first character of a person's name, and nothing of a name with only one; a character
   * outside the basic plane counts as one.
   */
  public static String personName(String name) {
    return keep(name, 1, 0);
  }

  /**
   * Keeps the domain and the first character of the mailbox, but nothing of a mailbox with only
   * one.
   */
  public static String email(String address) {
    if (Erased.is(address)) {
      return address;
    }
    int at = address.lastIndexOf('@');
    if (at < 0) {
      return "***";
    }
    String mailbox = address.substring(0, at);
    return (mailbox.codePointCount(0, at) > 1
            ? mailbox.substring(0, mailbox.offsetByCodePoints(0, 1))
            : "")
        + "***"
        + address.substring(at);
  }

  /** Keeps the first six characters of an address: about the province and the city. */
  public static String address(String address) {
    return keep(address, 6, 0);
  }

  /** Keeps nothing of a text that would be shown whole. */
  private static String keep(String text, int head, int tail) {
    if (Erased.is(text)) {
      return text;
    }
    int[] points = text.codePoints().toArray();
    if (points.length <= head + tail) {
      return "*".repeat(points.length);
    }
    return new String(points, 0, head)
        + "*".repeat(points.length - head - tail)
        + new String(points, points.length - tail, tail);
  }
}
