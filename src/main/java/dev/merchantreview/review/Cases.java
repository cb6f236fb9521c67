package dev.merchantreview.review;

import dev.merchantreview.cases.CaseTable;
import dev.merchantreview.cases.Instances;
import dev.merchantreview.cases.ProcessCase;
import dev.merchantreview.shared.CaseId;
import dev.merchantreview.shared.Conditions;
import dev.merchantreview.shared.JsonColumns;
import dev.merchantreview.shared.Page;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.node.ObjectNode;

/**
 * The reviewed cases of one type as they are kept: how a case stands in columns, the round of
 * review and what only the type itself reads as JSON. Only what a query, an index or a constraint
 * needs has a column of its own. The table has, besides those of {@link CaseTable}, the columns
 * {@code created_at}, {@code review} and {@code data}, and {@code open} where an instance lives as
 * long as its case.
 *
 * @param <C> the cases
 * @param <D> what is kept of one besides what is kept of every case; written and read by Jackson
 */
public abstract class Cases<C extends ReviewedCase<?, ?>, D> extends CaseTable<C> {

  private final JsonColumns json;
  private final Declared<C, D> declared;
  private final String insert;

  /**
   * What is declared of a table.
   *
   * @param owner the column that has the merchant who acts for a case
   * @param columns what queries look for, by the columns it is in
   * @param data of a case
   * @param read makes a case of what is kept of it
   */
  public record Declared<C, D>(
      String table,
      Instances instances,
      String owner,
      Map<String, Function<C, @Nullable Object>> columns,
      Class<D> type,
      Function<C, D> data,
      BiFunction<Kept, D, C> read) {

    private boolean ends() {
      return instances instanceof Instances.PerCase;
    }

    private Layout layout() {
      String own =
          columns.keySet().stream()
              .map(column -> column + " = :" + column + ", ")
              .collect(Collectors.joining());
      return new Layout(
          table,
          "created_at, review, data",
          // A field that is not written stays as it is kept: what was sealed and cannot be read now
          // is not overwritten.
          own
              + (ends() ? "open = :open, " : "")
              + "review = cast(:review as jsonb), data = data || cast(:data as jsonb)",
          instances);
    }

    private String insert() {
      String own = columns.keySet().stream().map(", "::concat).collect(Collectors.joining());
      return """
      insert into %s (id, state, process_instance_key, last_task_key, created_at, updated_at, version, review, data%s%s)
      values (:id, :state, :instance, :task, :createdAt, :updatedAt, :version, cast(:review as jsonb),
          cast(:data as jsonb)%s%s)
      """
          .formatted(
              table,
              ends() ? ", open" : "",
              own,
              ends() ? ", :open" : "",
              own.replace(", ", ", :"));
    }
  }

  protected Cases(JdbcClient jdbc, JsonColumns json, Declared<C, D> declared) {
    super(jdbc, declared.layout());
    this.json = json;
    this.declared = declared;
    this.insert = declared.insert();
  }

  /**
   * What is kept of every case.
   *
   * @param standing the values of the columns every case has
   */
  public record Kept(
      CaseId id, Instant createdAt, ProcessCase.Standing standing, ReviewRound review) {}

  /**
   * What was read of a case.
   *
   * @param data as it is kept
   */
  public record Read<D>(Kept kept, D data) {}

  /**
   * Makes personal data unreadable before it is kept.
   *
   * @param kept what will be kept of the data; a field that is taken out of it stays as it is kept
   */
  protected void seal(CaseId id, D data, ObjectNode kept) {}

  /**
   * Makes cases of what was read of them. What else has to be asked for is asked once for all of
   * them, however many there are.
   */
  protected List<C> made(List<Read<D>> rows) {
    return rows.stream().map(this::made).toList();
  }

  /** Makes a case of what was read of it. */
  protected final C made(Read<D> row) {
    return declared.read().apply(row.kept(), row.data());
  }

  protected D data(C written) {
    return declared.data().apply(written);
  }

  protected JsonColumns json() {
    return json;
  }

  /** A review that runs, as it was read without holding its case. */
  public record Running(CaseId caseId, ReviewClock clock) {}

  /** Every review that runs. */
  public List<Running> running() {
    return jdbc()
        .sql(
            "select id, review -> 'clock' as clock from %s where (%s) and jsonb_typeof(review -> 'clock') = 'object' order by id"
                .formatted(table(), instances().working()))
        .query(
            (row, number) ->
                new Running(
                    new CaseId(row.getString("id")), json.get(row, "clock", ReviewClock.class)))
        .list();
  }

  /** Adds a case. */
  public void add(C fresh) {
    add(fresh, insert, Map.of("createdAt", Timestamp.from(fresh.createdAt())));
  }

  /** Reads the owner's column alone. */
  @Override
  protected Optional<String> readOwner(CaseId id) {
    return jdbc()
        .sql("select %s from %s where id = :id".formatted(declared.owner(), table()))
        .param("id", id.value())
        .query(String.class)
        .optional();
  }

  /** A part of a list of what matches, newest first. */
  protected List<C> list(Conditions conditions, Page.Slice slice) {
    if (slice.merchants() != null) {
      conditions.add(conditions.anyOf(declared.owner(), slice.merchants()));
    }
    conditions.after(slice.after());
    return page(conditions, slice.limit());
  }

  @Override
  protected Map<String, @Nullable Object> columns(C written) {
    Map<String, @Nullable Object> columns = new HashMap<>();
    declared.columns().forEach((column, value) -> columns.put(column, value.apply(written)));
    ObjectNode kept = json().tree(data(written));
    seal(written.id(), data(written), kept);
    columns.put("data", kept.toString());
    columns.put("review", json().text(written.review()));
    return columns;
  }

  @Override
  protected final List<C> cases(JdbcClient.StatementSpec found) {
    return made(found.query((row, number) -> kept(row)).list());
  }

  private Read<D> kept(ResultSet row) throws SQLException {
    return new Read<>(
        new Kept(
            new CaseId(row.getString("id")),
            row.getTimestamp("created_at").toInstant(),
            standing(row),
            json().get(row, "review", ReviewRound.class)),
        json().get(row, "data", declared.type()));
  }
}
