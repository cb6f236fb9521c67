package dev.merchantreview.score;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The bounds of scores, and that whoever is better is scored no worse. */
class ScoreRuleTest {

  private static final ScoreTerms TERMS = SampleTerms.THREE;

  /** Few different values, so that many are alike; about one in five is not there. */
  @Provide
  Arbitrary<List<List<@Nullable Double>>> industry() {
    return Arbitraries.integers()
        .between(0, 9)
        .map(value -> value / 10.0)
        .injectNull(0.2)
        .list()
        .ofSize(TERMS.indicators().size())
        .list()
        .ofMinSize(1)
        .ofMaxSize(12);
  }

  private static List<@Nullable BigDecimal> scores(
      List<List<@Nullable Double>> industry, double gate, boolean pledged) {
    List<List<@Nullable Double>> places = new ArrayList<>();
    for (int i = 0; i < TERMS.indicators().size(); i++) {
      int indicator = i;
      List<@Nullable Double> raw = new ArrayList<>();
      industry.forEach(subject -> raw.add(subject.get(indicator)));
      places.add(ScoreRule.places(raw, TERMS.indicators().get(i).better()));
    }
    List<@Nullable BigDecimal> scores = new ArrayList<>();
    IntStream.range(0, industry.size())
        .forEach(
            subject -> {
              List<@Nullable Double> own = new ArrayList<>();
              places.forEach(one -> own.add(one.get(subject)));
              scores.add(ScoreRule.score(TERMS, own, gate, List.of(pledged)));
            });
    return scores;
  }

  @Property
  void noScoreLeavesItsBounds(
      @ForAll("industry") List<List<@Nullable Double>> industry, @ForAll boolean pledged) {
    for (BigDecimal score : scores(industry, 0, pledged)) {
      if (score != null) {
        assertThat(score).isBetween(TERMS.least(), TERMS.most());
      }
    }
  }

  /** One figure of one subject gets better, all others stay. */
  @Property
  void aBetterFigureNeverMakesAScoreWorse(
      @ForAll("industry") List<List<@Nullable Double>> industry) {
    List<@Nullable BigDecimal> before = scores(industry, 0, false);
    for (int i = 0; i < TERMS.indicators().size(); i++) {
      Double raw = industry.getFirst().get(i);
      if (raw == null || before.getFirst() == null) {
        continue;
      }
      List<List<@Nullable Double>> better = new ArrayList<>(industry);
      List<@Nullable Double> first = new ArrayList<>(industry.getFirst());
      first.set(
          i,
          TERMS.indicators().get(i).better() == ScoreTerms.Better.HIGHER ? raw + 0.3 : raw - 0.3);
      better.set(0, first);
      assertThat(scores(better, 0, false).getFirst()).isGreaterThanOrEqualTo(before.getFirst());
    }
  }

  @Property
  void aPledgeAddsAndAFailedGateHoldsAtTheLowest(
      @ForAll("industry") List<List<@Nullable Double>> industry) {
    List<@Nullable BigDecimal> without = scores(industry, 0, false);
    List<@Nullable BigDecimal> with = scores(industry, 0.01, true);
    List<@Nullable BigDecimal> failed = scores(industry, 0.011, true);
    for (int i = 0; i < without.size(); i++) {
      BigDecimal score = without.get(i);
      if (score == null) {
        assertThat(failed.get(i)).isNull();
      } else {
        assertThat(with.get(i))
            .isEqualByComparingTo(score.add(new BigDecimal("0.05")).min(TERMS.most()));
        assertThat(failed.get(i)).isEqualByComparingTo(TERMS.least());
      }
    }
  }

  @Test
  void thoseThatAreAlikeHaveTheMiddleOfTheirPlaces() {
    assertThat(ScoreRule.places(Arrays.asList(1.0, 2.0, 2.0, 3.0, null), ScoreTerms.Better.HIGHER))
        .containsExactly(0.0, 0.5, 0.5, 1.0, null);
    assertThat(ScoreRule.places(Arrays.asList(1.0, 1.0, 2.0), ScoreTerms.Better.LOWER))
        .containsExactly(0.75, 0.75, 0.0);
    assertThat(ScoreRule.places(Arrays.asList(7.0, null), ScoreTerms.Better.LOWER))
        .containsExactly(0.5, null);
  }

  @Test
  void withoutEnoughFiguresThereIsNoScore() {
    assertThat(ScoreRule.score(TERMS, Arrays.asList(null, 1.0, null), 0.0, List.of(true))).isNull();
    assertThat(ScoreRule.score(TERMS, Arrays.asList(1.0, null, null), 0.0, List.of(false)))
        .isEqualByComparingTo("5");
    assertThat(ScoreRule.score(TERMS, Arrays.asList(0.0, 1.0, null), 0.0, List.of(false)))
        .isEqualByComparingTo("3.75");
    assertThat(ScoreRule.score(TERMS, Arrays.asList(1.0, 1.0, 1.0), null, List.of(false))).isNull();
  }
}
