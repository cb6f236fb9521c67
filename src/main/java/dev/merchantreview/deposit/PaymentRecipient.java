package dev.merchantreview.deposit;

import dev.merchantreview.shared.CaseId;
import java.util.Optional;
import java.util.function.ToLongFunction;

/** A module whose cases take payments. */
public interface PaymentRecipient {

  /**
   * Takes a case for a payment, in the transaction that books it; nobody else changes the case
   * until that ends.
   *
   * @param purpose which of the case's deposits is paid for
   * @return empty when the reference is none of this module's cases
   */
  Optional<PaidCase> take(CaseId caseId, DepositPurpose purpose);

  /**
   * A case that is paid for.
   *
   * @param takesPayments whether it takes a payment for this in its state
   * @param state the case's state, or why it takes none
   * @param holder whose deposit the payments are
   * @param receipt told when a payment is booked
   */
  record PaidCase(boolean takesPayments, String state, DepositHolder holder, Receipt receipt) {}

  /** What a case does with a payment that is booked. */
  interface Receipt {

    /**
     * @param paidFen what the case has received for each deposit so far, this payment included
     */
    void received(Payment payment, ToLongFunction<DepositPurpose> paidFen);
  }
}
