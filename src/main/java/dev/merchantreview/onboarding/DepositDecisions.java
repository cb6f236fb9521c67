package dev.merchantreview.onboarding;

import dev.merchantreview.rules.KeptDecisions;
import dev.merchantreview.shared.JsonColumns;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** What the deposit table said of applications: it stands in the event that demands it. */
@Repository
class DepositDecisions implements KeptDecisions {

  private final JdbcClient jdbc;
  private final JsonColumns json;

  DepositDecisions(JdbcClient jdbc, JsonColumns json) {
    this.jdbc = jdbc;
    this.json = json;
  }

  @Override
  public Set<String> tables() {
    return Set.of("store-deposit", "promotion-deposit");
  }

  @Override
  @Transactional(readOnly = true)
  public void forEach(Asked asked, Consumer<Kept> each) {
    jdbc.sql(
            """
            select a.id, e.at, e.decision from store_application a
             cross join lateral (select at, details::jsonb as details from history_event
                                  where case_id = a.id and action in ('DEPOSIT_DEMANDED', 'DEPOSIT_NOT_REQUIRED')
                                  order by seq desc limit 1) d
             cross join lateral (values (d.at, d.details -> 'decision'), (d.at, d.details -> 'promotionDecision'))
                                  as e (at, decision)
             where e.decision ->> 'decision' = any(:tables) and e.decision #>> '{inputs,platform}' = any(:platforms)
             order by a.created_at desc, a.id desc limit :cases
            """)
        .param("tables", asked.tables().toArray(String[]::new))
        .param("platforms", asked.platforms().stream().map(Enum::name).toArray(String[]::new))
        .param("cases", asked.cases())
        .query(
            row -> {
              Map<String, Object> evidence = json.map(row.getString("decision"));
              each.accept(
                  Kept.of(
                      row.getString("id"),
                      row.getTimestamp("at").toInstant(),
                      evidence,
                      json.node(evidence.get("output"))));
            });
  }
}
