package dev.merchantreview.remittance;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Money that came in, and what it counted for.
 *
 * @param reference the bank's
 * @param amountFen at least 1
 * @param remark what the payer wrote: the remark it is known by, or masked what else it is
 * @param payer the payer's name, masked; empty where the bank names none
 * @param payerAccount masked
 * @param paidAt by the bank
 * @param caseId what it was for; null where nobody knows
 * @param returned null until somebody said that it was sent back
 */
public record ReceivedCredit(
    String id,
    String reference,
    long amountFen,
    String remark,
    String payer,
    String payerAccount,
    Instant paidAt,
    Instant receivedAt,
    CreditOutcome outcome,
    @Nullable String caseId,
    @Nullable Returned returned) {

  /** How long what is said of sending it back may be. */
  public static final int LONGEST_NOTE = 1_000;

  /** Whether there is something left to do. */
  public enum State {
    /** Nobody said that it was sent back. */
    OPEN,
    /** It was sent back. */
    RETURNED
  }

  public State state() {
    return returned == null ? State.OPEN : State.RETURNED;
  }

  /**
   * That it was sent back.
   *
   * @param note under which number, or why not
   */
  public record Returned(Instant at, String by, String note) {}
}
