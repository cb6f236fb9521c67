package dev.merchantreview.review;

import dev.merchantreview.calendar.DueTime;
import dev.merchantreview.calendar.WorkingCalendar;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * When the review of the present round is due, with the days that led to it.
 *
 * @param remindAt when the reviewers are reminded; the due time itself when no day is left before
 *     it
 * @param dueAt the end of the last counted working day
 * @param provisional true when a counted year has no published notice yet
 * @param daysUsedBefore working days earlier rounds took: the clock stands while the merchant fixes
 * @param days every day looked at in this round, in order
 * @param remindedAt null until the reviewers were reminded in this round
 * @param escalatedAt null until the review was reported as overdue in this round
 */
public record ReviewClock(
    Instant remindAt,
    Instant dueAt,
    boolean provisional,
    int daysUsedBefore,
    List<DueTime.Day> days,
    @Nullable Instant remindedAt,
    @Nullable Instant escalatedAt) {

  /** The reviewers were reminded. */
  public ReviewClock reminded(Instant now) {
    return new ReviewClock(remindAt, dueAt, provisional, daysUsedBefore, days, now, escalatedAt);
  }

  /** The review was reported as overdue. */
  public ReviewClock escalated(Instant now) {
    return new ReviewClock(remindAt, dueAt, provisional, daysUsedBefore, days, remindedAt, now);
  }

  /** Whether each day counts as the calendar has it now. */
  boolean isBy(WorkingCalendar calendar) {
    return provisional == days.stream().anyMatch(day -> isUnknown(day, calendar))
        && days.stream().allMatch(day -> day.kind() == calendar.kindOf(day.date()));
  }

  /**
   * The same numbers of working days by the calendar as it is now: a notice changes the days and
   * never how many of them a round was given. Where the calendar no longer knows a year this was
   * counted by, it stays as it is.
   */
  public ReviewClock countedAnew(WorkingCalendar calendar) {
    boolean knowsLess = !provisional && days.stream().anyMatch(day -> isUnknown(day, calendar));
    if (days.isEmpty() || knowsLess) {
      return this;
    }
    LocalDate submitted = days.getFirst().date().minusDays(1);
    int left = worked(days.getLast().date());
    int untilReminded =
        remindAt.equals(dueAt) ? left : worked(lastDayUntil(remindAt, calendar.zone()));
    return redated(
        of(
            calendar,
            submitted.atStartOfDay(calendar.zone()).toInstant(),
            left + daysUsedBefore,
            Math.max(1, untilReminded),
            daysUsedBefore));
  }

  /** The day that ends then: midnight is the end of the day before. */
  private static LocalDate lastDayUntil(Instant end, ZoneId zone) {
    return end.minusNanos(1).atZone(zone).toLocalDate();
  }

  /** Days that counted, up to a day. */
  private int worked(LocalDate last) {
    return (int)
        days.stream().filter(day -> day.kind().isWorked() && !day.date().isAfter(last)).count();
  }

  private static boolean isUnknown(DueTime.Day day, WorkingCalendar calendar) {
    return !calendar.knownYears().contains(day.date().getYear());
  }

  /** The same round by a calendar that knows more. */
  public ReviewClock redated(ReviewClock anew) {
    return new ReviewClock(
        anew.remindAt,
        anew.dueAt,
        anew.provisional,
        daysUsedBefore,
        anew.days,
        remindedAt,
        escalatedAt);
  }

  /**
   * The clock of a round.
   *
   * @param submittedAt since when the merchant has waited, however late the engine came to it
   * @param workingDays working days until the end of which the review is due, at least 1
   * @param reminderWorkingDays the same for the reminder; never later than the due time
   * @param daysUsedBefore working days earlier rounds took
   */
  public static ReviewClock of(
      WorkingCalendar calendar,
      Instant submittedAt,
      int workingDays,
      int reminderWorkingDays,
      int daysUsedBefore) {
    int left = Math.max(1, workingDays - daysUsedBefore);
    DueTime due = calendar.dueAfter(submittedAt, left);
    DueTime reminder = calendar.dueAfter(submittedAt, Math.min(left, reminderWorkingDays));
    return new ReviewClock(
        reminder.at(), due.at(), due.provisional(), daysUsedBefore, due.days(), null, null);
  }

  /** The same, but due at an instant if that is earlier, and the reminder too. */
  public ReviewClock notLaterThan(Instant latest) {
    return new ReviewClock(
        remindAt.isAfter(latest) ? latest : remindAt,
        dueAt.isAfter(latest) ? latest : dueAt,
        provisional,
        daysUsedBefore,
        days,
        remindedAt,
        escalatedAt);
  }

  /** Whether the reviewers are to be reminded now, for the first time in this round. */
  public boolean isReminderDue(Instant now) {
    return remindedAt == null && !now.isBefore(remindAt);
  }

  /** Whether the review is to be reported as overdue now, for the first time in this round. */
  public boolean isEscalationDue(Instant now) {
    return escalatedAt == null && !now.isBefore(dueAt);
  }

  /**
   * The clock of a round where all days count.
   *
   * @param days calendar days until the end of which the review is due, at least 1
   * @param reminderDays the same for the reminder; never later than the due time
   * @param daysUsedBefore days earlier rounds took
   */
  public static ReviewClock ofCalendarDays(
      WorkingCalendar calendar,
      Instant submittedAt,
      int days,
      int reminderDays,
      int daysUsedBefore) {
    int left = Math.max(1, days - daysUsedBefore);
    LocalDate first = submittedAt.atZone(calendar.zone()).toLocalDate();
    return new ReviewClock(
        calendar.endOfDayAfter(submittedAt, Math.min(left, reminderDays)),
        calendar.endOfDayAfter(submittedAt, left),
        false,
        daysUsedBefore,
        IntStream.rangeClosed(1, left)
            .mapToObj(first::plusDays)
            .map(day -> new DueTime.Day(day, calendar.kindOf(day)))
            .toList(),
        null,
        null);
  }

  /** For the history: when it is due, and by which days. */
  public Map<String, Object> described() {
    Map<String, Object> details = new LinkedHashMap<>();
    details.put("auditDueAt", dueAt.toString());
    details.put("remindAt", remindAt.toString());
    details.put("provisional", provisional);
    details.put("daysUsedBefore", daysUsedBefore);
    details.put("days", days.stream().map(day -> day.date() + " " + day.kind()).toList());
    return details;
  }
}
