package dev.merchantreview.deposit;

import java.time.Instant;

/**
 * Money that arrived at the payment provider.
 *
 * @param paymentId the provider's id; counts once
 * @param reference the id of the case it is for
 * @param amountFen at least 1
 * @param purpose which of the case's deposits it is for
 */
public record Payment(
    String paymentId,
    String reference,
    long amountFen,
    Instant paidAt,
    String payer,
    DepositPurpose purpose) {

  /** One that names no deposit: it is for the store's. */
  public Payment(String paymentId, String reference, long amountFen, Instant paidAt, String payer) {
    this(paymentId, reference, amountFen, paidAt, payer, DepositPurpose.STORE);
  }
}
