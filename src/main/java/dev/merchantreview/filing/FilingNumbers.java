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
 */
record FilingNumbers(
    @NotNull @Min(1) @Max(30) Integer leadWorkingDays,
    @NotNull LateFiling late,
    @NotNull @Min(1) @Max(3_650) Integer horizonDays,
    @NotNull @Min(1) @Max(60) Integer reviewWorkingDays,
    @NotNull @Min(1) @Max(60) Integer reviewReminderWorkingDays) {

  /** What becomes of a filing that comes too late for its live. */
  enum LateFiling {
    /** Accepted with a warning, and marked as late. */
    ACCEPT_MARKED,
    /** Refused. */
    REFUSE
  }
}
