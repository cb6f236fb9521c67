package dev.merchantreview.deposit;

import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;

/**
 * What a store pays a year for being one, which nobody gets back [D-fee].
 *
 * @param amountFen at least 1
 * @param dueDays calendar days to pay it from the day it is demanded, 1 to 365
 * @param reminderDays how many calendar days before that deadline the merchant is reminded, 1 to
 *     364, and fewer than those to pay
 */
public record YearlyFeeNumbers(
    @NotNull @Min(1) @Max(1_000_000_000_000L) Long amountFen,
    @NotNull @Min(1) @Max(365) Integer dueDays,
    @NotNull @Min(1) @Max(364) Integer reminderDays) {

  @AssertTrue(message = "reminder-days of a yearly-fee are fewer than its due-days")
  boolean isReminderInTime() {
    return dueDays == null || reminderDays == null || reminderDays < dueDays;
  }
}
