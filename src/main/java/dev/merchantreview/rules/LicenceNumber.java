package dev.merchantreview.rules;

import dev.merchantreview.shared.StoreType;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * The unified social credit code on a business licence, by GB 32100-2015: department and class of
 * registration, six digits of region, nine places of organisation, a check character.
 */
public final class LicenceNumber {

  /** What can be wrong with a number, the worst first. */
  public enum Flaw {
    /** No such department, class or region: nobody registers such a number. */
    STRUCTURE,
    /** The last character is not the check character of the others. */
    CHECK_CHARACTER,
    /**
     * The check character is wrong, but the organisation part is of the trial codes some places
     * gave out before the standard (M and a digit), whose last place followed no rule.
     */
    TRIAL_CODE,
    /** The 15 digits of a registration from before the standard. */
    OLD_REGISTRATION,
    /** Nothing is wrong. */
    NONE
  }

  /**
   * The standard's 31 characters in the order of their values: digits and letters without I, O, S,
   * V, Z.
   */
  private static final String ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY";

  private static final int[] WEIGHTS = {
    1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28
  };

  /** GB 32100-2015 with its amendments: a department's place, and the classes it registers. */
  private static final Map<Character, String> CLASSES =
      Map.ofEntries(
          Map.entry('1', "1239"),
          Map.entry('2', "19"),
          Map.entry('3', "123459"),
          Map.entry('4', "19"),
          Map.entry('5', "123459"),
          Map.entry('6', "129"),
          Map.entry('7', "129"),
          Map.entry('8', "19"),
          Map.entry('9', "123"),
          Map.entry('A', "19"),
          Map.entry('N', "1239"),
          Map.entry('Y', "1"));

  private static final Pattern OLD_REGISTRATION = Pattern.compile("[0-9]{15}");
  private static final Pattern TRIAL_CODE = Pattern.compile("9.{7}M[0-9].*");
  private static final String COMPANY = "91";
  private static final String INDIVIDUAL_BUSINESS = "92";
  private static final String COOPERATIVE = "93";
  private static final int REGION = 2;
  private static final int ORGANISATION = 8;

  private LicenceNumber() {}

  /** What is wrong with a number; anything that is no number at all has no structure. */
  public static Flaw flaw(String number) {
    if (OLD_REGISTRATION.matcher(number).matches()) {
      return Flaw.OLD_REGISTRATION;
    }
    if (number.length() != WEIGHTS.length + 1
        || !number.chars().allMatch(character -> ALPHABET.indexOf(character) >= 0)
        || !hasStructure(number)) {
      return Flaw.STRUCTURE;
    }
    if (number.charAt(WEIGHTS.length) == checkCharacter(number)) {
      return Flaw.NONE;
    }
    return TRIAL_CODE.matcher(number).matches() ? Flaw.TRIAL_CODE : Flaw.CHECK_CHARACTER;
  }

  /** True when nothing is wrong with a number. */
  public static boolean isValid(String number) {
    return flaw(number) == Flaw.NONE;
  }

  /**
   * Whether a subject with this number opens such a store: an individual business one of its own, a
   * company or cooperative an enterprise's. Of a number from before the standard nothing is known.
   */
  public static boolean fits(String number, StoreType type) {
    if (number.length() != WEIGHTS.length + 1 || !type.hasLicence()) {
      return true;
    }
    return type.isEnterprise()
        ? number.startsWith(COMPANY) || number.startsWith(COOPERATIVE)
        : number.startsWith(INDIVIDUAL_BUSINESS);
  }

  private static boolean hasStructure(String number) {
    return CLASSES.getOrDefault(number.charAt(0), "").indexOf(number.charAt(1)) >= 0
        && Region.isRegion(number.substring(REGION, ORGANISATION));
  }

  private static char checkCharacter(String number) {
    int sum = 0;
    for (int i = 0; i < WEIGHTS.length; i++) {
      sum += ALPHABET.indexOf(number.charAt(i)) * WEIGHTS[i];
    }
    return ALPHABET.charAt((ALPHABET.length() - sum % ALPHABET.length()) % ALPHABET.length());
  }
}
