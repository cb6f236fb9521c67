package dev.merchantreview.storereview;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;

/**
 * Numbers of reviewing a store again. How long the first round takes says the notice.
 *
 * @param reviewWorkingDays working days until the review of what was handed in is due, 1 to 60
 * @param reviewReminderWorkingDays working days until the reviewers are reminded, 1 to 60
 * @param papersWorkingDays working days the merchant has to hand in what a reviewer asked for, 1 to
 *     60
 * @param papersReminderWorkingDays how many working days before the end of that, and of the
 *     notice's time, the merchant is reminded, 1 to 59
 * @param papersRounds how often a reviewer may ask for papers, 1 to 20
 */
record StoreReviewNumbers(
    @NotNull @Min(1) @Max(60) Integer reviewWorkingDays,
    @NotNull @Min(1) @Max(60) Integer reviewReminderWorkingDays,
    @NotNull @Min(1) @Max(60) Integer papersWorkingDays,
    @NotNull @Min(1) @Max(59) Integer papersReminderWorkingDays,
    @NotNull @Min(1) @Max(20) Integer papersRounds) {}
