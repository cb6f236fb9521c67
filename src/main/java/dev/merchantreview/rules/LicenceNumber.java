package dev.merchantreview.rules;

/** The unified social credit code on a business licence, by GB 32100-2015. */
public final class LicenceNumber {

  /**
   * The standard's 31 characters in the order of their values: digits and letters without I, O, S,
   * V, Z.
   */
  private static final String ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY";

  private static final int[] WEIGHTS = {
    1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28
  };

  private LicenceNumber() {}

  /**
   * True when the text has 18 characters of the alphabet and the last is the check character of the
   * others.
   */
  public static boolean isValid(String number) {
    if (number.length() != WEIGHTS.length + 1) {
      return false;
    }
    int sum = 0;
    for (int i = 0; i < WEIGHTS.length; i++) {
      int value = ALPHABET.indexOf(number.charAt(i));
      if (value < 0) {
        return false;
      }
      sum += value * WEIGHTS[i];
    }
    int check = (ALPHABET.length() - sum % ALPHABET.length()) % ALPHABET.length();
    return number.charAt(WEIGHTS.length) == ALPHABET.charAt(check);
  }
}
