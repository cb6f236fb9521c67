package dev.merchantreview.console;

import dev.merchantreview.score.Score;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A score over time, drawn: the days from left to right, the scores there are from the lowest to
 * the highest line. A day without a score breaks the line.
 *
 * @param lines one for each run of days, as SVG has the points of a polyline
 * @param points the days
 * @param marks the scores that have a line of their own
 * @param from the first day
 * @param until the last day
 */
record ScoreChart(
    List<String> lines, List<Point> points, List<Mark> marks, String from, String until) {

  private static final int WIDTH = 720;
  private static final int HEIGHT = 160;
  private static final int LEFT = 40;
  private static final int TOP = 10;
  private static final int LOWEST = 3;
  private static final int HIGHEST = 5;

  /** A day. */
  record Point(int x, int y, String day, String value) {}

  /** A score with its line. */
  record Mark(int y, String value) {}

  /** Null where no day has a score. */
  static @Nullable ScoreChart of(List<Score> history, LocalDate today) {
    List<Score> days =
        history.stream()
            .filter(score -> score.value() != null)
            .sorted(Comparator.comparing(Score::day))
            .toList();
    if (days.isEmpty()) {
      return null;
    }
    LocalDate first = days.getFirst().day();
    long span = Math.max(1, ChronoUnit.DAYS.between(first, today));
    List<Point> points =
        days.stream()
            .map(
                score ->
                    new Point(
                        LEFT + (int) (ChronoUnit.DAYS.between(first, score.day()) * WIDTH / span),
                        y(Objects.requireNonNull(score.value())),
                        score.day().toString(),
                        Objects.requireNonNull(score.value()).toPlainString()))
            .toList();
    List<Mark> marks = new ArrayList<>();
    for (int score = LOWEST; score <= HIGHEST; score++) {
      marks.add(new Mark(y(BigDecimal.valueOf(score)), Integer.toString(score)));
    }
    return new ScoreChart(
        lines(days, points), points, List.copyOf(marks), first.toString(), today.toString());
  }

  private static int y(BigDecimal score) {
    return TOP + (int) Math.round((HIGHEST - score.doubleValue()) * HEIGHT / (HIGHEST - LOWEST));
  }

  private static List<String> lines(List<Score> days, List<Point> points) {
    List<String> lines = new ArrayList<>();
    List<Point> run = new ArrayList<>();
    for (int i = 0; i < days.size(); i++) {
      if (i > 0 && !days.get(i).day().equals(days.get(i - 1).day().plusDays(1))) {
        lines.add(line(run));
        run = new ArrayList<>();
      }
      run.add(points.get(i));
    }
    lines.add(line(run));
    return List.copyOf(lines);
  }

  private static String line(List<Point> run) {
    return run.stream().map(one -> one.x() + "," + one.y()).collect(Collectors.joining(" "));
  }
}
