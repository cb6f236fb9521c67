package dev.merchantreview.deposit;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A deposit of one store or service provider: one of its accounts in the ledger.
 *
 * @param operating false when the holder has ended, or gave up what the deposit is for: nothing is
 *     demanded any more
 * @param topUpDueAt until when what is missing has to be paid; null when nothing is demanded. Of a
 *     holder that has ended, or of what it gave up, until when its unpaid fines have to be
 * @param balances as the last posting left them
 */
public record DepositAccount(
    String id,
    DepositHolder holder,
    DepositPurpose purpose,
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

  /**
   * Whether paying it back has begun, or is done. What was paid back an earlier time says nothing:
   * a promotion deposit can be asked for again, and what is held or owed then is not over.
   *
   * @param unpaidFen what is owed of its fines
   */
  public boolean isPaidBack(long unpaidFen) {
    boolean done =
        balances.paidOutFen() > 0 && balances.heldFen() == 0 && !operating && unpaidFen == 0;
    return balances.inPayoutFen() > 0 || done;
  }

  /** How far paying it back is, once it has begun. */
  String paybackState() {
    return balances.inPayoutFen() > 0 ? "PAYING" : "PAID";
  }
}
