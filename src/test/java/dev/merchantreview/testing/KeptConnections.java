package dev.merchantreview.testing;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.sql.DataSource;

/**
 * What tests look into databases by. The connection of a look serves the next one, too: each new
 * one costs the server a process, and tests look thousands of times. A test that changes its
 * session, or holds a transaction, has a connection of its own.
 */
final class KeptConnections implements AutoCloseable {

  private static final int MOST = 8;
  private static final long KEPT_MILLIS = 10_000;

  private final Map<String, HikariDataSource> pools = new ConcurrentHashMap<>();

  /** Those of a user, whose password is the name. */
  DataSource of(String jdbcUrl, String user) {
    return pools.computeIfAbsent(user + " " + jdbcUrl, key -> pool(jdbcUrl, user));
  }

  private static HikariDataSource pool(String jdbcUrl, String user) {
    HikariConfig config = new HikariConfig();
    config.setJdbcUrl(jdbcUrl);
    config.setUsername(user);
    config.setPassword(user);
    config.setMaximumPoolSize(MOST);
    config.setMinimumIdle(0);
    config.setIdleTimeout(KEPT_MILLIS);
    // The server may be away by then.
    config.setInitializationFailTimeout(-1);
    // A plan the server keeps for a statement does not survive a change of the table.
    config.addDataSourceProperty("prepareThreshold", 0);
    return new HikariDataSource(config);
  }

  /** Ends them; whoever asks next has new ones. */
  @Override
  public void close() {
    pools.values().forEach(HikariDataSource::close);
    pools.clear();
  }
}
