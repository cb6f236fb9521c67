package dev.merchantreview.deposit;

import java.util.Set;

/** Knows who had a say in paying a deposit back: none of these waives a fine on it. */
public interface RefundJudges {

  /**
   * Everybody who gave a verdict on a refund of this deposit so far.
   *
   * @param account locked: no verdict is being recorded meanwhile
   */
  Set<String> of(DepositAccount account);
}
