package dev.merchantreview.database;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Deletes rows whose time is over. A first run on a table of years deletes millions: it does so in
 * portions, each found by an index and deleted in a transaction of its own, so that no lock and no
 * snapshot is held for long and what is done stays done when the service is stopped.
 */
@Component
public class OldRows {

  private static final Logger log = LoggerFactory.getLogger(OldRows.class);
  private static final String REMOVED = "merchantreview.retention.removed";
  private static final String OLDEST = "merchantreview.retention.oldest";

  private final JdbcClient jdbc;
  private final TransactionTemplate portion;
  private final RetentionProperties properties;
  private final MeterRegistry meters;
  private final Clock clock;

  OldRows(
      JdbcClient jdbc,
      PlatformTransactionManager transactions,
      RetentionProperties properties,
      MeterRegistry meters,
      Clock clock) {
    this.jdbc = jdbc;
    this.portion = new TransactionTemplate(transactions);
    this.portion.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
    this.properties = properties;
    this.meters = meters;
    this.clock = clock;
    if (!properties.enabled()) {
      log.warn(
          "Nothing that is old is deleted: merchant-review.retention.enabled is false. Tables grow.");
    }
  }

  /**
   * Rows of a table that are deleted when they are old. What is old is asked for in the order of an
   * index on {@code age}, so that a portion costs the same however many rows there are.
   *
   * @param name what the metrics call them
   * @param table its name
   * @param age the column, of type {@code timestamptz}, their age counts from
   * @param condition which of the table's rows they are, in SQL; empty for all
   */
  public record Kind(String name, String table, String age, String condition) {

    /**
     * Rows whose age stands in another table, which keeps its own rows: for {@link #deleteAll}.
     *
     * @param table the other one
     * @param condition which of its rows still have some
     */
    public static Kind agedBy(String name, String table, String age, String condition) {
      return new Kind(name, table, age, condition);
    }

    private String all() {
      return " from " + table + " where " + age + " is not null" + and();
    }

    private String old() {
      return age + " < :before" + and();
    }

    private String and() {
      return condition.isEmpty() ? "" : " and " + condition;
    }
  }

  /**
   * What may still need a row.
   *
   * @param key the table's primary key, of type {@code bigint}
   * @param owner the column, of type {@code bigint}, that says whose the row is
   * @param needing those of these owners whose rows stay
   */
  public record StillNeeded(String key, String owner, Function<Set<Long>, Set<Long>> needing) {}

  /** Whether anything that is old is deleted at all. */
  public boolean isDeleted() {
    return properties.enabled();
  }

  /** Counts what is deleted of this kind, and shows how old the oldest row is. */
  public void measure(Kind kind) {
    removed(kind);
    Gauge.builder(OLDEST, () -> secondsOfOldest(kind))
        .description("Age of the oldest row that is there, needed or not; 0 without one")
        .baseUnit("seconds")
        .tag("kind", kind.name())
        .register(meters);
  }

  private Counter removed(Kind kind) {
    return Counter.builder(REMOVED)
        .description("Rows deleted by this instance because they were old")
        .tag("kind", kind.name())
        .register(meters);
  }

  private long secondsOfOldest(Kind kind) {
    return jdbc.sql("select " + kind.age() + kind.all() + " order by " + kind.age() + " limit 1")
        .query((row, number) -> row.getTimestamp(1).toInstant())
        .optional()
        .map(oldest -> Math.max(0, Duration.between(oldest, clock.instant()).toSeconds()))
        .orElse(0L);
  }

  /**
   * Deletes all of a kind that are older.
   *
   * @return how many
   */
  public int delete(Kind kind, Instant before) {
    int all = 0;
    Deleted some = new Deleted(properties.portion(), Instant.EPOCH);
    while (properties.enabled() && some.rows() == properties.portion()) {
      Instant from = some.latest();
      some = inTransaction(() -> deleteNext(kind, before, from));
      removed(kind).increment(some.rows());
      all += some.rows();
    }
    return all;
  }

  private record Deleted(int rows, Instant latest) {}

  /** Entries of the index that lead to deleted rows are walked over once, not by each portion. */
  private Deleted deleteNext(Kind kind, Instant before, Instant from) {
    return jdbc.sql(
            """
            with gone as (
                delete from %1$s where ctid = any(array(
                        select ctid from %1$s where %2$s and %3$s >= :from order by %3$s limit :most))
                   and %2$s
                returning %3$s)
            select count(*), max(%3$s) from gone
            """
                .formatted(kind.table(), kind.old(), kind.age()))
        .param("before", Timestamp.from(before))
        .param("from", Timestamp.from(from))
        .param("most", properties.portion())
        .query(
            (row, number) ->
                new Deleted(
                    row.getInt(1), row.getInt(1) == 0 ? from : row.getTimestamp(2).toInstant()))
        .single();
  }

  /**
   * Deletes those of a kind that are older and that nothing needs.
   *
   * @return how many
   */
  public int delete(Kind kind, Instant before, StillNeeded needed) {
    int all = 0;
    @Nullable Row last = null;
    while (properties.enabled()) {
      Row from = last;
      Portion done = inTransaction(() -> deleteNext(kind, before, needed, from));
      removed(kind).increment(done.deleted());
      all += done.deleted();
      last = done.last();
      if (last == null) {
        break;
      }
    }
    return all;
  }

  private record Row(long key, Instant age, long owner) {}

  /**
   * @param last where the next portion begins; null when this was the last
   */
  private record Portion(int deleted, @Nullable Row last) {}

  /** Rows that are needed stay behind, and the next portion begins after them. */
  private Portion deleteNext(Kind kind, Instant before, StillNeeded needed, @Nullable Row after) {
    List<Row> rows =
        jdbc.sql(
                "select %s, %s, %s from %s where %s and (%s, %s) > (:age, :key) order by %s, %s limit :most"
                    .formatted(
                        needed.key(),
                        kind.age(),
                        needed.owner(),
                        kind.table(),
                        kind.old(),
                        kind.age(),
                        needed.key(),
                        kind.age(),
                        needed.key()))
            .param("before", Timestamp.from(before))
            .param("age", Timestamp.from(after == null ? Instant.EPOCH : after.age()))
            .param("key", after == null ? Long.MIN_VALUE : after.key())
            .param("most", properties.portion())
            .query(
                (row, number) ->
                    new Row(row.getLong(1), row.getTimestamp(2).toInstant(), row.getLong(3)))
            .list();
    Set<Long> needing =
        needed.needing().apply(rows.stream().map(Row::owner).collect(Collectors.toSet()));
    Long[] keys =
        rows.stream()
            .filter(row -> !needing.contains(row.owner()))
            .map(Row::key)
            .toArray(Long[]::new);
    int deleted =
        keys.length == 0
            ? 0
            : jdbc.sql(
                    "delete from %s where %s = any(:keys) and %s"
                        .formatted(kind.table(), needed.key(), kind.old()))
                .param("keys", keys)
                .param("before", Timestamp.from(before))
                .update();
    return new Portion(deleted, rows.size() < properties.portion() ? null : rows.getLast());
  }

  /**
   * One portion of a walk.
   *
   * @param looked how many rows it looked at: fewer than it may are the last
   * @param deleted how many of them it deleted
   */
  public record Walked(int looked, int deleted) {}

  /** Deletes the next rows of a walk, and goes on behind them. */
  @FunctionalInterface
  public interface Walk {

    /**
     * @param most how many rows it may look at
     */
    Walked next(int most);
  }

  /**
   * Deletes what a walk finds: for rows whose age stands elsewhere.
   *
   * @param kind what the metrics call them
   * @return whether the walk came to its end; not while nothing that is old is deleted
   */
  public boolean deleteAll(Kind kind, Walk walk) {
    Walked done = new Walked(properties.portion(), 0);
    while (properties.enabled() && done.looked() == properties.portion()) {
      done = inTransaction(() -> walk.next(properties.portion()));
      removed(kind).increment(done.deleted());
    }
    return done.looked() < properties.portion();
  }

  private interface Work<T> {
    T run();
  }

  private <T> T inTransaction(Work<T> work) {
    T result = portion.execute(status -> work.run());
    if (result == null) {
      throw new IllegalStateException("a portion has a result");
    }
    return result;
  }
}
