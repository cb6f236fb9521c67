package dev.merchantreview.admission;

import dev.merchantreview.calendar.WorkingCalendar;
import dev.merchantreview.review.ReviewClock;
import dev.merchantreview.review.Waiting;
import dev.merchantreview.rules.Platforms;
import dev.merchantreview.shared.Platform;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import org.springframework.stereotype.Component;

/** Sets the clock of an application, and its applicant's deadlines, by the platform's numbers. */
@Component
class AdmissionClocks {

  private final Platforms platforms;
  private final WorkingCalendar calendar;
  private final Clock clock;

  AdmissionClocks(Platforms platforms, WorkingCalendar calendar, Clock clock) {
    this.platforms = platforms;
    this.calendar = calendar;
    this.clock = clock;
  }

  /** From the present round's submission, less the days that earlier rounds took. */
  ReviewClock of(ProviderApplication application) {
    AdmissionNumbers numbers = numbers(application.request().platform());
    return ReviewClock.of(
        calendar,
        application.submittedAt(),
        numbers.reviewWorkingDays(),
        numbers.reviewReminderWorkingDays(),
        application.review().daysUsed());
  }

  /** Working days of ours that the present round has taken so far. */
  int daysUsed(ProviderApplication application) {
    return calendar.workingDaysPassed(application.submittedAt(), clock.instant());
  }

  /** Until when the applicant has to have answered. */
  Waiting fixUntil(ProviderApplication application) {
    AdmissionNumbers numbers = numbers(application.request().platform());
    Instant now = clock.instant();
    int remindAfter = Math.max(1, numbers.fixDays() - numbers.fixReminderDays());
    return new Waiting(
        calendar.endOfDayAfter(now, remindAfter),
        calendar.endOfDayAfter(now, numbers.fixDays()),
        null);
  }

  AdmissionNumbers numbers(Platform platform) {
    return platforms.get(platform).part(AdmissionNumbers.Part.class).admission();
  }

  /** The day it is where the platform is. */
  LocalDate today() {
    return day(clock.instant());
  }

  LocalDate day(Instant instant) {
    return instant.atZone(calendar.zone()).toLocalDate();
  }
}
