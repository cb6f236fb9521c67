package dev.merchantreview.refund;

import dev.merchantreview.calendar.WorkingCalendar;
import dev.merchantreview.review.ReviewClock;
import dev.merchantreview.review.Waiting;
import dev.merchantreview.rules.Platforms;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.springframework.stereotype.Component;

/** Sets the clock of a refund, and its applicant's deadlines, by the platform's numbers. */
@Component
class RefundClocks {

  private final Platforms platforms;
  private final WorkingCalendar calendar;
  private final Clock clock;

  RefundClocks(Platforms platforms, WorkingCalendar calendar, Clock clock) {
    this.platforms = platforms;
    this.calendar = calendar;
    this.clock = clock;
  }

  /**
   * [D-refund] Within 7 working days; ours: from the present round's submission, less the days that
   * earlier rounds took. At least one day is left.
   */
  ReviewClock of(DepositRefund refund) {
    RefundNumbers numbers = numbers(refund);
    return countsWorkingDays(refund)
        ? ReviewClock.of(
            calendar,
            refund.submittedAt(),
            numbers.days(),
            numbers.reminderDays(),
            refund.review().daysUsed())
        : ReviewClock.ofCalendarDays(
            calendar,
            refund.submittedAt(),
            numbers.days(),
            numbers.reminderDays(),
            refund.review().daysUsed());
  }

  boolean countsWorkingDays(DepositRefund refund) {
    return numbers(refund).count() == RefundNumbers.DayCount.WORKING_DAYS;
  }

  /** Days of ours that the present round has taken so far. */
  int daysUsed(DepositRefund refund) {
    Instant now = clock.instant();
    return countsWorkingDays(refund)
        ? calendar.workingDaysPassed(refund.submittedAt(), now)
        : (int) Math.max(0, ChronoUnit.DAYS.between(refund.submittedAt(), now));
  }

  /** Until when the applicant has to have answered. */
  Waiting fixUntil(DepositRefund refund) {
    RefundNumbers numbers = numbers(refund);
    Instant now = clock.instant();
    int remindAfter = Math.max(1, numbers.fixDays() - numbers.fixReminderDays());
    return new Waiting(
        calendar.endOfDayAfter(now, remindAfter),
        calendar.endOfDayAfter(now, numbers.fixDays()),
        null);
  }

  RefundNumbers numbers(DepositRefund refund) {
    return RefundNumbers.of(
        platforms.get(refund.request().platform()), refund.request().holderKind());
  }
}
