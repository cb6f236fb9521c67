package dev.merchantreview.refund;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;

/**
 * What stands about refunds in a profile's part about service providers.
 *
 * @param refund the numbers of paying their deposits back
 */
record ProviderRefundNumbers(@NotNull @Valid RefundNumbers refund) {}
