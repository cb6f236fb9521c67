package dev.merchantreview.testing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.merchantreview.local.Http;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * How PostgreSQL carried a statement out. What it takes is told in pages, which do not depend on
 * who else is busy on the machine.
 */
public record QueryPlan(String text) {

  private static final Pattern PAGES = Pattern.compile("Buffers: shared[^\n]*");
  private static final Duration OTHERS_END = Duration.ofMinutes(1);

  /**
   * What an {@code explain (analyze, buffers)} says.
   *
   * @param explain the statement to explain with these options before it, and its parameters
   */
  public static QueryPlan of(JdbcClient.StatementSpec explain) {
    return new QueryPlan(
        explain.query(String.class).list().stream().collect(Collectors.joining("\n")));
  }

  /** Pages the whole statement looked at: what its outermost step says. */
  public long pages() {
    Matcher first = PAGES.matcher(text);
    assertThat(first.find()).as(text).isTrue();
    return Stream.of("hit", "read")
        .map(kind -> Pattern.compile(kind + "=(\\d+)").matcher(first.group()))
        .filter(Matcher::find)
        .mapToLong(found -> Long.parseLong(found.group(1)))
        .sum();
  }

  /**
   * Removes a table's dead rows, of which indexes still speak. One vacuum does not do it while a
   * transaction elsewhere in the database may still look at them.
   */
  public static void removeDeadRows(JdbcClient jdbc, String schema, String table) {
    // Changes of this session that are counted later would count as dead rows after the vacuum.
    jdbc.sql("select pg_stat_force_next_flush()").query(row -> {});
    Http.await(
        "no dead rows in " + table,
        OTHERS_END,
        () -> {
          jdbc.sql("vacuum %s.%s".formatted(schema, table)).update();
          return jdbc.sql(
                      "select n_dead_tup from pg_stat_all_tables where schemaname = :schema and relname = :table")
                  .param("schema", schema)
                  .param("table", table)
                  .query(Long.class)
                  .single()
              == 0;
        });
  }
}
