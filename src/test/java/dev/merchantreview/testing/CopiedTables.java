package dev.merchantreview.testing;

import dev.merchantreview.local.Http;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/**
 * Empty copies of some of the service's tables, with their indexes, which one connection sees in
 * place of those: nobody else writes them, and what the planner knows of them is what a test tells
 * it. They go when this is closed.
 */
public final class CopiedTables implements AutoCloseable {

  private static final Duration OTHERS_END = Duration.ofMinutes(2);

  private final Connection connection;
  private final DataSource source;
  private final JdbcClient jdbc;
  private final String schema;

  /**
   * @param schema the name of the schema they are in meanwhile, which nobody else takes
   */
  public CopiedTables(ServiceAlone service, String schema, String... tables) throws SQLException {
    this.schema = schema;
    connection = service.superuser().getConnection();
    source = new SingleConnectionDataSource(connection, true);
    jdbc = JdbcClient.create(source);
    jdbc.sql("create schema " + schema).update();
    jdbc.sql("set search_path to " + schema + ", public").update();
    for (String table : tables) {
      jdbc.sql(
              "create table %1$s.%2$s (like public.%2$s including defaults including identity including generated"
                      .formatted(schema, table)
                  + " including indexes) with (autovacuum_enabled = false)")
          .update();
    }
  }

  public DataSource source() {
    return source;
  }

  public JdbcClient jdbc() {
    return jdbc;
  }

  /**
   * Removes a table's dead rows, of which indexes still speak. One vacuum does not do it while a
   * transaction elsewhere in the database may still look at them.
   */
  public void removeDeadRows(String table) {
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

  @Override
  public void close() throws SQLException {
    try (connection) {
      jdbc.sql("drop schema " + schema + " cascade").update();
    }
  }
}
