package dev.merchantreview.programme;

import dev.merchantreview.calendar.WorkingCalendar;
import dev.merchantreview.review.ReviewClock;
import dev.merchantreview.review.Waiting;
import dev.merchantreview.rules.Platforms;
import java.time.LocalDate;
import org.springframework.stereotype.Component;

/** Sets the clocks of memberships: of reviewers by working days, of members by calendar days. */
@Component
class MembershipClocks {

  private final Platforms platforms;
  private final WorkingCalendar calendar;

  MembershipClocks(Platforms platforms, WorkingCalendar calendar) {
    this.platforms = platforms;
    this.calendar = calendar;
  }

  /** The clock of the review of an application, or of an answer: since it was handed in. */
  ReviewClock of(Membership membership) {
    MembershipNumbers numbers =
        platforms.get(membership.application().platform()).part(MembershipNumbers.class);
    Membership.Answer answer = membership.data().answer;
    return ReviewClock.of(
        calendar,
        answer == null ? membership.submittedAt() : answer.at(),
        numbers.reviewWorkingDays(),
        numbers.reviewReminderWorkingDays(),
        0);
  }

  /** Until when somebody who is warned on a day has to be better, or to answer. */
  Waiting answerBy(Programme programme, LocalDate warned) {
    LocalDate last = warned.plusDays(programme.checking().answerDays());
    return new Waiting(
        last.minusDays(programme.checking().reminderDays())
            .atStartOfDay(calendar.zone())
            .toInstant(),
        last.plusDays(1).atStartOfDay(calendar.zone()).toInstant(),
        null);
  }
}
