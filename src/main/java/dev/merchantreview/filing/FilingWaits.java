package dev.merchantreview.filing;

import dev.merchantreview.calendar.DueTime;
import dev.merchantreview.calendar.WorkingCalendar;
import dev.merchantreview.review.Waiting;
import dev.merchantreview.rules.Platforms;
import dev.merchantreview.shared.Platform;
import java.time.Clock;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Until when a filing's qualification is waited for, and when its owner is reminded of it. */
@Component
class FilingWaits {

  private final Platforms platforms;
  private final LeadTimes leadTimes;
  private final WorkingCalendar calendar;
  private final Clock clock;

  FilingWaits(Platforms platforms, LeadTimes leadTimes, WorkingCalendar calendar, Clock clock) {
    this.platforms = platforms;
    this.leadTimes = leadTimes;
    this.calendar = calendar;
    this.clock = clock;
  }

  /** For a filing that waits from now on. */
  Waiting of(Filing filing) {
    Instant now = clock.instant();
    Again again = filing.again();
    return again != null && again.dueAt().isAfter(now)
        ? again(filing, again.dueAt(), now)
        : of(filing.declared().platform(), filing.liveAt(), now);
  }

  /** For one that a notice has reviewed again: the reminder comes some working days before. */
  Waiting again(Filing filing, Instant dueAt, Instant now) {
    FilingNumbers numbers = platforms.get(filing.declared().platform()).part(FilingNumbers.class);
    Instant before = calendar.dueBefore(dueAt, numbers.pendingReminderWorkingDays()).at();
    return new Waiting(before.isAfter(now) ? before : dueAt, dueAt, null);
  }

  /**
   * What a notice gave a filing, by the calendar as it is now: as many working days. A due time
   * that is over stays, and so does one by years the calendar does not know any more.
   */
  @Nullable Again redatedAgain(Filing filing) {
    Again again = filing.again();
    if (again == null || !again.dueAt().isAfter(clock.instant())) {
      return null;
    }
    DueTime due = calendar.dueAfter(again.openedAt(), again.workingDays());
    boolean knowsLess = due.provisional() && !again.provisional();
    boolean same = due.at().equals(again.dueAt()) && due.provisional() == again.provisional();
    return knowsLess || same ? null : again.redated(due, filing.submittedAt());
  }

  /**
   * The same for one that waits, and whose live is at another time, or whose calendar knows other
   * days now: it is not waited for longer than before, but for a later live, and another reminder
   * is another one to be sent.
   */
  Waiting redated(Filing filing, Waiting before) {
    if (filing.again() != null) {
      // The notice says until when, whatever the live does; its days are counted anew elsewhere.
      return before;
    }
    Instant liveAt = filing.liveAt();
    Instant dueAt = liveAt != null && liveAt.isAfter(before.dueAt()) ? liveAt : before.dueAt();
    Waiting anew = of(filing);
    boolean reminds = anew.remindAt().isBefore(anew.dueAt()) && anew.remindAt().isBefore(dueAt);
    // One that is past stays where it was: it was sent, or is just being sent.
    Instant without = before.remindAt().isAfter(clock.instant()) ? dueAt : before.remindAt();
    Instant remindAt = reminds ? anew.remindAt() : without;
    return new Waiting(
        remindAt, dueAt, remindAt.equals(before.remindAt()) ? before.remindedAt() : null);
  }

  /**
   * The reminder comes some working days before the last day to file, where a live names one that
   * lies ahead; whoever waits since a later moment than that is not reminded of what it has just
   * been told.
   */
  Waiting of(Platform platform, @Nullable Instant liveAt, Instant now) {
    FilingNumbers numbers = platforms.get(platform).part(FilingNumbers.class);
    Instant end = calendar.endOfDayAfter(now, numbers.pendingDays());
    Instant dueAt = liveAt != null && liveAt.isAfter(end) ? liveAt : end;
    if (liveAt == null || !leadTimes.fileBy(platform, liveAt).at().isAfter(now)) {
      Instant after = calendar.dueAfter(now, numbers.pendingReminderAfterWorkingDays()).at();
      return new Waiting(after.isBefore(dueAt) ? after : dueAt, dueAt, null);
    }
    Instant before =
        calendar
            .dueBefore(liveAt, numbers.leadWorkingDays() + numbers.pendingReminderWorkingDays())
            .at();
    return new Waiting(before.isAfter(now) ? before : dueAt, dueAt, null);
  }
}
