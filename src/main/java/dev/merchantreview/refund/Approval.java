package dev.merchantreview.refund;

import java.time.Instant;

/**
 * A person agreed.
 *
 * @param round what was handed in then, and {@code amountFen} how much was to be paid
 */
public record Approval(String by, Instant at, int round, long amountFen) {

  boolean covers(int presentRound, long presentFen) {
    return round == presentRound && amountFen == presentFen;
  }
}
