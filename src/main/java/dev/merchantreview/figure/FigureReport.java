package dev.merchantreview.figure;

import java.math.BigDecimal;
import java.time.LocalDate;

/**
 * A figure as it is told.
 *
 * @param windowDays over how many days it was counted; 0 for what was so on its day
 * @param asOf the day it is of, where the platform is
 * @param source who tells it: one that tells the same figure of the same day again corrects itself
 */
public record FigureReport(
    FigureSubject subject,
    String name,
    int windowDays,
    BigDecimal value,
    LocalDate asOf,
    String source) {

  /** What two reports of the same figure have in common. */
  public record Key(
      FigureSubject subject, String name, int windowDays, LocalDate asOf, String source) {}

  public Key key() {
    return new Key(subject, name, windowDays, asOf, source);
  }
}
