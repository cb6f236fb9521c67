package dev.merchantreview.category;

import java.util.Locale;

/** How goods of a category come to the buyer. */
public enum Shipping {
  /** By parcel. */
  PARCEL("快递", "Parcel"),
  /** Kept cold on the way. */
  COLD_CHAIN("冷链", "Cold chain"),
  /** By a carrier of live animals. */
  LIVE_ANIMALS("活体专运", "Carrier of live animals"),
  /** Nothing is sent. */
  NONE("无需物流", "Nothing is sent");

  private final String zh;
  private final String en;

  Shipping(String zh, String en) {
    this.zh = zh;
    this.en = en;
  }

  public String in(Locale locale) {
    return locale.getLanguage().equals("en") ? en : zh;
  }
}
