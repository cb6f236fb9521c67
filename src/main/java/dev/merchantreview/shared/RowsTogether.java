package dev.merchantreview.shared;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Statements that answer 1, 2, 4, 8 or 16 questions, each with as many rows of parameters: the
 * database plans each of them once. What is left over of the next larger one asks about nothing.
 */
public final class RowsTogether {

  /** How many questions one statement answers at most. */
  public static final int MOST = 16;

  private final int columns;
  private final List<String> statements;

  /**
   * @param columns how many parameters, all texts, a question has
   * @param statement makes the statement for so many questions, which gives one row for each in
   *     their order
   */
  public RowsTogether(int columns, IntFunction<String> statement) {
    this.columns = columns;
    this.statements =
        IntStream.iterate(1, rows -> rows <= MOST, rows -> rows * 2).mapToObj(statement).toList();
  }

  /** The questions as rows of a statement, with their number, from 1, as the last column. */
  public static String values(int columns, int rows) {
    String parameters = "?::text, ".repeat(columns);
    return IntStream.rangeClosed(1, rows)
        .mapToObj(n -> "(" + parameters + n + ")")
        .collect(Collectors.joining(", ", "(values ", ")"));
  }

  /** Makes an answer of a question's row. */
  @FunctionalInterface
  public interface Row<Q, A> {
    A of(Q question, ResultSet row) throws SQLException;
  }

  /**
   * @param questions {@link #MOST} at most
   * @param parameters of a question
   * @return one answer for each, in their order
   */
  public <Q, A> List<A> read(
      JdbcTemplate jdbc,
      List<Q> questions,
      Function<Q, @Nullable String[]> parameters,
      Row<Q, A> answer) {
    int power = Integer.SIZE - Integer.numberOfLeadingZeros(questions.size() - 1);
    int places = (1 << power) * columns;
    return Objects.requireNonNull(
        jdbc.query(
            statements.get(power),
            statement -> {
              int place = 0;
              for (Q question : questions) {
                for (String parameter : parameters.apply(question)) {
                  statement.setString(++place, parameter);
                }
              }
              while (place < places) {
                statement.setString(++place, null);
              }
            },
            (ResultSet row) -> {
              List<A> answers = new ArrayList<>(questions.size());
              while (answers.size() < questions.size() && row.next()) {
                answers.add(answer.of(questions.get(answers.size()), row));
              }
              return answers;
            }));
  }
}
