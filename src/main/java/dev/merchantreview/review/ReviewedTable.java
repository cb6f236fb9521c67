package dev.merchantreview.review;

import dev.merchantreview.cases.CaseTable;
import dev.merchantreview.shared.CaseId;
import dev.merchantreview.shared.JsonColumns;
import dev.merchantreview.shared.Problem;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The table reviewed cases of one type are kept in.
 *
 * @param <C> the cases
 */
public abstract class ReviewedTable<C extends ReviewedCase<?, ?>> extends CaseTable<C> {

  private final JsonColumns json;
  private final String clock;

  /**
   * @param clock an SQL expression: the clock of a case's review, as JSON
   */
  protected ReviewedTable(JdbcClient jdbc, JsonColumns json, Layout layout, String clock) {
    super(jdbc, layout);
    this.json = json;
    this.clock = clock;
  }

  /** A review that runs, as it was read without holding its case. */
  public record Running(CaseId caseId, ReviewClock clock) {}

  /** Every review that runs. */
  public List<Running> running() {
    return jdbc()
        .sql(
            "select id, %s as clock from %s where (%s) and jsonb_typeof(%s) = 'object' order by id"
                .formatted(clock, table(), instances().working(), clock))
        .query(
            (row, number) ->
                new Running(
                    new CaseId(row.getString("id")),
                    Objects.requireNonNull(json.read(row, "clock", ReviewClock.class))))
        .list();
  }

  /** The columns of the round that change; {@code submitted_at} is the type's to keep. */
  protected Map<String, @Nullable Object> reviewColumns(C reviewed) {
    ReviewRound review = reviewed.review();
    Map<String, @Nullable Object> columns = new HashMap<>();
    columns.put("round", review.number());
    columns.put("problems", json.text(review.problems()));
    columns.put("reason", review.reason());
    columns.put("checks", json.text(review.checks()));
    columns.put("clock", json.text(review.clock()));
    columns.put("daysUsed", review.daysUsed());
    columns.put("waiting", json.text(review.waiting()));
    columns.put("notice", review.notice());
    return columns;
  }

  /** The round as the columns {@code round} to {@code notice} have it. */
  protected ReviewRound review(ResultSet row, Instant submittedAt, String submittedBy)
      throws SQLException {
    return new ReviewRound(
        row.getInt("round"),
        submittedAt,
        submittedBy,
        json.readList(row, "problems", Problem.class),
        row.getString("reason"),
        json.readList(row, "checks", RuleResult.class),
        json.read(row, "clock", ReviewClock.class),
        row.getInt("days_used"),
        json.read(row, "waiting", Waiting.class),
        row.getString("notice"));
  }

  protected JsonColumns json() {
    return json;
  }
}
