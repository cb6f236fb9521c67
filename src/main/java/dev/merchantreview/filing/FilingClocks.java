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
    ReviewClock usual =
        ReviewClock.of(
            calendar,
            submittedAt,
            numbers.reviewWorkingDays(),
            numbers.reviewReminderWorkingDays(),
            0);
    Again again = filing.again();
    return notAfterLive(filing, again == null ? usual : again(filing, again, usual, numbers));
  }

  /**
   * By the notice that has it reviewed again; who hands in leaves the reviewers their usual days.
   * They are reminded as long before as usual.
   */
  private ReviewClock again(Filing filing, Again again, ReviewClock usual, FilingNumbers numbers) {
    boolean handedIn = filing.submittedAt().isAfter(again.openedAt());
    if (handedIn && !usual.dueAt().isBefore(again.dueAt())) {
      return usual;
    }
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
