package dev.merchantreview.deposit;

import java.time.Instant;

/**
 * A fine (违约金).
 *
 * @param ruleId the rule that was broken
 * @param collectedFen what of it was taken so far; the rest stays unpaid until money comes in
 */
public record Penalty(
    String id,
    long amountFen,
    String ruleId,
    String note,
    String imposedBy,
    Instant imposedAt,
    long collectedFen,
    int parts) {

  /** What is still owed, in fen. */
  public long unpaidFen() {
    return amountFen - collectedFen;
  }
}
