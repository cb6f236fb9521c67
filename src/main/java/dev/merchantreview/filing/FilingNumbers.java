package dev.merchantreview.filing;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;

/**
 * Numbers of filing products for designated streamers.
 *
 * @param leadWorkingDays working days before the day of the live a product is filed, 1 to 30
 * @param late what becomes of a filing later than that
 * @param horizonDays calendar days ahead a live may be announced, 1 to 3,650
 * @param reviewWorkingDays working days until a review is due, 1 to 60
 * @param reviewReminderWorkingDays working days until the reviewers are reminded, 1 to 60
 * @param pendingReminderWorkingDays working days before the last day to file for a live at the end
 *     of which the owner is reminded, 1 to 30
 * @param pendingReminderAfterWorkingDays working days after which it is reminded where no live says
 *     until when to file, 1 to 60
 * @param pendingDays calendar days the qualification is waited for, and never less than until the
 *     live, 1 to 365
 */
record FilingNumbers(
    @NotNull @Min(1) @Max(30) Integer leadWorkingDays,
    @NotNull LateFiling late,
    @NotNull @Min(1) @Max(3_650) Integer horizonDays,
    @NotNull @Min(1) @Max(60) Integer reviewWorkingDays,
    @NotNull @Min(1) @Max(60) Integer reviewReminderWorkingDays,
    @NotNull @Min(1) @Max(30) Integer pendingReminderWorkingDays,
    @NotNull @Min(1) @Max(60) Integer pendingReminderAfterWorkingDays,
    @NotNull @Min(1) @Max(365) Integer pendingDays) {

  /** What becomes of a filing that comes too late for its live. */
  enum LateFiling {
    /** Accepted with a warning, and marked as late. */
    ACCEPT_MARKED,
    /** Refused. */
    REFUSE
  }
}
