package dev.merchantreview.deposit;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The deposit of one store or service provider.
 *
 * @param operating false when the holder has ended: nothing is demanded of it any more
 * @param topUpDueAt until when what is missing has to be paid; null when nothing is demanded
 * @param balances as the last posting left them
 */
public record DepositAccount(
    String id,
    DepositHolder holder,
    long requiredFen,
    boolean operating,
    @Nullable Instant topUpDueAt,
    Balances balances,
    Instant openedAt) {

  /** What has to be paid in for the deposit to be whole again, in fen, unpaid fines aside. */
  public long missingFen() {
    return operating ? Math.max(0, requiredFen - balances.heldFen()) : 0;
  }

  /** What is held beyond the requirement, in fen. */
  public long surplusFen() {
    return Math.max(0, balances.heldFen() - requiredFen);
  }

  /** Whether paying it back has begun, or is done. */
  public boolean isPaidBack() {
    return balances.inPayoutFen() > 0 || balances.paidOutFen() > 0;
  }

  /** How far paying it back is, once it has begun. */
  String paybackState() {
    return balances.inPayoutFen() > 0 ? "PAYING" : "PAID";
  }
}
