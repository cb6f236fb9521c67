package dev.merchantreview.onboarding;

import static org.assertj.core.api.Assertions.assertThat;

import dev.merchantreview.testing.CopiedTables;
import dev.merchantreview.testing.QueryPlan;
import dev.merchantreview.testing.ServiceAlone;
import java.sql.SQLException;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * What may stand in the way of an application is found by indexes, however many applications and
 * stores there are and whatever the planner believes of them: it is asked with every submission.
 */
class FormerStoresPlanIT {

  private static final int APPLICATIONS = 10_000;
  private static final int FIRST_STORES = 9;
  // Pages do not depend on who else is busy on the machine. All applications are some 400, all
  // stores more.
  private static final long MOST_PAGES = 30;

  private static final String[] NONE = {};

  private final ServiceAlone service = ServiceAlone.get();

  /** What the planner has been told of the applications and the stores. */
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
    try (CopiedTables tables =
        new CopiedTables(service, "standing", "store_application", "store", "store_print")) {
      fill(tables, belief);
      addStores(tables.jdbc(), belief);
      for (String mode : new String[] {"force_custom_plan", "force_generic_plan"}) {
        tables.jdbc().sql("set plan_cache_mode to " + mode).update();
        QueryPlan standing =
            explained(
                tables.jdbc(),
                FormerStores.LOOK,
                Map.of("merchantId", "m-4", "storeType", "ENTERPRISE", "unreadable", NONE));
        assertThat(standing.text())
            .as(standing.text())
            .doesNotContain("Seq Scan on store_application");
        assertThat(standing.pages()).as(standing.text()).isLessThan(MOST_PAGES);
        QueryPlan restricted = explained(tables.jdbc(), FormerStores.RESTRICTED, Map.of());
        assertThat(restricted.pages()).as(restricted.text()).isLessThan(MOST_PAGES);
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

  /** All of one platform; every other one closed. */
  private static void addStores(JdbcClient jdbc, Belief belief) {
    addStores(jdbc, 1, FIRST_STORES);
    if (belief == Belief.ALL_UNPRINTED) {
      jdbc.sql("analyze standing.store, standing.store_print").update();
    }
    addStores(jdbc, FIRST_STORES + 1, APPLICATIONS);
    if (belief == Belief.THE_TRUTH) {
      jdbc.sql("analyze standing.store, standing.store_print").update();
    }
  }

  private static void addStores(JdbcClient jdbc, int from, int to) {
    jdbc.sql(
            """
            insert into standing.store (id, application_id, platform, merchant_id, state, reopenable_from, created_at,
                   updated_at, version, review, data)
            select 'st_' || n, 'sa_' || n, 'KUAISHOU', 'm-' || n, case when n % 2 = 1 then 'CLOSED' else 'OPEN' end,
                   case when n % 2 = 1 then now() end, now(), now(), 1, '{}', jsonb_build_object('content', repeat('x', 200))
              from generate_series(:from, :to) n
            """)
        .param("from", from)
        .param("to", to)
        .update();
    jdbc.sql(
            """
            insert into standing.store_print (store_id, kind, print)
            select 'st_' || n, kind, kind || n
              from generate_series(:from, :to) n, unnest(array['LICENCE', 'REPRESENTATIVE', 'ACCOUNT']) kind
            """)
        .param("from", from)
        .param("to", to)
        .update();
  }

  private static QueryPlan explained(JdbcClient jdbc, String question, Map<String, ?> further) {
    return QueryPlan.of(
        jdbc.sql("explain (analyze, buffers, timing off) " + question)
            .param("platform", "KUAISHOU")
            .param("prints", new String[] {"LICENCE5", "REPRESENTATIVE7", "third"})
            .params(further));
  }
}
