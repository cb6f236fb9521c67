package dev.merchantreview.score;

import java.math.BigDecimal;
import java.util.List;

/** Terms for tests of the rule. */
final class SampleTerms {

  private SampleTerms() {}

  /** Three indicators, a gate and a pledge; two of the three are enough. */
  static final ScoreTerms THREE =
      new ScoreTerms(
          BigDecimal.valueOf(3),
          BigDecimal.valueOf(5),
          new BigDecimal("0.5"),
          List.of(
              new ScoreTerms.Indicator("a", 90, new BigDecimal("0.5"), ScoreTerms.Better.HIGHER),
              new ScoreTerms.Indicator("b", 90, new BigDecimal("0.3"), ScoreTerms.Better.LOWER),
              new ScoreTerms.Indicator("c", 90, new BigDecimal("0.2"), ScoreTerms.Better.HIGHER)),
          new ScoreTerms.Gate("d", 90, new BigDecimal("0.01")),
          List.of(new ScoreTerms.Bonus("e", 0, new BigDecimal("0.05"))));
}
