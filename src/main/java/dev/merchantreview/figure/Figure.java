package dev.merchantreview.figure;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;

/**
 * A figure of a subject. Days are those where the platform is.
 *
 * @param windowDays over how many days it was counted; 0 for what was so on its day
 * @param asOf the day it is of
 * @param source who told it
 * @param freshUntil the last day it counts; {@link LocalDate#MAX} for until it changes
 */
public record Figure(
    FigureSubject subject,
    String name,
    int windowDays,
    BigDecimal value,
    LocalDate asOf,
    String source,
    LocalDate freshUntil) {

  /** How many days old it is on a day. */
  public long ageOn(LocalDate day) {
    return ChronoUnit.DAYS.between(asOf, day);
  }

  /** Whether it counts on a day; too old counts as unmet. */
  public boolean isFreshOn(LocalDate day) {
    return !asOf.isAfter(day) && !freshUntil.isBefore(day);
  }
}
