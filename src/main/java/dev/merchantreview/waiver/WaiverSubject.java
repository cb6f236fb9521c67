package dev.merchantreview.waiver;

/**
 * Whom a waiver is for.
 *
 * @param id the merchant's id, the licence's number with its country before it where that is not
 *     the mainland, or the id of the store
 */
public record WaiverSubject(Kind kind, String id) {

  /** What a waiver can be bound to. */
  public enum Kind {
    /** Whatever the merchant applies for on the platform. */
    MERCHANT,
    /** Whoever hands the licence in. */
    LICENCE,
    /** A store. */
    STORE
  }
}
