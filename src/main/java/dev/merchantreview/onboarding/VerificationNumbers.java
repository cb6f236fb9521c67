package dev.merchantreview.onboarding;

import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;

/**
 * How a settlement account is verified.
 *
 * @param days calendar days to answer, 1 to 365
 * @param wrongAmounts how many wrong amounts are allowed for a transfer, 1 to 20
 * @param newTransfers how often a new transfer follows one that is used up, 0 to 20
 * @param minimumFen and {@code maximumFen}: the amounts a random transfer is drawn from
 */
public record VerificationNumbers(
    @NotNull VerificationMethod method,
    @NotNull @Min(1) @Max(365) Integer days,
    @NotNull @Min(1) @Max(20) Integer wrongAmounts,
    @NotNull @Min(0) @Max(20) Integer newTransfers,
    @NotNull @Min(1) @Max(100_000) Long minimumFen,
    @NotNull @Min(1) @Max(100_000) Long maximumFen) {

  @AssertTrue(message = "minimum-fen must be less than maximum-fen")
  boolean isRange() {
    return minimumFen == null || maximumFen == null || minimumFen < maximumFen;
  }
}
