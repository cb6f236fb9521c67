package dev.merchantreview.refund;

import dev.merchantreview.rules.PlatformProfile;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;

/**
 * Numbers of paying a deposit back.
 *
 * @param days days until it is paid back, 1 to 60
 * @param reminderDays days until the reviewers are reminded, 1 to 60
 * @param count which days count
 * @param fixDays calendar days to fix what was sent back, 1 to 365
 * @param fixRounds how often an applicant may be sent back, 1 to 50
 * @param fixReminderDays how many calendar days before that deadline the applicant is reminded, 1
 *     to 364
 * @param penaltiesOnRecord what has to have become of the fines on record
 */
record RefundNumbers(
    @NotNull @Min(1) @Max(60) Integer days,
    @NotNull @Min(1) @Max(60) Integer reminderDays,
    @NotNull DayCount count,
    @NotNull @Min(1) @Max(365) Integer fixDays,
    @NotNull @Min(1) @Max(50) Integer fixRounds,
    @NotNull @Min(1) @Max(364) Integer fixReminderDays,
    @NotNull PenaltiesOnRecord penaltiesOnRecord) {

  /** The numbers of deposits of this kind of holder. */
  static RefundNumbers of(PlatformProfile profile, Holder.Kind kind) {
    return kind == Holder.Kind.SERVICE_PROVIDER
        ? profile.part(ProviderRefundNumbers.class).refund()
        : profile.part(RefundNumbers.class);
  }

  /** Which fines stand in the way of paying a deposit back. */
  public enum PenaltiesOnRecord {
    /** Each, also when it is paid, until somebody who does not review the refund waives it. */
    WAIVED,
    /** Those that are not paid. */
    PAID
  }

  /** Which days count. */
  enum DayCount {
    /** Working days of the Chinese calendar. */
    WORKING_DAYS,
    /** All days. */
    CALENDAR_DAYS
  }
}
