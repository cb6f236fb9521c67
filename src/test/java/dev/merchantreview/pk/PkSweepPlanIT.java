package dev.merchantreview.pk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.merchantreview.testing.QueryPlan;
import dev.merchantreview.testing.ServiceAlone;
import java.sql.Connection;
import java.sql.SQLException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/** A sweep reads a portion of the sessions under way, however many more of them there are. */
class PkSweepPlanIT {

  private static final int SESSIONS = 20_000;
  private static final int PORTION = 100;
  // A session and its two sides by their indexes, four pages each; all of them are some 100,000.
  private static final long MOST_PAGES = PORTION * 3 * 4;

  private final ServiceAlone service = ServiceAlone.get();

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void readsAPortionByIndexes(boolean analyzed) throws SQLException {
    try (Connection connection = service.superuser().getConnection()) {
      JdbcClient jdbc = JdbcClient.create(new SingleConnectionDataSource(connection, true));
      jdbc.sql("create schema swept").update();
      jdbc.sql("set search_path to swept, public").update();
      try {
        fill(jdbc);
        if (analyzed) {
          jdbc.sql("analyze swept.pk_session, swept.pk_lane").update();
        }
        QueryPlan plan =
            QueryPlan.of(
                jdbc.sql("explain (analyze, buffers, timing off) " + PkPaths.WORKED_ON)
                    .param("after", "pk_00005000")
                    .param("limit", PORTION));
        assertThat(plan.text()).as(plan.text()).contains("rows=%d.00".formatted(PORTION));
        assertThat(plan.pages()).as(plan.text()).isLessThan(MOST_PAGES);
      } finally {
        jdbc.sql("set search_path to public").update();
        jdbc.sql("drop schema swept cascade").update();
      }
    }
  }

  private static void fill(JdbcClient jdbc) {
    for (String table : new String[] {"pk_session", "pk_lane"}) {
      jdbc.sql(
              "create table swept.%1$s (like public.%1$s including defaults including indexes)"
                  .formatted(table))
          .update();
      jdbc.sql("alter table swept.%s set (autovacuum_enabled = false)".formatted(table)).update();
    }
    jdbc.sql(
            """
            insert into swept.pk_session (id, platform, first_id, second_id, live_at, created_by, created_at, updated_at, version,
                   begun, open, process_instance_key)
            select 'pk_' || lpad(n::text, 8, '0'), 'KUAISHOU', 's-' || n % 1000, 't-' || n % 1000, now() + n * interval '1 minute',
                   'test', now(), now(), 1, true, true, n
              from generate_series(1, :count) n
            """)
        .param("count", SESSIONS)
        .update();
    jdbc.sql(
            """
            insert into swept.pk_lane (session_id, streamer_id, confirmed_at, confirmed_by)
            select id, side, created_at, 'test'
              from swept.pk_session cross join lateral unnest(array[first_id, second_id]) side
            """)
        .update();
  }
}
