package dev.merchantreview.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.merchantreview.figure.FigureSubject;
import dev.merchantreview.figure.SubjectKind;
import dev.merchantreview.score.Score;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Where the days of a score are drawn. */
class ScoreChartTest {

  private static final LocalDate FIRST = LocalDate.parse("2026-11-01");

  private static Score score(int after, @Nullable String value) {
    LocalDate day = FIRST.plusDays(after);
    return new Score(
        new FigureSubject(SubjectKind.STORE, "st_1"),
        "store-experience",
        day,
        value == null ? null : new BigDecimal(value),
        null,
        1,
        List.of(),
        null,
        List.of(),
        day.plusDays(2));
  }

  @Test
  void drawsEachDayAtItsPlaceAndBreaksTheLineWhereADayHasNoScore() {
    ScoreChart chart =
        Objects.requireNonNull(
            ScoreChart.of(
                List.of(
                    score(10, "5.00"),
                    score(5, "4.00"),
                    score(4, null),
                    score(3, "3.00"),
                    score(2, "4.50")),
                FIRST.plusDays(12)));
    assertThat(chart.points().stream().map(ScoreChart.Point::value))
        .containsExactly("4.50", "3.00", "4.00", "5.00");
    assertThat(chart.points().stream().map(one -> one.x() + " " + one.y()))
        .containsExactly("40 50", "112 170", "256 90", "616 10");
    assertThat(chart.lines()).containsExactly("40,50 112,170", "256,90", "616,10");
    assertThat(chart.marks().stream().map(one -> one.value() + " " + one.y()))
        .containsExactly("3 170", "4 90", "5 10");
    assertThat(chart.from()).isEqualTo("2026-11-03");
    assertThat(chart.until()).isEqualTo("2026-11-13");
  }

  @Test
  void isNotThereWhereNoDayHasAScore() {
    assertThat(ScoreChart.of(List.of(score(1, null)), FIRST.plusDays(1))).isNull();
  }
}
