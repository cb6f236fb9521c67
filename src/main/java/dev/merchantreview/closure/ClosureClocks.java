package dev.merchantreview.closure;

import dev.merchantreview.calendar.WorkingCalendar;
import dev.merchantreview.review.ReviewClock;
import dev.merchantreview.rules.Platforms;
import dev.merchantreview.store.Store;
import org.springframework.stereotype.Component;

/** Sets the clock of a closing's review by the platform's numbers and the working days. */
@Component
class ClosureClocks {

  private final Platforms platforms;
  private final WorkingCalendar calendar;

  ClosureClocks(Platforms platforms, WorkingCalendar calendar) {
    this.platforms = platforms;
    this.calendar = calendar;
  }

  /** The clock of the present round: the merchant waits since it asked. */
  ReviewClock of(Store store) {
    ClosureNumbers numbers = platforms.get(store.opening().platform()).part(ClosureNumbers.class);
    return ReviewClock.of(
        calendar,
        store.submittedAt(),
        numbers.reviewWorkingDays(),
        numbers.reviewReminderWorkingDays(),
        0);
  }
}
