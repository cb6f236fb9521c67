package dev.merchantreview.refund;

import dev.merchantreview.deposit.DepositPurpose;
import java.util.List;

/**
 * What is asked back: whose deposits, and which of them.
 *
 * @param deposits at least one, the store deposit first
 */
public record Claim(Holder holder, List<DepositPurpose> deposits) {

  /**
   * Whether it is the promotion deposit of a store that goes on: what the store owes its buyers is
   * secured by the store deposit, which stays.
   */
  boolean isPromotionAlone() {
    return holder.kind() == Holder.Kind.STORE
        && !holder.ended()
        && deposits.equals(List.of(DepositPurpose.PROMOTION));
  }
}
