package dev.merchantreview.calendar;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;

/**
 * When something is due, with the days that led to it.
 *
 * @param at the end of the last counted working day
 * @param provisional true when a counted year has no published notice yet
 * @param days every day looked at, in order
 */
public record DueTime(Instant at, boolean provisional, List<Day> days) {

  /** One day looked at and what it counted as. */
  public record Day(LocalDate date, Kind kind) {}

  /** What a day counts as. */
  public enum Kind {
    /** Monday to Friday without a notice: counted. */
    WORKING_DAY("工作日", "working day"),
    /** A weekend day worked by notice (调休): counted. */
    MAKE_UP_DAY("调休上班", "make-up day"),
    /** A Saturday or Sunday: not counted. */
    WEEKEND("周末", "weekend"),
    /** A weekday off by notice: not counted. */
    HOLIDAY("节假日", "holiday");

    private final String zh;
    private final String en;

    Kind(String zh, String en) {
      this.zh = zh;
      this.en = en;
    }

    public String label(Locale locale) {
      return locale.getLanguage().equals("en") ? en : zh;
    }

    /** Both languages, for a form whose reader's language is unknown. */
    public String label() {
      return zh + " · " + en;
    }

    public boolean isWorked() {
      return this == WORKING_DAY || this == MAKE_UP_DAY;
    }
  }
}
