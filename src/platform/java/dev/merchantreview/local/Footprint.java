package dev.merchantreview.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Prints what a platform takes: memory of its parts, and room for a case. */
final class Footprint {

  private final Settings settings;
  private final Processes processes;

  Footprint(Settings settings, Processes processes) {
    this.settings = settings;
    this.processes = processes;
  }

  /**
   * What one case takes in the database and in the engine.
   *
   * @param id of one that went the whole way
   */
  void ofCase(String id) {
    try (Connection connection =
        DriverManager.getConnection(settings.jdbcUrl(), "postgres", "postgres")) {
      long bytes = 0;
      for (String rows :
          List.of(
              "store_application where id = ?",
              "review_round where case_id = ?",
              "history_event where case_id = ?",
              "engine_outbox where case_id = ?",
              "deposit_payment where reference = ?",
              "store where application_id = ?")) {
        bytes +=
            sum(
                connection,
                "select coalesce(sum(pg_column_size(t.*)), 0) from "
                    + rows.replaceFirst(" ", " t "),
                id);
      }
      figure("one case in PostgreSQL, without documents", bytes / 1024, "KiB");
      long instance =
          sum(connection, "select process_instance_key from store_application where id = ?", id);
      String found =
          Http.body(
              settings.openSearchUrl()
                  + "/operate-variable-*/_search?size=200&q=processInstanceKey:"
                  + instance);
      long characters = 0;
      JsonNode hits = JsonMapper.builder().build().readTree(found).path("hits").path("hits");
      for (JsonNode hit : hits) {
        JsonNode source = hit.path("_source");
        characters +=
            (source.path("fullValue").isString() ? source.path("fullValue") : source.path("value"))
                .asString()
                .getBytes(StandardCharsets.UTF_8)
                .length;
      }
      System.out.printf(
          Locale.ROOT,
          "%-44s %.1f KiB (%d variables)%n",
          "one case in the engine's variables",
          characters / 1024.0,
          hits.size());
    } catch (SQLException cause) {
      throw new LaunchException("the database does not answer: " + cause.getMessage());
    }
  }

  private static long sum(Connection connection, String sql, String id) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setString(1, id);
      try (ResultSet row = statement.executeQuery()) {
        row.next();
        return row.getLong(1);
      }
    }
  }

  void memory() {
    for (Processes.Running running : processes.running()) {
      long kilobytes = resident(running.handle().pid());
      if (running.name().equals("postgres")) {
        kilobytes += running.handle().descendants().mapToLong(child -> resident(child.pid())).sum();
      }
      figure("memory of " + running.name(), kilobytes / 1024, "MB");
    }
  }

  private static long resident(long pid) {
    try {
      return Files.readAllLines(Path.of("/proc/" + pid + "/status")).stream()
          .filter(line -> line.startsWith("VmRSS:"))
          .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")))
          .sum();
    } catch (IOException cause) {
      throw new UncheckedIOException(cause);
    }
  }

  private static void figure(String name, long value, String unit) {
    System.out.printf(Locale.ROOT, "%-44s %d %s%n", name, value, unit);
  }
}
