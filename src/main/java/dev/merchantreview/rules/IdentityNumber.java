package dev.merchantreview.rules;

import dev.merchantreview.shared.IdentityPaper;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.format.ResolverStyle;
import java.util.Optional;
import java.util.Set;

/**
 * The number of a Chinese identity card, by GB 11643-1999. Residence permits of people from Hong
 * Kong, Macau and Taiwan and the permanent residence card foreigners get since 2023 have numbers of
 * the same make.
 */
public final class IdentityNumber {

  private static final int[] WEIGHTS = {7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2};
  private static final String CHECK_DIGITS = "10X98765432";
  private static final DateTimeFormatter BIRTH_DATE =
      DateTimeFormatter.ofPattern("uuuuMMdd").withResolverStyle(ResolverStyle.STRICT);

  /** A residence permit of somebody from Taiwan. */
  private static final String TAIWAN_PERMIT = "83";

  /** Residence permits of people from Hong Kong, Macau and Taiwan. */
  private static final Set<String> PERMIT_REGIONS = Set.of("810000", "820000", "830000");

  /** Where the birth date begins. */
  private static final int BIRTH = 6;

  /** A foreigner's permanent residence card; the province follows. */
  private static final char FOREIGNER = '9';

  /** Ours: nobody born before it is expected to be alive. */
  private static final LocalDate EARLIEST_BIRTH = LocalDate.of(1900, 1, 1);

  private IdentityNumber() {}

  /** Whether the number begins with a province, or as a card of somebody from elsewhere does. */
  public static boolean hasKnownRegion(String number) {
    return number.length() == WEIGHTS.length + 1
        && (Region.isProvince(number)
            || number.startsWith(TAIWAN_PERMIT)
            || number.charAt(0) == FOREIGNER && Region.isProvince(number.substring(1)));
  }

  /** Whether a number of 18 characters begins as those of a paper do. */
  public static boolean hasRegionOf(IdentityPaper paper, String number) {
    return switch (paper) {
      case RESIDENT_IDENTITY_CARD -> Region.isProvince(number) && !hasPermitRegion(number);
      case RESIDENCE_PERMIT -> hasPermitRegion(number);
      case PERMANENT_RESIDENCE_CARD ->
          number.charAt(0) == FOREIGNER && Region.isProvince(number.substring(1));
      case HK_MACAU_TRAVEL_PERMIT, TAIWAN_TRAVEL_PERMIT, PASSPORT -> false;
    };
  }

  private static boolean hasPermitRegion(String number) {
    return PERMIT_REGIONS.contains(number.substring(0, BIRTH));
  }

  /**
   * True when the text has 17 digits and the last character is the check digit of the others (ISO
   * 7064, MOD 11-2).
   */
  public static boolean hasValidCheckDigit(String number) {
    if (number.length() != WEIGHTS.length + 1) {
      return false;
    }
    int sum = 0;
    for (int i = 0; i < WEIGHTS.length; i++) {
      char digit = number.charAt(i);
      if (digit < '0' || digit > '9') {
        return false;
      }
      sum += (digit - '0') * WEIGHTS[i];
    }
    return number.charAt(WEIGHTS.length) == CHECK_DIGITS.charAt(sum % CHECK_DIGITS.length());
  }

  /** Whether somebody born on a day can be expected to be alive. */
  public static boolean isLikely(LocalDate birthDate) {
    return !birthDate.isBefore(EARLIEST_BIRTH);
  }

  /** The birth date in the number; empty when there is no such day. */
  public static Optional<LocalDate> birthDate(String number) {
    if (number.length() != WEIGHTS.length + 1) {
      return Optional.empty();
    }
    try {
      return Optional.of(LocalDate.parse(number.substring(6, 14), BIRTH_DATE));
    } catch (DateTimeParseException noSuchDay) {
      return Optional.empty();
    }
  }
}
