package dev.merchantreview.payout;

import dev.merchantreview.shared.CaseId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What the bank is asked to pay.
 *
 * @param number ours, never used again
 * @param attempt counts the payouts of a refund from 1
 */
public record Payout(
    String number,
    CaseId refundId,
    int attempt,
    long amountFen,
    PayoutAccount account,
    Status status,
    @Nullable String bankReason,
    Instant orderedAt,
    @Nullable Instant endedAt) {

  Payout withAccount(PayoutAccount opened) {
    return new Payout(
        number, refundId, attempt, amountFen, opened, status, bankReason, orderedAt, endedAt);
  }

  /** Where a payout stands. */
  public enum Status {
    /** On record; whether the bank knows of it is asked of the bank. */
    ORDERED,
    /** The bank says it paid. */
    SETTLED,
    /** The bank refused for good. */
    FAILED
  }
}
