package dev.merchantreview.notification;

/** Who is told: a merchant, by its id, or the people who run the platform. */
public final class Recipient {

  /** The people who run the platform; no merchant can have this id. */
  public static final String OPERATORS = "@operators";

  private Recipient() {}
}
