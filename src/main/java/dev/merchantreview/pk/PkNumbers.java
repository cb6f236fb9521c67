package dev.merchantreview.pk;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;

/**
 * Numbers of PK sessions.
 *
 * @param pkHours hours after its announced beginning a PK is over, 1 to 168
 * @param pkReminderWorkingDays working days before the last day to file is over on which the sides
 *     are reminded of what is missing, 1 to 30 (ours)
 */
record PkNumbers(
    @NotNull @Min(1) @Max(168) Integer pkHours,
    @NotNull @Min(1) @Max(30) Integer pkReminderWorkingDays) {}
