package dev.merchantreview.deposit;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import org.jspecify.annotations.Nullable;

/**
 * Numbers of deposits.
 *
 * @param topUpDays calendar days to pay what a fine took below the requirement, 1 to 365
 * @param largestPenaltyFen what one fine may be at most
 * @param promotion whether stores may have their goods promoted, for a deposit of its own; left
 *     out, they may not
 */
public record DepositNumbers(
    @NotNull @Min(1) @Max(365) Integer topUpDays,
    @NotNull @Min(1) @Max(1_000_000_000_000L) Long largestPenaltyFen,
    @Nullable Boolean promotion) {

  /** What nobody says is open is not. */
  public boolean isPromotionOpen() {
    return Boolean.TRUE.equals(promotion);
  }
}
