package dev.merchantreview.onboarding;

import dev.merchantreview.calendar.WorkingCalendar;
import dev.merchantreview.review.ReviewClock;
import dev.merchantreview.rules.Platforms;
import org.springframework.stereotype.Component;

/**
 * Sets the clock of a store application's review by the platform's numbers and the working days.
 */
@Component
class ApplicationClocks {

  private final Platforms platforms;
  private final WorkingCalendar calendar;

  ApplicationClocks(Platforms platforms, WorkingCalendar calendar) {
    this.platforms = platforms;
    this.calendar = calendar;
  }

  /**
   * The clock of the present round. It runs from the submission, since when the merchant has
   * waited, not from when the engine came to the step. At least one working day is left, however
   * long earlier rounds took.
   */
  ReviewClock of(StoreApplication application) {
    OnboardingNumbers numbers =
        platforms.get(application.content().platform()).part(OnboardingNumbers.class);
    return ReviewClock.of(
        calendar,
        application.submittedAt(),
        numbers.auditWorkingDays(),
        numbers.auditReminderWorkingDays(),
        application.review().daysUsed());
  }
}
