package dev.merchantreview.refund;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Where the bank's statement and the ledger disagree.
 *
 * @param refundId null when no refund has such a payout
 * @param detail what was seen on both sides
 */
public record PayoutFinding(
    String number, Kind kind, @Nullable String refundId, String detail, Instant foundAt) {

  /** What disagrees. */
  public enum Kind {
    /** Booked as paid, but the bank knows nothing of it or says it failed. */
    NOT_PAID_BY_BANK,
    /** Paid by the bank, but not booked as paid. */
    NOT_BOOKED,
    /** Paid and booked, but not the same amount. */
    AMOUNT_DIFFERS,
    /** Paid by the bank under a number of ours that is not on record. */
    UNKNOWN_NUMBER,
    /** More than one payment under the same number. */
    PAID_TWICE
  }
}
