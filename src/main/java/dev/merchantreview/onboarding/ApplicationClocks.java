package dev.merchantreview.onboarding;

import dev.merchantreview.calendar.WorkingCalendar;
import dev.merchantreview.review.ReviewClock;
import dev.merchantreview.rules.Platforms;
import java.time.Instant;
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
   * The clock of the present round, from its submission: since then the merchant has waited, not
   * since the engine came to the step.
   */
  ReviewClock of(StoreApplication application) {
    return of(application, application.submittedAt());
  }

  /**
   * The clock of the present round. At least one working day is left, however long earlier rounds
   * took.
   *
   * @param since when the merchant has waited
   */
  ReviewClock of(StoreApplication application, Instant since) {
    OnboardingNumbers numbers =
        platforms.get(application.content().platform()).part(OnboardingNumbers.class);
    return ReviewClock.of(
        calendar,
        since,
        numbers.auditWorkingDays(),
        numbers.auditReminderWorkingDays(),
        application.review().daysUsed());
  }
}
