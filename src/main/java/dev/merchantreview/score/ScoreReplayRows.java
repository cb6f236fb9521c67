package dev.merchantreview.score;

import dev.merchantreview.notice.ScoreRehearsal;
import java.math.BigDecimal;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.ResultSetExtractor;

/**
 * Reads what {@link ScoreReplaySql} answers.
 *
 * @param day that was played
 * @param edition the one it was judged by
 * @param terms those it was judged by
 * @param nanos when it was begun, of {@link System#nanoTime()}
 */
record ScoreReplayRows(
    ScoreReplay.Brought brought,
    int edition,
    LocalDate day,
    ScoreTerms terms,
    List<BigDecimal> thresholds,
    long nanos)
    implements ResultSetExtractor<ScoreRehearsal.Played> {

  @Override
  public ScoreRehearsal.Played extractData(ResultSet rows) throws SQLException {
    if (!rows.next()) {
      throw new IllegalStateException("counting answers a row whatever there is");
    }
    ScoreRehearsal found = found(rows);
    List<ScoreRehearsal.Change> changes = new ArrayList<>();
    do {
      if (rows.getString("subject_id") != null) {
        changes.add(change(rows));
      }
    } while (rows.next());
    return new ScoreRehearsal.Played(found, List.copyOf(changes));
  }

  private ScoreRehearsal found(ResultSet row) throws SQLException {
    return new ScoreRehearsal(
        brought.definition().name(),
        brought.edition().number(),
        edition,
        day,
        row.getInt("subjects"),
        row.getInt("scored_before"),
        row.getInt("scored_after"),
        row.getInt("changed"),
        row.getBigDecimal("mean_change"),
        row.getBigDecimal("mean_size"),
        row.getBigDecimal("largest_rise"),
        row.getBigDecimal("largest_fall"),
        crossings(row.getArray("rising"), row.getArray("falling")),
        TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - nanos));
  }

  /** Without results there is nothing that could cross anything. */
  private List<ScoreRehearsal.Crossing> crossings(@Nullable Array rising, @Nullable Array falling)
      throws SQLException {
    List<ScoreRehearsal.Crossing> crossings = new ArrayList<>();
    for (int i = 0; i < thresholds.size(); i++) {
      crossings.add(
          new ScoreRehearsal.Crossing(
              thresholds.get(i),
              rising == null ? 0 : ((Integer[]) rising.getArray())[i],
              falling == null ? 0 : ((Integer[]) falling.getArray())[i]));
    }
    return List.copyOf(crossings);
  }

  private ScoreRehearsal.Change change(ResultSet row) throws SQLException {
    BigDecimal before = row.getBigDecimal("before");
    BigDecimal after = row.getBigDecimal("after");
    boolean heldBefore = row.getBoolean("failed_before");
    boolean heldAfter = row.getBoolean("failed_after");
    return new ScoreRehearsal.Change(
        row.getString("subject_id"),
        before,
        after,
        heldBefore,
        heldAfter,
        differing(
            points(row, terms, "before", before != null && !heldBefore),
            points(row, brought.edition().terms(), "after", after != null && !heldAfter)));
  }

  private record Figure(String name, int window) {}

  private static Map<Figure, BigDecimal> points(
      ResultSet row, ScoreTerms terms, String which, boolean counted) throws SQLException {
    Map<Figure, BigDecimal> points = new LinkedHashMap<>();
    Array raw = row.getArray("raw_" + which);
    if (raw == null || !counted) {
      return points;
    }
    ScoreParts.indicators(
            terms,
            ScoreParts.numbers(raw),
            ScoreParts.numbers(row.getArray("places_" + which)),
            true)
        .forEach(
            part -> {
              if (part.points() != null) {
                points.put(new Figure(part.figure(), part.windowDays()), part.points());
              }
            });
    ScoreParts.bonus(terms, ScoreParts.numbers(row.getArray("bonus_" + which)))
        .forEach(
            part -> {
              if (part.given()) {
                points.put(new Figure(part.figure(), part.windowDays()), part.points());
              }
            });
    return points;
  }

  private static List<ScoreRehearsal.Part> differing(
      Map<Figure, BigDecimal> before, Map<Figure, BigDecimal> after) {
    Set<Figure> all = new LinkedHashSet<>(before.keySet());
    all.addAll(after.keySet());
    return all.stream()
        .filter(one -> size(before.get(one), after.get(one)).signum() != 0)
        .sorted(
            Comparator.comparing((Figure one) -> size(before.get(one), after.get(one))).reversed())
        .map(
            one ->
                new ScoreRehearsal.Part(one.name(), one.window(), before.get(one), after.get(one)))
        .toList();
  }

  private static BigDecimal size(@Nullable BigDecimal before, @Nullable BigDecimal after) {
    return Objects.requireNonNullElse(after, BigDecimal.ZERO)
        .subtract(Objects.requireNonNullElse(before, BigDecimal.ZERO))
        .abs();
  }
}
