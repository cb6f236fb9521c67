package dev.merchantreview.shared;

import java.util.Locale;
import java.util.Set;

/** Countries and regions by their codes of ISO 3166-1 alpha-2. */
public final class Countries {

  public static final String MAINLAND = "CN";

  /** Whose people have papers of their own for the mainland. */
  private static final Set<String> REGIONS = Set.of("HK", "MO", "TW");

  private static final Set<String> CODES = Set.of(Locale.getISOCountries());

  private Countries() {}

  /** Whether there is such a country or region. */
  public static boolean exists(String code) {
    return CODES.contains(code);
  }

  /** Whether somebody from there travels with a passport, and not with a permit. */
  public static boolean isForeign(String code) {
    return !code.equals(MAINLAND) && !REGIONS.contains(code);
  }

  /** Both languages, for a form whose reader's language is unknown. */
  public static String label(String code) {
    Locale country = Locale.of("", code);
    return country.getDisplayCountry(Locale.CHINA)
        + " · "
        + country.getDisplayCountry(Locale.ENGLISH);
  }
}
