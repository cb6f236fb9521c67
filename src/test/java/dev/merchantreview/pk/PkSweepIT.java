package dev.merchantreview.pk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.merchantreview.testing.CopiedTables;
import dev.merchantreview.testing.QueryPlan;
import dev.merchantreview.testing.ServiceAlone;
import java.sql.SQLException;
import java.time.Clock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A sweep reads a portion of the sessions under way, however many more of them there are. */
class PkSweepIT {

  private static final int SESSIONS = 20_000;
  private static final int PORTION = 100;
  // A session and its two sides by their indexes, four pages each; all of them are some 46,000.
  private static final long MOST_PAGES = PORTION * 3 * 4;

  private final ServiceAlone service = ServiceAlone.get();

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void readsAPortionByIndexes(boolean analyzed) throws SQLException {
    try (CopiedTables tables = new CopiedTables(service, "swept", "pk_session", "pk_lane")) {
      JdbcClient jdbc = tables.jdbc();
      fill(jdbc);
      if (analyzed) {
        jdbc.sql("analyze pk_session, pk_lane").update();
      }
      QueryPlan plan =
          QueryPlan.of(
              jdbc.sql("explain (analyze, buffers, timing off) " + PkPaths.WORKED_ON)
                  .param("after", "pk_0000000000005000")
                  .param("limit", PORTION));
      assertThat(plan.text()).as(plan.text()).contains("rows=%d.00".formatted(PORTION));
      assertThat(plan.pages()).as(plan.text()).isLessThan(MOST_PAGES);
    }
  }

  /** A portion that is not full would be taken for the last one. */
  @Test
  void readsAPortionWhoseSidesAreNotAllThere() throws SQLException {
    try (CopiedTables tables = new CopiedTables(service, "halved", "pk_session", "pk_lane")) {
      fill(tables.jdbc());
      tables.jdbc().sql("delete from pk_lane where session_id = 'pk_0000000000005003'").update();
      PkPaths paths = new PkPaths(tables.jdbc(), Clock.systemUTC(), event -> {});
      assertThat(paths.workedOn("pk_0000000000005000", PORTION))
          .hasSize(PORTION)
          .extracting(path -> path.id().value())
          .contains("pk_0000000000005003");
    }
  }

  private static void fill(JdbcClient jdbc) {
    jdbc.sql(
            """
            insert into pk_session (id, platform, first_id, second_id, live_at, created_by, created_at, updated_at, version,
                   begun, open, process_instance_key)
            select 'pk_' || lpad(n::text, 16, '0'), 'KUAISHOU', 's-' || n % 1000, 't-' || n % 1000, now() + n * interval '1 minute',
                   'test', now(), now(), 1, true, true, n
              from generate_series(1, :count) n
            """)
        .param("count", SESSIONS)
        .update();
    jdbc.sql(
            """
            insert into pk_lane (session_id, streamer_id, confirmed_at, confirmed_by)
            select id, side, created_at, 'test'
              from pk_session cross join lateral unnest(array[first_id, second_id]) side
            """)
        .update();
  }
}
