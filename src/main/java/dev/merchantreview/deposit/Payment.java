package dev.merchantreview.deposit;

import java.time.Instant;

/**
 * Money that arrived at the payment provider.
 *
 * @param paymentId the provider's id; counts once
 * @param reference the id of the case it is for
 * @param amountFen at least 1
 */
public record Payment(
    String paymentId, String reference, long amountFen, Instant paidAt, String payer) {}
