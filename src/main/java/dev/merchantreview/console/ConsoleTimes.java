package dev.merchantreview.console;

import dev.merchantreview.calendar.WorkingCalendar;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.YearMonth;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.TemporalAccessor;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Times as pages write them: where the platform is, whichever language. */
@Component
public class ConsoleTimes {

  private static final DateTimeFormatter MINUTE = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm");
  private static final DateTimeFormatter SECOND =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");
  private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("yyyy-MM-dd");
  private static final DateTimeFormatter MONTH_AND_DAY = DateTimeFormatter.ofPattern("MM-dd");

  private static final DateTimeFormatter ENGLISH =
      DateTimeFormatter.ofPattern("d MMMM yyyy", Locale.ENGLISH);
  private static final DateTimeFormatter CHINESE =
      DateTimeFormatter.ofPattern("yyyy年M月d日", Locale.CHINESE);

  private static final DateTimeFormatter ENGLISH_MONTH =
      DateTimeFormatter.ofPattern("MMMM yyyy", Locale.ENGLISH);
  private static final DateTimeFormatter CHINESE_MONTH =
      DateTimeFormatter.ofPattern("yyyy年M月", Locale.CHINESE);

  private final WorkingCalendar calendar;

  ConsoleTimes(WorkingCalendar calendar) {
    this.calendar = calendar;
  }

  /** To the minute; empty for null. */
  public String minute(@Nullable Instant instant) {
    return instant == null ? "" : MINUTE.format(instant.atZone(calendar.zone()));
  }

  /** To the second; empty for null. */
  public String second(@Nullable Instant instant) {
    return instant == null ? "" : SECOND.format(instant.atZone(calendar.zone()));
  }

  /** The day alone; empty for null. */
  public String day(@Nullable Instant instant) {
    return instant == null ? "" : DAY.format(instant.atZone(calendar.zone()));
  }

  /** A date as a sentence has it. */
  public String date(LocalDate date, Locale locale) {
    return (locale.getLanguage().equals(Locale.CHINESE.getLanguage()) ? CHINESE : ENGLISH)
        .format(date);
  }

  /** A month as a heading has it. */
  public String month(YearMonth month, Locale locale) {
    return (locale.getLanguage().equals(Locale.CHINESE.getLanguage())
            ? CHINESE_MONTH
            : ENGLISH_MONTH)
        .format(month);
  }

  /** Month and day of a date. */
  public String monthAndDay(TemporalAccessor date) {
    return MONTH_AND_DAY.format(date);
  }

  /** The end of a day is written as people write it: 24:00 of that day. */
  public String last(@Nullable Instant instant) {
    if (instant == null) {
      return "";
    }
    ZonedDateTime time = instant.atZone(calendar.zone());
    return time.toLocalTime().equals(LocalTime.MIDNIGHT)
        ? DAY.format(time.minusDays(1)) + " 24:00"
        : MINUTE.format(time);
  }
}
