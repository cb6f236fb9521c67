package dev.merchantreview.storereview;

import dev.merchantreview.calendar.WorkingCalendar;
import dev.merchantreview.review.ReviewClock;
import dev.merchantreview.review.Waiting;
import dev.merchantreview.rules.Platforms;
import dev.merchantreview.shared.Platform;
import java.time.Clock;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Sets the clocks of a store's review by the notice, the platform's numbers and working days. */
@Component
class StoreReviewClocks {

  private final Platforms platforms;
  private final WorkingCalendar calendar;
  private final Clock clock;

  StoreReviewClocks(Platforms platforms, WorkingCalendar calendar, Clock clock) {
    this.platforms = platforms;
    this.calendar = calendar;
    this.clock = clock;
  }

  /**
   * The clock of the present round. What is looked at as it was approved has the notice's time; who
   * hands in leaves the reviewers their usual days.
   */
  ReviewClock of(StoreReview review) {
    StoreReviewNumbers numbers = numbers(review.order().platform());
    StoreReviewTerms terms = review.terms();
    int before = Math.max(0, numbers.reviewWorkingDays() - numbers.reviewReminderWorkingDays());
    return review.isHandedIn()
        ? ReviewClock.of(
            calendar,
            review.submittedAt(),
            numbers.reviewWorkingDays(),
            numbers.reviewReminderWorkingDays(),
            0)
        : ReviewClock.of(
            calendar,
            terms.openedAt(),
            terms.workingDays(),
            Math.max(1, terms.workingDays() - before),
            0);
  }

  /** Until when the papers a notice asks for are waited for; null where it asks for none. */
  @Nullable Waiting papers(Platform platform, StoreReviewTerms terms) {
    return terms.handInAgain()
        ? new Waiting(
            reminder(platform, terms.openedAt(), terms.workingDays()), terms.dueAt(), null)
        : null;
  }

  /** Until when papers a reviewer asks for now are waited for. */
  Waiting papers(StoreReview review) {
    StoreReviewNumbers numbers = numbers(review.order().platform());
    Instant now = clock.instant();
    return new Waiting(
        reminder(review.order().platform(), now, numbers.papersWorkingDays()),
        calendar.dueAfter(now, numbers.papersWorkingDays()).at(),
        null);
  }

  private Instant reminder(Platform platform, Instant from, int workingDays) {
    int before = numbers(platform).papersReminderWorkingDays();
    return calendar.dueAfter(from, Math.max(1, workingDays - before)).at();
  }

  /** Working days the present round has taken so far. */
  int daysUsed(StoreReview review) {
    return calendar.workingDaysPassed(review.submittedAt(), clock.instant());
  }

  /** From when on the goods of the touched categories are not sold; null where they are. */
  @Nullable Instant suspendedFrom(StoreReview review) {
    boolean papersDue = review.state() == StoreReviewState.PAPERS_DUE;
    ReviewClock until = review.clock() == null ? of(review) : review.clock();
    Waiting papers = papersDue ? review.waiting() : null;
    return review
        .terms()
        .suspendedFrom(
            review.isHandedIn(), !papersDue, until.dueAt(), papers == null ? null : papers.dueAt());
  }

  StoreReviewNumbers numbers(Platform platform) {
    return platforms.get(platform).part(StoreReviewNumbers.class);
  }
}
