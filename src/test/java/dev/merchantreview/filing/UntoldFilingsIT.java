package dev.merchantreview.filing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.merchantreview.testing.EarlierDatabase;
import dev.merchantreview.testing.ServiceAlone;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * Rounds of review the engine was still to be told of when instances began to accompany filings:
 * each starts what accompanies the filing from then on, and none that is over starts anything.
 */
class UntoldFilingsIT {

  private static final EarlierDatabase DATABASE =
      new EarlierDatabase(ServiceAlone.get(), "untold_filings", "56");

  @Test
  void areToldAsTheyStandNow() {
    DATABASE
        .jdbc()
        .sql(
            "insert into streamer values ('s-untold', 'm-untold', 'n', true, 1, now(), 1, now(), 1, now(), now(), 1)")
        .update();
    kept("fl_untoldreview001", "IN_REVIEW", 1);
    told("fl_untoldreview001", "streamer-filing-submitted", 1);
    kept("fl_untoldtwice0001", "IN_REVIEW", 2);
    told("fl_untoldtwice0001", "streamer-filing-submitted", 1);
    told("fl_untoldtwice0001", "streamer-filing-round-ended", 1);
    told("fl_untoldtwice0001", "streamer-filing-submitted", 2);
    kept("fl_untoldtaken0001", "PENDING", 1);
    told("fl_untoldtaken0001", "streamer-filing-submitted", 1);
    told("fl_untoldtaken0001", "streamer-filing-round-ended", 1);
    kept("fl_untoldknown0001", "IN_REVIEW", 1);
    kept("fl_untolddone00001", "REJECTED", 1);

    DATABASE.migrate();

    assertThat(standing())
        .containsExactlyInAnyOrder(
            "fl_untoldreview001 1 true",
            "fl_untoldtwice0001 1 true",
            // Waits without an instance: the comparison has one begin.
            "fl_untoldtaken0001 0 false",
            // Its instance lives for the round.
            "fl_untoldknown0001 0 true",
            "fl_untolddone00001 0 false");
    assertThat(messages("fl_untoldreview001"))
        .containsExactly("streamer-filing-submitted fl_untoldreview001:c1 1 1");
    assertThat(messages("fl_untoldtwice0001"))
        .containsExactly(
            "streamer-filing-round-ended fl_untoldtwice0001:1 - -",
            "streamer-filing-submitted fl_untoldtwice0001:c1 2 1");
    assertThat(messages("fl_untoldtaken0001"))
        .containsExactly("streamer-filing-round-ended fl_untoldtaken0001:1 - -");
  }

  private static void kept(String id, String state, int round) {
    DATABASE
        .jdbc()
        .sql(
            """
            insert into product (id, owner_id, platform, content, listed, version, watched_revision, created_at, updated_at)
            values ('p-' || :id, 'm-untold', 'DOUYIN', '{}', true, 2, 2, now(), now())
            """)
        .param("id", id)
        .update();
    DATABASE
        .jdbc()
        .sql(
            """
            insert into filing (id, scenario, product_id, owner_id, platform, seller_id, lucky_draw, state, created_at,
                last_task_key, updated_at, version, review, data)
            values (:id, 'SELF_BUILT', 'p-' || :id, 'm-untold', 'DOUYIN', 's-untold', false, :state, now(), 0, now(), 1,
                jsonb_build_object('number', cast(:round as int)), '{}')
            """)
        .param("id", id)
        .param("state", state)
        .param("round", round)
        .update();
  }

  private static void told(String id, String name, int round) {
    DATABASE
        .jdbc()
        .sql(
            """
            insert into engine_outbox (message_id, case_id, name, correlation_key, variables, created_at, next_attempt_at)
            values (gen_random_uuid(), :id, :name, :id || ':' || :round,
                case when :name like '%submitted' then jsonb_build_object('caseId', :id, 'round', cast(:round as int),
                    'roundKey', :id || ':' || :round) else '{}' end, now(), now())
            """)
        .params(Map.of("id", id, "name", name, "round", Integer.toString(round)))
        .update();
  }

  private static List<String> standing() {
    return DATABASE
        .jdbc()
        .sql("select id || ' ' || cycle || ' ' || in_process from filing")
        .query(String.class)
        .list();
  }

  private static List<String> messages(String id) {
    return DATABASE
        .jdbc()
        .sql(
            "select name || ' ' || correlation_key || ' ' || coalesce(variables ->> 'round', '-') || ' '"
                + " || coalesce(variables ->> 'cycle', '-') from engine_outbox where case_id = :id order by id")
        .param("id", id)
        .query(String.class)
        .list();
  }
}
