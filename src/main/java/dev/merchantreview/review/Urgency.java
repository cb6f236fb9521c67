package dev.merchantreview.review;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;

/**
 * A review's place in the lists, 0 to 100, by the time that is left: whoever sorts tasks by
 * priority has the most urgent on top. The figures are ours. Days are those of the calendar's zone;
 * within a day stands first what {@link Reviewed#precedence} puts ahead, which never leads past
 * what is due a day earlier.
 */
public final class Urgency {

  /** An overdue review; one more for each whole day since, up to 100. */
  public static final int OVERDUE = 90;

  static final int HIGHEST = 100;

  /** The most that may be added within a day. */
  static final int MOST_PRECEDENCE = 9;

  /** By days left: due today, tomorrow, in 2, 3, 4, 5, 6, 7 days. */
  private static final int[] BY_DAYS = {80, 70, 60, 50, 40, 30, 20, 10};

  private static final int LATER = 0;

  private Urgency() {}

  /**
   * The place at a moment.
   *
   * @param precedence 0 to {@value #MOST_PRECEDENCE}
   */
  public static int of(Instant dueAt, Instant now, ZoneId zone, int precedence) {
    if (!now.isBefore(dueAt)) {
      return (int) Math.min(HIGHEST, OVERDUE + Duration.between(dueAt, now).toDays());
    }
    // A day's end is the midnight after it.
    LocalDate last = dueAt.minusNanos(1).atZone(zone).toLocalDate();
    long days = ChronoUnit.DAYS.between(now.atZone(zone).toLocalDate(), last);
    return (days < BY_DAYS.length ? BY_DAYS[(int) days] : LATER) + precedence;
  }

  /**
   * The moment a list shows a time limit with: at the end of a day the last second of that day,
   * since a list writes midnight as the day after it.
   */
  public static Instant shown(Instant limit, ZoneId zone) {
    return limit.equals(limit.atZone(zone).toLocalDate().atStartOfDay(zone).toInstant())
        ? limit.minusSeconds(1)
        : limit;
  }
}
