package dev.merchantreview.shared;

import static org.assertj.core.api.Assertions.assertThat;

import dev.merchantreview.testing.ServiceAlone;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.JdbcTemplate;

class RowsTogetherIT {

  private static final RowsTogether ROWS =
      new RowsTogether(
          2,
          n ->
              "select a.one, a.other, count(*) over () from "
                  + RowsTogether.values(2, n)
                  + " as a(one, other, n) order by a.n");

  private final JdbcTemplate jdbc = new JdbcTemplate(ServiceAlone.get().superuser());

  private record Question(String one, @Nullable String other) {}

  private record Answer(String one, @Nullable String other, int rows) {}

  /** By the statement that has room for them, and no larger one. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 8, 9, 15, 16})
  void answersSoManyQuestionsInTheirOrder(int count) {
    List<Question> questions =
        IntStream.range(0, count)
            .mapToObj(i -> new Question("q" + (31 * i % 17), i % 3 == 0 ? null : "o" + i))
            .toList();
    List<Answer> answers =
        ROWS.read(
            jdbc,
            questions,
            question -> new @Nullable String[] {question.one(), question.other()},
            (question, row) -> new Answer(row.getString(1), row.getString(2), row.getInt(3)));
    int rows = IntStream.of(1, 2, 4, 8, 16).filter(one -> one >= count).findFirst().orElseThrow();
    assertThat(answers)
        .isEqualTo(
            questions.stream().map(one -> new Answer(one.one(), one.other(), rows)).toList());
  }
}
