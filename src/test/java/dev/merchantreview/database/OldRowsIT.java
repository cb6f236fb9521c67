package dev.merchantreview.database;

import static org.assertj.core.api.Assertions.assertThat;

import dev.merchantreview.testing.ServiceAlone;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;

/** On a table of its own: rows that are old go, in portions, and those that are needed stay. */
class OldRowsIT {

  private static final OldRows.Kind KIND =
      new OldRows.Kind("of-the-test", "old_rows_test", "at", "");
  private static final Duration DAY = Duration.ofDays(1);

  private final ServiceAlone service = ServiceAlone.get();
  private final JdbcClient database = service.database();
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final Clock clock = Clock.systemUTC();

  @BeforeEach
  void aTable() {
    database
        .sql(
            "create table old_rows_test (id bigint primary key, owner bigint not null, at timestamptz);"
                + " create table old_rows_test_portion (rows int not null);"
                + " create function old_rows_test_count() returns trigger language plpgsql as $$ begin"
                + " insert into old_rows_test_portion select count(*) from gone; return null; end $$;"
                + " create trigger old_rows_test_count after delete on old_rows_test"
                + " referencing old table as gone for each statement execute function old_rows_test_count()")
        .update();
  }

  @AfterEach
  void leavesNothing() {
    database
        .sql(
            "drop table old_rows_test; drop table old_rows_test_portion; drop function old_rows_test_count")
        .update();
  }

  private OldRows old(boolean enabled) {
    DataSource source = service.superuser();
    return new OldRows(
        JdbcClient.create(source),
        new DataSourceTransactionManager(source),
        new RetentionProperties(enabled, 10),
        meters,
        clock);
  }

  /** Of one age, so that only the key tells them apart. */
  private void rows(int from, int to, int owner, String age) {
    database
        .sql(
            "insert into old_rows_test select n, :owner, now() - cast(:age as interval) from generate_series(:from, :to) n")
        .param("owner", owner)
        .param("age", age)
        .param("from", from)
        .param("to", to)
        .update();
  }

  private Set<Integer> left() {
    return database.sql("select id from old_rows_test").query(Integer.class).list().stream()
        .collect(Collectors.toSet());
  }

  private Instant dayAgo() {
    return clock.instant().minus(DAY);
  }

  @Test
  void deletesWhatIsOldInPortions() {
    rows(1, 25, 1, "2 days");
    rows(26, 27, 1, "1 hour");
    OldRows old = old(true);
    old.measure(KIND);
    assertThat(meters.get("merchantreview.retention.oldest").gauge().value())
        .isGreaterThanOrEqualTo(DAY.multipliedBy(2).toSeconds());
    assertThat(old.delete(KIND, dayAgo())).isEqualTo(25);
    assertThat(left()).containsExactlyInAnyOrder(26, 27);
    assertThat(portions()).containsExactly(10, 10, 5);
    assertThat(
            meters
                .get("merchantreview.retention.removed")
                .tag("kind", "of-the-test")
                .counter()
                .count())
        .isEqualTo(25);
    assertThat(meters.get("merchantreview.retention.oldest").gauge().value())
        .isBetween(3_600.0, (double) DAY.toSeconds());
  }

  private List<Integer> portions() {
    return database
        .sql("select rows from old_rows_test_portion where rows > 0")
        .query(Integer.class)
        .list();
  }

  /** More rows that are needed than fit in a portion hide none behind them. */
  @Test
  void passesOverWhatIsNeeded() {
    rows(1, 35, 7, "3 days");
    rows(36, 60, 8, "3 days");
    rows(61, 70, 7, "2 days");
    rows(71, 75, 8, "2 days");
    rows(76, 77, 8, "1 hour");
    OldRows.StillNeeded ofSeven =
        new OldRows.StillNeeded(
            "id",
            "owner",
            owners -> owners.stream().filter(owner -> owner == 7).collect(Collectors.toSet()));
    assertThat(old(true).delete(KIND, dayAgo(), ofSeven)).isEqualTo(30);
    assertThat(left()).hasSize(47).contains(1, 35, 61, 70, 76, 77).doesNotContain(36, 60, 71, 75);
    assertThat(portions()).allMatch(rows -> rows <= 10);
  }

  @Test
  void deletesNothingWhenItIsSwitchedOff() {
    rows(1, 3, 1, "2 days");
    OldRows off = old(false);
    assertThat(off.isDeleted()).isFalse();
    assertThat(off.delete(KIND, dayAgo())).isZero();
    assertThat(
            off.delete(KIND, dayAgo(), new OldRows.StillNeeded("id", "owner", owners -> Set.of())))
        .isZero();
    assertThat(left()).hasSize(3);
  }
}
