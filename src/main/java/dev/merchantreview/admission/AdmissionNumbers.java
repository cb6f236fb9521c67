package dev.merchantreview.admission;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;

/**
 * Numbers of admitting service providers.
 *
 * @param reviewWorkingDays working days until a review is due, 1 to 60
 * @param reviewReminderWorkingDays working days until the reviewers are reminded, 1 to 60
 * @param fixDays calendar days to fix what was sent back, 1 to 365
 * @param fixReminderDays how many calendar days before that deadline the applicant is reminded, 1
 *     to 364
 * @param fixRounds how often an applicant may be sent back, 1 to 50
 * @param againDays calendar days after a refusal before which the merchant applies no more, 0 to
 *     3,650
 * @param expelledMonths months after an expulsion before which the merchant applies no more, 0 to
 *     1,200
 */
record AdmissionNumbers(
    @NotNull @Min(1) @Max(60) Integer reviewWorkingDays,
    @NotNull @Min(1) @Max(60) Integer reviewReminderWorkingDays,
    @NotNull @Min(1) @Max(365) Integer fixDays,
    @NotNull @Min(1) @Max(364) Integer fixReminderDays,
    @NotNull @Min(1) @Max(50) Integer fixRounds,
    @NotNull @Min(0) @Max(3_650) Integer againDays,
    @NotNull @Min(0) @Max(1_200) Integer expelledMonths) {

  /**
   * What stands about admission in a profile's part about service providers.
   *
   * @param admission the numbers of admitting them
   */
  record Part(@NotNull @Valid AdmissionNumbers admission) {}
}
