package dev.merchantreview.score;

import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a score is made up of: {@code least + (most - least) × Σ weight × place ÷ Σ weight}, plus
 * the bonus, at most {@code most}; {@code least} where the gate failed.
 *
 * @param least the lowest score
 * @param most the highest score
 * @param enough the share of the weights of which figures have to be there, above 0 to 1
 * @param indicators their weights are 1 together
 * @param gate null where there is none
 * @param bonus what adds points
 */
public record ScoreTerms(
    BigDecimal least,
    BigDecimal most,
    BigDecimal enough,
    List<Indicator> indicators,
    @Nullable Gate gate,
    List<Bonus> bonus) {

  /** Which raw figures are good ones. */
  public enum Better {
    /** The more, the better. */
    HIGHER,
    /** The less, the better. */
    LOWER
  }

  /**
   * A figure by which subjects of an industry are compared.
   *
   * @param window over how many days it is counted
   * @param weight above 0 to 1
   */
  public record Indicator(String figure, int window, BigDecimal weight, Better better) {}

  /**
   * A figure that may not be more than so much.
   *
   * @param most more than that holds the score at its lowest
   */
  public record Gate(String figure, int window, BigDecimal most) {}

  /**
   * A pledge that adds to the score while its figure is 1.
   *
   * @param points how much
   */
  public record Bonus(String figure, int window, BigDecimal points) {}
}
