package dev.merchantreview.score;

import dev.merchantreview.figure.FigureSubject;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A subject's score of a day with its parts.
 *
 * @param name of the score
 * @param day the day it was computed for
 * @param value null where there were not enough figures: no score meets no threshold
 * @param industry with whom it was compared; null for those without one
 * @param edition whose terms judged it
 * @param parts one for each indicator, in the order of the terms
 * @param gate null where the terms have none
 * @param bonus what could add points
 * @param freshUntil the last day it counts
 */
public record Score(
    FigureSubject subject,
    String name,
    LocalDate day,
    @Nullable BigDecimal value,
    @Nullable String industry,
    int edition,
    List<Part> parts,
    @Nullable GatePart gate,
    List<BonusPart> bonus,
    LocalDate freshUntil) {

  /**
   * An indicator.
   *
   * @param raw the figure; null without one that counted
   * @param place in the industry, 0 (worst) to 1 (best); null without a figure
   * @param points what it contributed to the score; null without a figure, or without a score
   */
  public record Part(
      String figure,
      int windowDays,
      BigDecimal weight,
      @Nullable BigDecimal raw,
      @Nullable BigDecimal place,
      @Nullable BigDecimal points) {}

  /**
   * The gate.
   *
   * @param raw the figure; null without one that counted
   * @param most what it may be at most
   * @param failed whether it held the score at its lowest
   */
  public record GatePart(
      String figure, int windowDays, @Nullable BigDecimal raw, BigDecimal most, boolean failed) {}

  /**
   * A pledge.
   *
   * @param given whether it was given
   * @param points what it adds where it is
   */
  public record BonusPart(String figure, int windowDays, boolean given, BigDecimal points) {}

  /** How many days old it is on a day. */
  public long ageOn(LocalDate on) {
    return ChronoUnit.DAYS.between(day, on);
  }

  /** Whether it counts on a day; too old counts as no score. */
  public boolean isFreshOn(LocalDate on) {
    return !day.isAfter(on) && !freshUntil.isBefore(on);
  }
}
