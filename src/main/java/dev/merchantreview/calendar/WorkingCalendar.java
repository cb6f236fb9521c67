package dev.merchantreview.calendar;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.MonthDay;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The Chinese working days. A year without a published notice is counted by weekends and 1 January,
 * and what is due there is provisional.
 */
public final class WorkingCalendar {

  private static final MonthDay NEW_YEAR = MonthDay.of(1, 1);

  private final Set<Integer> years;
  private final Map<LocalDate, CalendarYear> off = new HashMap<>();
  private final Map<LocalDate, CalendarYear> worked = new HashMap<>();
  private final ZoneId zone;
  private final LocalTime dayEnd;

  /**
   * @param years the notices; what one says of a day counts whatever year the day is in: that of a
   *     year also moves days at the end of the year before
   * @param dayEnd when a working day ends; midnight means the end of the day (24:00)
   * @throws IllegalStateException when two notices contradict each other
   */
  WorkingCalendar(Map<Integer, CalendarYear> years, ZoneId zone, LocalTime dayEnd) {
    this.years = Set.copyOf(years.keySet());
    years.values().forEach(this::take);
    this.zone = zone;
    this.dayEnd = dayEnd;
  }

  private void take(CalendarYear notice) {
    notice.daysOff().forEach(day -> off.putIfAbsent(day, notice));
    notice.workedWeekendDays().forEach(day -> worked.putIfAbsent(day, notice));
    off.forEach(
        (day, dayOff) -> {
          CalendarYear workday = worked.get(day);
          if (workday != null) {
            throw new IllegalStateException(
                day
                    + " is a day off by calendar/cn-"
                    + dayOff.year()
                    + ".yaml and worked by calendar/cn-"
                    + workday.year()
                    + ".yaml; correct one of them");
          }
        });
  }

  /** The years a notice is known for. */
  public Set<Integer> knownYears() {
    return years;
  }

  /** The zone working days are counted in. */
  public ZoneId zone() {
    return zone;
  }

  public DueTime.Kind kindOf(LocalDate date) {
    boolean weekend =
        date.getDayOfWeek() == DayOfWeek.SATURDAY || date.getDayOfWeek() == DayOfWeek.SUNDAY;
    if (worked.containsKey(date)) {
      return DueTime.Kind.MAKE_UP_DAY;
    }
    boolean unknownNewYear =
        !years.contains(date.getYear()) && !weekend && NEW_YEAR.equals(MonthDay.from(date));
    if (off.containsKey(date) || unknownNewYear) {
      return DueTime.Kind.HOLIDAY;
    }
    return weekend ? DueTime.Kind.WEEKEND : DueTime.Kind.WORKING_DAY;
  }

  /**
   * The end of the n-th working day after the day of {@code start}; the day of {@code start} itself
   * never counts.
   *
   * @param workingDays at least 1
   */
  public DueTime dueAfter(Instant start, int workingDays) {
    if (workingDays < 1) {
      throw new IllegalArgumentException("workingDays must be at least 1, not " + workingDays);
    }
    LocalDate day = start.atZone(zone).toLocalDate();
    List<DueTime.Day> days = new ArrayList<>();
    boolean provisional = false;
    for (int counted = 0; counted < workingDays; ) {
      day = day.plusDays(1);
      DueTime.Kind kind = kindOf(day);
      provisional |= !years.contains(day.getYear());
      days.add(new DueTime.Day(day, kind));
      if (kind.isWorked()) {
        counted++;
      }
    }
    return new DueTime(endOf(day), provisional, List.copyOf(days));
  }

  /**
   * The end of the n-th working day before the day of {@code event}; the day of {@code event}
   * itself never counts.
   *
   * @param workingDays at least 1
   */
  public DueTime dueBefore(Instant event, int workingDays) {
    if (workingDays < 1) {
      throw new IllegalArgumentException("workingDays must be at least 1, not " + workingDays);
    }
    LocalDate day = event.atZone(zone).toLocalDate();
    List<DueTime.Day> days = new ArrayList<>();
    boolean provisional = false;
    for (int counted = 0; counted < workingDays; ) {
      day = day.minusDays(1);
      DueTime.Kind kind = kindOf(day);
      provisional |= !years.contains(day.getYear());
      days.add(new DueTime.Day(day, kind));
      if (kind.isWorked()) {
        counted++;
      }
    }
    return new DueTime(endOf(day), provisional, List.copyOf(days.reversed()));
  }

  /**
   * How many working days have ended between two instants; the day of {@code start} itself never
   * counts.
   */
  public int workingDaysPassed(Instant start, Instant end) {
    int passed = 0;
    for (LocalDate day = start.atZone(zone).toLocalDate().plusDays(1);
        !endOf(day).isAfter(end);
        day = day.plusDays(1)) {
      if (kindOf(day).isWorked()) {
        passed++;
      }
    }
    return passed;
  }

  private Instant endOf(LocalDate day) {
    return dayEnd.equals(LocalTime.MIDNIGHT)
        ? day.plusDays(1).atStartOfDay(zone).toInstant()
        : day.atTime(dayEnd).atZone(zone).toInstant();
  }

  /** The end of the calendar day that lies {@code days} days after the day of {@code start}. */
  public Instant endOfDayAfter(Instant start, int days) {
    return endOf(start.atZone(zone).toLocalDate().plusDays(days));
  }
}
