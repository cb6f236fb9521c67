package dev.merchantreview.deposit;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A fine (违约金).
 *
 * @param ruleId the rule that was broken
 * @param collectedFen what of it was taken so far; the rest stays unpaid until money comes in
 * @param waiver null while it stands in the way of a refund, where fines on record do
 */
public record Penalty(
    String id,
    long amountFen,
    String ruleId,
    String note,
    String imposedBy,
    Instant imposedAt,
    long collectedFen,
    int parts,
    @Nullable PenaltyWaiver waiver) {

  /** What is still owed, in fen. */
  public long unpaidFen() {
    return amountFen - collectedFen;
  }
}
