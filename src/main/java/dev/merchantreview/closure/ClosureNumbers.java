package dev.merchantreview.closure;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;

/**
 * Numbers of closing a store.
 *
 * @param reviewWorkingDays working days until a closure's review is due, 1 to 60
 * @param reviewReminderWorkingDays working days until the reviewers are reminded, 1 to 60
 * @param reopeningMonths months after the closing before which the merchant opens no new store
 *     here, 0 to 120
 */
record ClosureNumbers(
    @NotNull @Min(1) @Max(60) Integer reviewWorkingDays,
    @NotNull @Min(1) @Max(60) Integer reviewReminderWorkingDays,
    @NotNull @Min(0) @Max(120) Integer reopeningMonths) {}
