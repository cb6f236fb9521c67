package dev.merchantreview.review;

import dev.merchantreview.calendar.WorkingCalendar;
import dev.merchantreview.rules.ProblemTable;
import dev.merchantreview.shared.DeskLanguage;
import dev.merchantreview.shared.DeskProperties;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.TextStyle;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/** How words, days and amounts are written at the reviewers' desk, in its language. */
@Component
public class DeskText {

  private static final DateTimeFormatter MINUTE = DateTimeFormatter.ofPattern("MM-dd HH:mm");

  private final ZoneId zone;
  private final DeskLanguage language;

  @Autowired
  DeskText(WorkingCalendar calendar, DeskProperties desk) {
    this(calendar.zone(), desk.language());
  }

  DeskText(ZoneId zone, DeskLanguage language) {
    this.zone = zone;
    this.language = language;
  }

  /** What is read first of a text in both languages. */
  public String words(String zh, String en) {
    return language.main(zh, en);
  }

  /** What stands in small print of words of ours that stand as {@code 中文 · English}. */
  public String small(String both) {
    return language.small(both);
  }

  /** What stands in small print of a text in both languages. */
  public String small(String zh, String en) {
    return language.small(zh, en);
  }

  /** Words of ours that stand as {@code 中文 · English}, in the language of the desk. */
  public String words(String both) {
    return language.main(both);
  }

  /** A text in the language of the desk. */
  public String words(ProblemTable.Text text) {
    return language.main(text.zh(), text.en());
  }

  /** The same in small print. */
  public String small(ProblemTable.Text text) {
    return language.small(text.zh(), text.en());
  }

  /** A moment of about now, as people write it. */
  public String minute(Instant instant) {
    return MINUTE.format(instant.atZone(zone));
  }

  /** An amount in both languages, for who reads it in whatever language. */
  public static String yuan(long fen) {
    return amount(fen) + " 元 · yuan";
  }

  /** An amount in yuan. */
  public static String amount(long fen) {
    return BigDecimal.valueOf(fen, 2).toPlainString();
  }

  /** An amount in the language of the desk. */
  public String money(long fen) {
    return amount(fen) + language.main(" 元", " yuan");
  }

  /** Why it is due then: the days that were looked at; empty where there is no clock. */
  public String why(@Nullable ReviewClock clock) {
    return clock == null
        ? ""
        : clock.days().stream()
            .map(
                day -> day.date().toString().substring(5) + " " + language.main(day.kind().label()))
            .collect(Collectors.joining(language.main("，", ", ")));
  }

  /** The last day of a time limit, as everybody says it: the day that ends then. */
  public String by(Instant dueAt) {
    ZonedDateTime last = dueAt.minusNanos(1).atZone(zone);
    String time =
        dueAt.atZone(zone).toLocalTime().equals(LocalTime.MIDNIGHT)
            ? ""
            : " " + DateTimeFormatter.ofPattern("HH:mm").format(dueAt.atZone(zone));
    return language.main(
        last.getMonthValue() + "月" + last.getDayOfMonth() + "日" + time + "前",
        "by " + last.getDayOfMonth() + " " + month(last) + time);
  }

  private static String month(ZonedDateTime day) {
    return day.getMonth().getDisplayName(TextStyle.SHORT, Locale.ENGLISH);
  }

  /**
   * The line that tells tasks apart in Tasklist's list: until when, which platform, whose, and what
   * else there is to say, as far as a card shows it.
   *
   * @param name of who or what is reviewed; shortened where it does not fit
   * @param more said after it; blank ones are left out
   */
  public String line(@Nullable ReviewClock clock, String platform, String name, String... more) {
    return TaskLine.of(
        Stream.of(clock == null ? "" : by(clock.dueAt()), platform)
            .filter(text -> !text.isBlank())
            .toList(),
        name,
        Stream.of(more).map(language::main).filter(text -> !text.isBlank()).toList());
  }

  /** Which round it is, as {@code 中文 · English}; empty for the first. */
  public static String round(int round) {
    return round > 1 ? "第" + round + "次 · round " + round : "";
  }

  /** The end of a day is written as people write it: 24:00 of that day, not 00:00 of the next. */
  public String lastMoment(Instant instant) {
    ZonedDateTime time = instant.atZone(zone);
    return time.toLocalTime().equals(LocalTime.MIDNIGHT)
        ? time.toLocalDate().minusDays(1) + " 24:00"
        : DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm").format(time);
  }

  /** Both languages, for who reads it in whatever language. */
  public static String both(ProblemTable.Text text) {
    return text.zh() + " · " + text.en();
  }
}
