package dev.merchantreview.calendar;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

/**
 * When something is due, and why then.
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
    WORKING_DAY,
    /** A weekend day worked by notice (调休): counted. */
    MAKE_UP_DAY,
    /** A Saturday or Sunday: not counted. */
    WEEKEND,
    /** A weekday off by notice: not counted. */
    HOLIDAY;

    public boolean isWorked() {
      return this == WORKING_DAY || this == MAKE_UP_DAY;
    }
  }
}
