package dev.merchantreview.database;

import static org.assertj.core.api.Assertions.assertThat;

import dev.merchantreview.testing.EarlierDatabase;
import dev.merchantreview.testing.ServiceAlone;
import dev.merchantreview.testing.TestPlatform;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An upgrade builds indexes on tables that are in use, and nobody who writes them waits for it. */
class UpgradeIndexesIT {

  /** The last migration that was delivered before this was a rule. */
  private static final int BEFORE = 59;

  private static final Path MIGRATIONS = Path.of("src/main/resources/db/migration");
  private static final Pattern VERSION = Pattern.compile("V(\\d+)__.*\\.sql");
  private static final Pattern TABLE = Pattern.compile("(?m)^create table (\\w+)");
  private static final Pattern INDEX =
      Pattern.compile("(?m)^create (?:unique )?index (?!concurrently )(\\w+) on (\\w+)");

  @ParameterizedTest
  @ValueSource(strings = {"history_event", "review_round", "notification"})
  void letsWritersWriteMeanwhile(String table) throws Exception {
    ServiceAlone service = ServiceAlone.get();
    EarlierDatabase database = new EarlierDatabase(service, "upgraded_" + table, "60");
    try (ExecutorService aside = Executors.newSingleThreadExecutor();
        Connection writer = database.source().getConnection()) {
      writer.setAutoCommit(false);
      write(writer, table);
      Future<?> upgrade = aside.submit(() -> database.migrate());
      TestPlatform.await("the index to wait for the writer", () -> indexWaits(service, table));
      try (Connection next = database.source().getConnection()) {
        next.setAutoCommit(false);
        write(next, table);
        next.commit();
      }
      writer.commit();
      upgrade.get(1, TimeUnit.MINUTES);
    }
    assertThat(
            database
                .jdbc()
                .sql("select count(*) from pg_index where not indisvalid")
                .query(Long.class)
                .single())
        .isZero();
  }

  /**
   * A submission of an instance of before holds its filing, and writes it and reads notices when an
   * upgrade has come between.
   */
  @Test
  void neverWaitsForASubmissionThatWaitsForIt() throws Exception {
    ServiceAlone service = ServiceAlone.get();
    EarlierDatabase database = new EarlierDatabase(service, "upgraded_filing", "75");
    try (ExecutorService aside = Executors.newSingleThreadExecutor();
        Connection before = database.source().getConnection();
        Statement statement = before.createStatement()) {
      before.setAutoCommit(false);
      statement.execute("select id from filing for update");
      Future<?> upgrade = aside.submit(() -> database.migrate());
      TestPlatform.await(
          "the upgrade to wait",
          () ->
              service
                      .database()
                      .sql(
                          "select count(*) from pg_stat_activity where datname = 'upgraded_filing'"
                              + " and wait_event_type = 'Lock' and query ilike '%filing%'")
                      .query(Long.class)
                      .single()
                  > 0);
      statement.execute("update filing set version = version");
      statement.execute("select id from rule_notice");
      before.commit();
      upgrade.get(1, TimeUnit.MINUTES);
    }
    assertThat(
            database
                .jdbc()
                .sql("select count(*) from rule_notice_review_again")
                .query(Long.class)
                .single())
        .isZero();
  }

  /** Until the last migration is done, an instance of before has the rights of before. */
  @Test
  void letsInstancesOfBeforeWriteWithTheirRights() throws Exception {
    EarlierDatabase database = new EarlierDatabase(ServiceAlone.get(), "upgraded_rights", "60");
    try (Connection before = database.source().getConnection();
        Statement statement = before.createStatement()) {
      statement.execute("create role instance_of_before");
      statement.execute("grant select, insert on history_event to instance_of_before");
      statement.execute("set role instance_of_before");
      for (String states : List.of("null, 'SUBMITTED'", "'SUBMITTED', 'IN_REVIEW'")) {
        statement.execute(
            "insert into history_event (case_id, seq, at, actor_kind, actor_id, action, from_state, to_state, details, hash, previous_hash)"
                + " select 'sa_00000000rights00', coalesce(max(seq), 0) + 1, now(), 'SYSTEM', 'system', 'STEP', %s, '{}',"
                    .formatted(states)
                + " md5(random()::text) || md5(''), md5(random()::text) || md5('') from history_event where case_id = 'sa_00000000rights00'");
      }
      statement.execute("reset role");
      statement.execute("drop owned by instance_of_before");
      statement.execute("drop role instance_of_before");
    }
    assertThat(
            database
                .jdbc()
                .sql("select count(*) from case_figure_change where figure = 'PHASE'")
                .query(Long.class)
                .single())
        .isEqualTo(1);
  }

  /** With the lock of whoever writes. */
  private static void write(Connection connection, String table) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("set lock_timeout = '5s'");
      statement.execute("lock table " + table + " in row exclusive mode");
    }
  }

  private static boolean indexWaits(ServiceAlone service, String table) {
    return service
            .database()
            .sql(
                "select count(*) from pg_stat_activity where datname = :database and wait_event_type = 'Lock'"
                    + " and query like 'create index%on ' || :table || ' %'")
            .param("database", "upgraded_" + table)
            .param("table", table)
            .query(Long.class)
            .single()
        > 0;
  }

  @Test
  void buildsNoIndexOnATableOfBeforeInATransaction() throws IOException {
    Set<String> fresh = new HashSet<>();
    List<String> others = new ArrayList<>();
    for (Path migration : newer()) {
      String sql = Files.readString(migration);
      TABLE.matcher(sql).results().forEach(one -> fresh.add(one.group(1)));
      INDEX
          .matcher(sql)
          .results()
          .filter(one -> !fresh.contains(one.group(2)))
          .forEach(one -> others.add(migration.getFileName() + ": " + one.group(1)));
    }
    assertThat(fresh).contains("case_index");
    assertThat(others).isEmpty();
  }

  private static List<Path> newer() throws IOException {
    try (Stream<Path> files = Files.list(MIGRATIONS)) {
      return files
          .filter(
              file -> {
                var named = VERSION.matcher(file.getFileName().toString());
                return named.matches() && Integer.parseInt(named.group(1)) > BEFORE;
              })
          .sorted()
          .toList();
    }
  }
}
