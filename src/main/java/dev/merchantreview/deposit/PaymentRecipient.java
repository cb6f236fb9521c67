package dev.merchantreview.deposit;

import dev.merchantreview.shared.CaseId;
import java.util.Optional;

/** A module whose cases take payments. */
public interface PaymentRecipient {

  /**
   * Takes a case for a payment, in the transaction that books it; nobody else changes the case
   * until that ends.
   *
   * @return empty when the reference is none of this module's cases
   */
  Optional<PaidCase> take(CaseId caseId);

  /**
   * A case that is paid for.
   *
   * @param takesPayments whether it takes a payment in its state
   * @param state the case's state
   * @param holder whose deposit the payments are
   * @param receipt told when a payment is booked
   */
  record PaidCase(boolean takesPayments, String state, DepositHolder holder, Receipt receipt) {}

  /** What a case does with a payment that is booked. */
  interface Receipt {

    /**
     * @param paidFen what the case has received so far, this payment included
     */
    void received(Payment payment, long paidFen);
  }
}
