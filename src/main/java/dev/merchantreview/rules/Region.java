package dev.merchantreview.rules;

import java.util.Set;

/**
 * The places of an administrative division in numbers, by GB/T 2260: its first two digits name a
 * province. Counties come and go, and a number keeps the one it was given with, so only provinces
 * are judged.
 */
final class Region {

  private static final Set<String> PROVINCES =
      Set.of(
          "11", "12", "13", "14", "15", "21", "22", "23", "31", "32", "33", "34", "35", "36", "37",
          "41", "42", "43", "44", "45", "46", "50", "51", "52", "53", "54", "61", "62", "63", "64",
          "65", "71", "81", "82");

  /** Registered with the state itself. */
  private static final String STATE = "100000";

  private Region() {}

  /** Whether six characters can be a division. */
  static boolean isRegion(String digits) {
    return digits.chars().allMatch(digit -> digit >= '0' && digit <= '9')
        && (isProvince(digits) || digits.equals(STATE));
  }

  /** Whether a text begins with the two digits of a province. */
  static boolean isProvince(String digits) {
    return PROVINCES.contains(digits.substring(0, 2));
  }
}
