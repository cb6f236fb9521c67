package dev.merchantreview.shared;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * What a person shows who they are with. Numbers are judged by what is public of each: those of 18
 * characters by GB 11643, the others by their length and characters only.
 */
public enum IdentityPaper {
  /** GB 11643-1999. */
  RESIDENT_IDENTITY_CARD("居民身份证", "Resident identity card", IdentityPaper.CITIZEN_NUMBER),
  /** State Council, measures of 2018: a number by GB 11643 that begins with 810000 to 830000. */
  RESIDENCE_PERMIT(
      "港澳台居民居住证",
      "Residence permit for people from Hong Kong, Macau and Taiwan",
      IdentityPaper.CITIZEN_NUMBER),
  /**
   * National Immigration Administration: H (Hong Kong) or M (Macau) and 8 digits that stay a
   * person's for life; on cards from before 2012 two more count the renewals.
   */
  HK_MACAU_TRAVEL_PERMIT(
      "港澳居民来往内地通行证",
      "Mainland travel permit for people from Hong Kong and Macau",
      "[HM](?:[0-9]{8}|[0-9]{10})"),
  /** National Immigration Administration: 8 digits. */
  TAIWAN_TRAVEL_PERMIT("台湾居民来往大陆通行证", "Mainland travel permit for people from Taiwan", "[0-9]{8}"),
  /** ICAO Doc 9303, part 4: at most 9 letters and digits. Ours: at least 5, and a digit in it. */
  PASSPORT("护照", "Passport", "(?=[A-Z]*[0-9])[0-9A-Z]{5,9}"),
  /**
   * National Immigration Administration: 18 characters that begin with 9 since 2023, before that
   * three letters and 12 digits.
   */
  PERMANENT_RESIDENCE_CARD(
      "外国人永久居留身份证", "Foreigner's permanent residence card", "9[0-9]{16}[0-9X]|[A-Z]{3}[0-9]{12}");

  private static final String CITIZEN_NUMBER = "[0-9]{17}[0-9X]";
  private static final int CITIZEN_LENGTH = 18;

  /** A travel permit's letter and the digits that stay a person's. */
  private static final int LIFELONG = 9;

  private static final Pattern RENEWED = Pattern.compile("[HM][0-9]{10}");

  private final String zh;
  private final String en;
  private final Pattern number;

  IdentityPaper(String zh, String en, String number) {
    this.zh = zh;
    this.en = en;
    this.number = Pattern.compile(number);
  }

  /** Both languages, for a form whose reader's language is unknown. */
  public String label() {
    return zh + " · " + en;
  }

  /** What it is called in one language. */
  public String in(Locale locale) {
    return locale.getLanguage().equals("en") ? en : zh;
  }

  /** Whether a number is made as this paper's are; its check digit is not looked at. */
  public boolean takes(String text) {
    return number.matcher(text).matches();
  }

  /** Whether a number has a check digit and a birth date in it, by GB 11643. */
  public static boolean isCheckable(String number) {
    return number.length() == CITIZEN_LENGTH;
  }

  /** Whether a number of this paper has the birth date in it, so that it is not asked for. */
  public boolean saysBirthDate(String number) {
    return switch (this) {
      case RESIDENT_IDENTITY_CARD, RESIDENCE_PERMIT -> true;
      case PERMANENT_RESIDENCE_CARD -> isCheckable(number);
      case HK_MACAU_TRAVEL_PERMIT, TAIWAN_TRAVEL_PERMIT, PASSPORT -> false;
    };
  }

  /** The part of a number that stays a person's when the paper is renewed. */
  public static String lasting(String number) {
    return RENEWED.matcher(number).matches() ? number.substring(0, LIFELONG) : number;
  }
}
