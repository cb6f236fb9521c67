package dev.merchantreview.local;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;

/**
 * A service and a database of a measurement's own, without an engine, on fresh data and on loopback
 * only.
 */
final class BenchService {

  private final Settings settings = BenchPlatform.settings();
  private final LocalPlatform platform =
      new LocalPlatform(settings, new Distribution(settings.root(), System.out::println));

  BenchService() {
    BenchPlatform.claim(platform);
  }

  Settings settings() {
    return settings;
  }

  ApiClient admin() {
    return new ApiClient(settings.serviceUrl(), "admin");
  }

  /** The database and the outside world, empty. */
  void begin() {
    Launcher.wipe(settings.home());
    Launcher.checkPorts(settings.ports());
    platform.startPostgres();
    platform.startSandbox(Duration.ZERO);
  }

  /**
   * Starts the service and waits until it is usable.
   *
   * @param arguments settings as {@code --name=value}
   */
  ProcessHandle start(String... arguments) {
    return started(platform.services().start(settings.grpc(), List.of(arguments)));
  }

  /** The same, compiled as where it is run for good: for what is measured over many calls. */
  ProcessHandle startForGood() {
    return started(
        platform.services().start(settings.grpc(), List.of(), LocalServices.BOTH_COMPILERS));
  }

  private ProcessHandle started(ProcessHandle service) {
    platform.services().await();
    return service;
  }

  static void stop(ProcessHandle service) {
    service.destroy();
    service.onExit().join();
  }

  /** One of the running parts, by its name. */
  ProcessHandle process(String name) {
    return platform.processes().running().stream()
        .filter(running -> running.name().equals(name))
        .findFirst()
        .orElseThrow()
        .handle();
  }

  /** Stops everything. */
  void end() {
    platform.processes().stopOurs(name -> {});
  }

  /** Writes rows, and does what the database would do by itself in the next minutes. */
  void fill(String sql, String... tables) {
    execute(sql);
    for (String table : tables) {
      execute("vacuum analyze " + table);
    }
    execute("checkpoint");
  }

  void execute(String sql) {
    try (Connection connection = connect();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException cause) {
      throw new LaunchException("the database refuses: " + cause.getMessage());
    }
  }

  /** 0 where there is no row. */
  double number(String sql) {
    try (Connection connection = connect();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      return row.next() ? row.getDouble(1) : 0;
    } catch (SQLException cause) {
      throw new LaunchException("the database cannot be read: " + cause.getMessage());
    }
  }

  private Connection connect() throws SQLException {
    return DriverManager.getConnection(settings.jdbcUrl(), "postgres", "postgres");
  }
}
