package dev.merchantreview.filing;

import dev.merchantreview.calendar.WorkingCalendar;
import dev.merchantreview.review.ReviewClock;
import dev.merchantreview.rules.Platforms;
import java.time.Instant;
import org.springframework.stereotype.Component;

/** Sets the clock of a review by the platform's numbers, the working days and the live. */
@Component
class FilingClocks {

  private final Platforms platforms;
  private final WorkingCalendar calendar;

  FilingClocks(Platforms platforms, WorkingCalendar calendar) {
    this.platforms = platforms;
    this.calendar = calendar;
  }

  /** Never later than the live: a verdict after it helps nobody. */
  ReviewClock of(Filing filing) {
    FilingNumbers numbers = platforms.get(filing.declared().platform()).part(FilingNumbers.class);
    Instant submittedAt = filing.submittedAt();
    Again again = filing.again();
    return notAfterLive(
        filing,
        // Whoever hands in leaves the reviewers their usual days, however early that is.
        again != null && submittedAt.equals(again.openedAt())
            ? again(again, numbers)
            : ReviewClock.of(
                calendar,
                submittedAt,
                numbers.reviewWorkingDays(),
                numbers.reviewReminderWorkingDays(),
                0));
  }

  /**
   * Of what is reviewed as it was approved, by the notice that says so; the reviewers are reminded
   * as long before as usual.
   */
  private ReviewClock again(Again again, FilingNumbers numbers) {
    int before = Math.max(0, numbers.reviewWorkingDays() - numbers.reviewReminderWorkingDays());
    return ReviewClock.of(
        calendar,
        again.openedAt(),
        again.workingDays(),
        Math.max(1, again.workingDays() - before),
        0);
  }

  ReviewClock notAfterLive(Filing filing, ReviewClock full) {
    Instant submittedAt = filing.submittedAt();
    Instant liveAt = filing.liveAt();
    return liveAt != null && liveAt.isAfter(submittedAt) ? full.notLaterThan(liveAt) : full;
  }
}
