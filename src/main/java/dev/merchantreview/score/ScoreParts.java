package dev.merchantreview.score;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a score is made up of, from the columns that keep it and the terms that judged it. */
final class ScoreParts {

  private static final int SHOWN_DECIMALS = 4;

  private ScoreParts() {}

  static List<Score.Part> indicators(
      ScoreTerms terms,
      List<@Nullable BigDecimal> raw,
      List<@Nullable BigDecimal> places,
      boolean counted) {
    BigDecimal present = BigDecimal.ZERO;
    for (int i = 0; i < places.size(); i++) {
      if (places.get(i) != null) {
        present = present.add(terms.indicators().get(i).weight());
      }
    }
    List<Score.Part> parts = new ArrayList<>();
    for (int i = 0; i < places.size(); i++) {
      ScoreTerms.Indicator indicator = terms.indicators().get(i);
      BigDecimal place = places.get(i);
      parts.add(
          new Score.Part(
              indicator.figure(),
              indicator.window(),
              indicator.weight(),
              raw.get(i),
              place == null ? null : shown(place),
              place == null || !counted
                  ? null
                  : ScoreFormula.points(terms, indicator.weight(), place, present)));
    }
    return List.copyOf(parts);
  }

  static Score.@Nullable GatePart gate(ScoreTerms terms, ResultSet row, boolean failed)
      throws SQLException {
    ScoreTerms.Gate gate = terms.gate();
    if (gate == null) {
      return null;
    }
    double value = row.getDouble("gate");
    return new Score.GatePart(
        gate.figure(), gate.window(), row.wasNull() ? null : plain(value), gate.most(), failed);
  }

  static List<Score.BonusPart> bonus(ScoreTerms terms, List<@Nullable BigDecimal> given) {
    List<Score.BonusPart> parts = new ArrayList<>();
    for (int i = 0; i < given.size(); i++) {
      ScoreTerms.Bonus bonus = terms.bonus().get(i);
      BigDecimal flag = given.get(i);
      parts.add(
          new Score.BonusPart(
              bonus.figure(),
              bonus.window(),
              flag != null && flag.compareTo(BigDecimal.ONE) == 0,
              bonus.points()));
    }
    return List.copyOf(parts);
  }

  static List<@Nullable BigDecimal> numbers(Array array) throws SQLException {
    List<@Nullable BigDecimal> numbers = new ArrayList<>();
    for (Double one : (Double[]) array.getArray()) {
      numbers.add(one == null ? null : plain(one));
    }
    return numbers;
  }

  /** As it was reported: figures have fewer digits than such a number tells apart. */
  private static BigDecimal plain(double number) {
    BigDecimal plain = BigDecimal.valueOf(number).stripTrailingZeros();
    return plain.scale() < 0 ? plain.setScale(0, RoundingMode.UNNECESSARY) : plain;
  }

  private static BigDecimal shown(BigDecimal number) {
    return number.setScale(SHOWN_DECIMALS, RoundingMode.HALF_UP);
  }
}
