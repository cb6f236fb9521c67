package dev.merchantreview.score;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/** What an indicator contributes, as the statement that computes all scores has it. */
final class ScoreFormula {

  private static final int DECIMALS = 4;

  private ScoreFormula() {}

  /**
   * The points an indicator adds to the lowest score.
   *
   * @param place in the industry, 0 to 1
   * @param present the weights of the indicators that have a figure: those of the others are shared
   *     out among them
   */
  static BigDecimal points(
      ScoreTerms terms, BigDecimal weight, BigDecimal place, BigDecimal present) {
    return terms
        .most()
        .subtract(terms.least())
        .multiply(weight)
        .multiply(place)
        .divide(present, MathContext.DECIMAL64)
        .setScale(DECIMALS, RoundingMode.HALF_UP);
  }
}
