package dev.merchantreview.provider;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;

/**
 * Numbers of service providers.
 *
 * @param depositFen what a provider has to deposit
 * @param proposalDays calendar days a merchant has to agree to be bound, 1 to 365
 */
record ProviderNumbers(
    @NotNull @Min(1) @Max(1_000_000_000_000L) Long depositFen,
    @NotNull @Min(1) @Max(365) Integer proposalDays) {}
