package dev.merchantreview.onboarding;

import static org.assertj.core.api.Assertions.assertThat;

import dev.merchantreview.testing.CopiedTables;
import dev.merchantreview.testing.QueryPlan;
import dev.merchantreview.testing.ServiceAlone;
import java.sql.SQLException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * What may stand in the way of an application is found by indexes, however many applications there
 * are and whatever the planner believes of them: it is asked with every submission.
 */
class FormerStoresPlanIT {

  private static final int APPLICATIONS = 10_000;
  // Pages do not depend on who else is busy on the machine. All applications are some 400.
  private static final long MOST_PAGES = 20;

  private final ServiceAlone service = ServiceAlone.get();

  /** What the planner has been told of the applications. */
  private enum Belief {
    /** As in the first minute of a new database, and in plans that were made then. */
    NOTHING,
    /** As after a start with the first stores, which were not recognisable yet. */
    ALL_UNPRINTED,
    /** Half of them have a store, which is recognisable: as in a service that runs for long. */
    THE_TRUTH
  }

  @ParameterizedTest
  @EnumSource
  void findsWhatStandsInTheWayByIndexes(Belief belief) throws SQLException {
    try (CopiedTables tables = new CopiedTables(service, "standing", "store_application")) {
      fill(tables, belief);
      for (String mode : new String[] {"force_custom_plan", "force_generic_plan"}) {
        tables.jdbc().sql("set plan_cache_mode to " + mode).update();
        QueryPlan plan = explained(tables.jdbc());
        assertThat(plan.text()).as(plan.text()).doesNotContain("Seq Scan on store_application");
        assertThat(plan.pages()).as(plan.text()).isLessThan(MOST_PAGES);
      }
    }
  }

  private static void fill(CopiedTables tables, Belief belief) {
    JdbcClient jdbc = tables.jdbc();
    jdbc.sql(
            """
            insert into standing.store_application (id, platform, merchant_id, store_type, open, state, store_id,
                   last_task_key, created_at, updated_at, version, licence_number, printed, review, data)
            select 'sa_' || n, 'KUAISHOU', 'm-' || n, 'ENTERPRISE', n % 2 = 0, 'SUBMITTED',
                   case when n % 2 = 1 then 'st_' || n end, 0, now(), now(), 1, 'L' || n,
                   n % 2 = 1 and :printed, '{}', jsonb_build_object('content', repeat('x', 200))
              from generate_series(1, :count) n
            """)
        .param("printed", belief != Belief.ALL_UNPRINTED)
        .param("count", APPLICATIONS)
        .update();
    if (belief != Belief.NOTHING) {
      jdbc.sql("analyze standing.store_application").update();
    }
    if (belief == Belief.ALL_UNPRINTED) {
      jdbc.sql("update standing.store_application set printed = true where store_id is not null")
          .update();
      // Dead rows are gone, the statistics are of before.
      tables.removeDeadRows("store_application");
    }
  }

  private static QueryPlan explained(JdbcClient jdbc) {
    return QueryPlan.of(
        jdbc.sql("explain (analyze, buffers, timing off) " + FormerStores.LOOK)
            .param("platform", "KUAISHOU")
            .param("merchantId", "m-4")
            .param("storeType", "ENTERPRISE")
            .param("prints", new String[] {"one", "another", "third"})
            .param("unreadable", new String[0]));
  }
}
