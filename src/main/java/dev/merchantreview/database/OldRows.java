package dev.merchantreview.database;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Deletes rows whose time is over. A first run on a table of years deletes millions: it does so in
 * portions, each in a transaction of its own, so that no lock is held for long and what is done
 * stays done when the service is stopped. The table is read once, however many portions there are.
 */
@Component
public class OldRows {

  private static final int PORTION = 2_000;

  private final JdbcClient jdbc;
  private final TransactionTemplate reading;
  private final TransactionTemplate portion;

  OldRows(JdbcClient jdbc, PlatformTransactionManager transactions) {
    this.jdbc = jdbc;
    this.reading = new TransactionTemplate(transactions);
    this.reading.setReadOnly(true);
    this.portion = new TransactionTemplate(transactions);
    this.portion.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
  }

  /**
   * A row whose time is over.
   *
   * @param place where it lies in its table: nothing else finds it as fast
   * @param owner the value of the column that was asked for, 0 without one
   */
  public record Row(String place, long owner) {}

  /**
   * Deletes all of them.
   *
   * @param table its name
   * @param over the condition in SQL; {@code :before} in it is the time given
   * @return how many
   */
  public int delete(String table, String over, Instant before) {
    return delete(table, "0", over, before, UnaryOperator.identity());
  }

  /**
   * Deletes some of them.
   *
   * @param owner the column, of type {@code bigint}, the choice is made by
   * @param choice which of a portion go
   * @return how many
   */
  public int delete(
      String table, String owner, String over, Instant before, UnaryOperator<List<Row>> choice) {
    Integer deleted =
        reading.execute(
            status -> {
              try (Stream<Row> rows =
                  jdbc
                      .sql("select ctid, " + owner + " from " + table + " where " + over)
                      .withFetchSize(PORTION)
                      .param("before", Timestamp.from(before))
                      .query((row, number) -> new Row(row.getString(1), row.getLong(2)))
                      .stream()) {
                return inPortions(
                    rows.iterator(), some -> deleteThese(table, over, before, choice.apply(some)));
              }
            });
    return deleted == null ? 0 : deleted;
  }

  private interface Deletion {
    int of(List<Row> rows);
  }

  private static int inPortions(Iterator<Row> rows, Deletion deletion) {
    int deleted = 0;
    List<Row> portion = new ArrayList<>(PORTION);
    while (rows.hasNext()) {
      portion.add(rows.next());
      if (portion.size() == PORTION || !rows.hasNext()) {
        deleted += deletion.of(portion);
        portion.clear();
      }
    }
    return deleted;
  }

  /**
   * By the condition as well: a row that was written anew meanwhile lies elsewhere, or is young.
   */
  private int deleteThese(String table, String over, Instant before, List<Row> rows) {
    if (rows.isEmpty()) {
      return 0;
    }
    Integer deleted =
        portion.execute(
            status ->
                jdbc.sql(
                        "delete from "
                            + table
                            + " where ctid = any(cast(:places as tid[])) and "
                            + over)
                    .param("places", rows.stream().map(Row::place).toArray(String[]::new))
                    .param("before", Timestamp.from(before))
                    .update());
    return deleted == null ? 0 : deleted;
  }
}
