package dev.merchantreview.score;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The rule of scores as docs/scores.md has it, one subject after the other: what the statement that
 * computes millions at once is compared with.
 */
final class ScoreRule {

  private ScoreRule() {}

  /** The place of each of these figures among them; null for those that are not there. */
  static List<@Nullable Double> places(
      List<? extends @Nullable Double> raw, ScoreTerms.Better better) {
    List<@Nullable Double> places = new ArrayList<>();
    for (Double mine : raw) {
      if (mine == null) {
        places.add(null);
        continue;
      }
      int others = -1;
      double behind = 0;
      for (Double other : raw) {
        if (other == null) {
          continue;
        }
        others++;
        int compared = Double.compare(mine, other);
        int ahead = better == ScoreTerms.Better.HIGHER ? compared : -compared;
        behind += ahead > 0 ? 1 : ahead == 0 ? 0.5 : 0;
      }
      places.add(others == 0 ? 0.5 : (behind - 0.5) / others);
    }
    return places;
  }

  /**
   * The score that follows.
   *
   * @param gate the gate's figure; null without one
   * @param pledged which pledges were given
   */
  static @Nullable BigDecimal score(
      ScoreTerms terms,
      List<? extends @Nullable Double> places,
      @Nullable Double gate,
      List<Boolean> pledged) {
    double good = 0;
    double weights = 0;
    for (int i = 0; i < places.size(); i++) {
      Double place = places.get(i);
      if (place != null) {
        double weight = terms.indicators().get(i).weight().doubleValue();
        good += weight * place;
        weights += weight;
      }
    }
    if (weights < terms.enough().doubleValue() - 1e-9 || (terms.gate() != null && gate == null)) {
      return null;
    }
    if (terms.gate() != null && gate != null && gate > terms.gate().most().doubleValue()) {
      return terms.least().setScale(2, RoundingMode.UNNECESSARY);
    }
    double points = 0;
    for (int i = 0; i < pledged.size(); i++) {
      points += pledged.get(i) ? terms.bonus().get(i).points().doubleValue() : 0;
    }
    double span = terms.most().subtract(terms.least()).doubleValue();
    return BigDecimal.valueOf(terms.least().doubleValue() + span * good / weights + points)
        .setScale(8, RoundingMode.HALF_UP)
        .setScale(2, RoundingMode.HALF_UP)
        .min(terms.most())
        .setScale(2, RoundingMode.UNNECESSARY);
  }
}
