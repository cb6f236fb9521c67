package dev.merchantreview.pk;

import java.util.List;

/** What a side of a PK waits for, as the process is answered; in the order it is waited for. */
enum LaneStanding {
  /** It has not agreed to the PK, or has left it. */
  UNCONFIRMED("pk-side-left"),
  /** The streamer does not meet the threshold, or nobody knows yet. */
  BELOW_THRESHOLD("pk-threshold-lost"),
  /** A product to be hung is not approved. */
  PRODUCTS_MISSING("pk-products-changed"),
  /** Nothing is missing on it. */
  READY("pk-side-changed");

  /** The answer of a side that is ready, once the other one is as well. */
  static final String BOTH_READY = "BOTH_READY";

  private final String reopening;

  LaneStanding(String reopening) {
    this.reopening = reopening;
  }

  /** The message that tells of a side that stands like this after both were ready. */
  String reopening() {
    return reopening;
  }

  /**
   * How a side stands.
   *
   * @param missing what is missing, on whichever side
   */
  static LaneStanding of(String streamerId, List<PkReadiness.Missing> missing) {
    return missing.stream()
        .filter(one -> one.lane().equals(streamerId))
        .map(LaneStanding::of)
        .min(LaneStanding::compareTo)
        .orElse(READY);
  }

  private static LaneStanding of(PkReadiness.Missing missing) {
    if (missing.productId() != null) {
      return PRODUCTS_MISSING;
    }
    return PkReadiness.AGREEMENT.contains(missing.code()) ? UNCONFIRMED : BELOW_THRESHOLD;
  }
}
