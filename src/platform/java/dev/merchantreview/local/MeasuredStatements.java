package dev.merchantreview.local;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Has the database do statements again that were recorded, in one transaction that is rolled back,
 * and say itself what they cost.
 */
final class MeasuredStatements {

  private static final int TIMES = 7;

  /** So many of a question's are measured: the others are the same again. */
  private static final int MOST = 200;

  /** What is only added costs the same whatever there is, and cannot be added twice. */
  private static final Pattern MEASURED =
      Pattern.compile("^\\s*(select|with|update|delete)\\b", Pattern.CASE_INSENSITIVE);

  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final Connection connection;

  MeasuredStatements(Connection connection) throws SQLException {
    this.connection = connection;
    connection.setAutoCommit(false);
  }

  /**
   * What some statements cost together.
   *
   * @param millis the median of some tries, without the first
   * @param statements how many they are
   * @param blocks how many blocks of 8 kB were looked at, the last time
   * @param wholeTables the tables that were read from end to end
   */
  record Measured(double millis, int statements, long blocks, Set<String> wholeTables) {}

  Measured of(List<RecordedStatements.Executed> statements) throws SQLException {
    List<Double> times = new ArrayList<>();
    long blocks = 0;
    Set<String> wholeTables = new TreeSet<>();
    for (int i = 0; i <= TIMES; i++) {
      double millis = 0;
      blocks = 0;
      for (RecordedStatements.Executed one :
          statements.subList(0, Math.min(MOST, statements.size()))) {
        if (MEASURED.matcher(one.sql()).find()) {
          JsonNode explained = explained(one);
          millis += explained.path("Execution Time").asDouble();
          JsonNode plan = explained.path("Plan");
          blocks +=
              plan.path("Shared Hit Blocks").asLong() + plan.path("Shared Read Blocks").asLong();
          wholeTables(plan, wholeTables);
        }
      }
      connection.rollback();
      if (i > 0) {
        times.add(millis);
      }
    }
    Collections.sort(times);
    return new Measured(times.get(times.size() / 2), statements.size(), blocks, wholeTables);
  }

  private JsonNode explained(RecordedStatements.Executed one) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            "explain (analyze, buffers, timing off, format json) " + one.sql())) {
      one.set(statement);
      try (ResultSet row = statement.executeQuery()) {
        row.next();
        return JSON.readTree(row.getString(1)).path(0);
      }
    } catch (SQLException cause) {
      connection.rollback();
      throw new SQLException(one.sql(), cause);
    }
  }

  private static void wholeTables(JsonNode plan, Set<String> found) {
    if (plan.path("Node Type").asString("").equals("Seq Scan")) {
      found.add(plan.path("Relation Name").asString());
    }
    plan.path("Plans").forEach(below -> wholeTables(below, found));
  }
}
