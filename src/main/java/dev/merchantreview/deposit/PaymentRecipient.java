package dev.merchantreview.deposit;

import dev.merchantreview.shared.CaseId;

/**
 * A module whose cases take payments. It is asked inside the transaction that books the payment.
 */
public interface PaymentRecipient {

  /**
   * Whether a reference is one of this module's cases; the case is locked until the transaction
   * ends.
   */
  boolean knows(CaseId caseId);

  /** Whether the case takes a payment now, and if not, in which state it is. */
  Readiness readiness(CaseId caseId);

  /** Whose deposit the case's payments are. */
  DepositHolder holder(CaseId caseId);

  /**
   * The payment is booked; {@code paidFen} is what the case has received so far, this payment
   * included.
   */
  void received(CaseId caseId, Payment payment, long paidFen);

  /**
   * @param state the case's state
   */
  record Readiness(boolean takesPayments, String state) {}
}
