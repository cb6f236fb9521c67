package dev.merchantreview.streamer;

import dev.merchantreview.rules.KeptDecisions;
import dev.merchantreview.shared.JsonColumns;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** What the tables said of streamers' present figures. */
@Repository
class StandingDecisions implements KeptDecisions {

  private final JdbcClient jdbc;
  private final JsonColumns json;

  StandingDecisions(JdbcClient jdbc, JsonColumns json) {
    this.jdbc = jdbc;
    this.json = json;
  }

  @Override
  public Set<String> tables() {
    return Set.of("pk-threshold", "lucky-draw");
  }

  @Override
  @Transactional(readOnly = true)
  public void forEach(Asked asked, Consumer<Kept> each) {
    jdbc.sql(
            """
            select t.streamer_id, t.judged_at, one.evidence
              from (select streamer_id, judged_at, evidence from streamer_standing where platform = any(:platforms)
                     order by judged_at desc, streamer_id limit :cases) t
             cross join lateral jsonb_array_elements(t.evidence) as one(evidence)
             order by t.judged_at desc, t.streamer_id
            """)
        .param("platforms", asked.platforms().stream().map(Enum::name).toArray(String[]::new))
        .param("cases", asked.cases())
        .query(
            row -> {
              Map<String, Object> evidence = json.map(row.getString("evidence"));
              if (asked.matches(evidence)) {
                each.accept(
                    Kept.of(
                        row.getString("streamer_id"),
                        row.getTimestamp("judged_at").toInstant(),
                        evidence,
                        json.node(evidence.get("output"))));
              }
            });
  }
}
