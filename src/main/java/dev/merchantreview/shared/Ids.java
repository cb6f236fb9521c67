package dev.merchantreview.shared;

import java.security.SecureRandom;

/** Makes ids: a prefix that names the type, then 80 random bits that cannot be guessed. */
public final class Ids {

  private static final SecureRandom RANDOM = new SecureRandom();
  private static final char[] ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz".toCharArray();
  private static final int LENGTH = 16;

  private Ids() {}

  /**
   * @param prefix the type's prefix with its underscore, for example {@code sa_}
   */
  public static String next(String prefix) {
    StringBuilder id = new StringBuilder(prefix);
    for (int i = 0; i < LENGTH; i++) {
      id.append(ALPHABET[RANDOM.nextInt(ALPHABET.length)]);
    }
    return id.toString();
  }
}
