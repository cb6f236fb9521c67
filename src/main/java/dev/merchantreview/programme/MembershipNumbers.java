package dev.merchantreview.programme;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;

/**
 * Numbers of reviewing applications to programmes and answers of their members.
 *
 * @param reviewWorkingDays working days until a review is due, 1 to 60
 * @param reviewReminderWorkingDays working days until the reviewers are reminded, 1 to 60
 */
record MembershipNumbers(
    @NotNull @Min(1) @Max(60) Integer reviewWorkingDays,
    @NotNull @Min(1) @Max(60) Integer reviewReminderWorkingDays) {}
