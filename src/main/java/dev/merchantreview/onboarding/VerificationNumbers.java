package dev.merchantreview.onboarding;

import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.util.List;
import java.util.Set;

/**
 * How a settlement account is verified.
 *
 * @param methods the ways that are open, of which one that succeeds is enough; none where nobody
 *     asks for a verification
 * @param days calendar days to answer, 1 to 365
 * @param wrongAmounts how many wrong amounts are allowed for a transfer, 1 to 20
 * @param newTransfers how often a new transfer follows one that is used up, 0 to 20
 * @param minimumFen and {@code maximumFen}: the amounts a random transfer or a remittance is drawn
 *     from
 */
public record VerificationNumbers(
    @NotNull List<@NotNull VerificationMethod> methods,
    @NotNull @Min(1) @Max(365) Integer days,
    @NotNull @Min(1) @Max(20) Integer wrongAmounts,
    @NotNull @Min(0) @Max(20) Integer newTransfers,
    @NotNull @Min(1) @Max(100_000) Long minimumFen,
    @NotNull @Min(1) @Max(100_000) Long maximumFen) {

  @AssertTrue(message = "methods must not name one twice, and RANDOM_TRANSFER only alone")
  boolean isOpenTogether() {
    return methods == null
        || Set.copyOf(methods).size() == methods.size()
            && (methods.size() < 2 || !methods.contains(VerificationMethod.RANDOM_TRANSFER));
  }

  @AssertTrue(message = "minimum-fen must be less than maximum-fen")
  boolean isRange() {
    return minimumFen == null || maximumFen == null || minimumFen < maximumFen;
  }
}
