package dev.merchantreview.review;

import dev.merchantreview.rules.KeptDecisions;
import dev.merchantreview.shared.JsonColumns;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** What tables decided in the last decided round of each case: the last time each was asked. */
@Repository
class RoundDecisions implements KeptDecisions {

  private static final Set<String> TABLES =
      Set.of(
          "required-documents",
          "refund-documents",
          "refund-second-review",
          "pk-threshold",
          "provider-documents",
          "provider-eligibility",
          "lucky-draw");

  private final JdbcClient jdbc;
  private final JsonColumns json;

  RoundDecisions(JdbcClient jdbc, JsonColumns json) {
    this.jdbc = jdbc;
    this.json = json;
  }

  @Override
  public Set<String> tables() {
    return TABLES;
  }

  @Override
  @Transactional(readOnly = true)
  public void forEach(Asked asked, Consumer<Kept> each) {
    jdbc.sql(
            """
            select case_id, decided_at, examinations from review_round r
             where jsonb_path_exists(examinations,
                       '$[*].tables[*] ? (@.decision == $tables[*] && @.inputs.platform == $platforms[*])',
                       jsonb_build_object('tables', to_jsonb(cast(:tables as text[])),
                                          'platforms', to_jsonb(cast(:platforms as text[]))))
               and not exists (select from review_round n where n.case_id = r.case_id and n.round > r.round)
             order by decided_at desc, case_id limit :cases
            """)
        .param("tables", asked.tables().toArray(String[]::new))
        .param("platforms", asked.platforms().stream().map(Enum::name).toArray(String[]::new))
        .param("cases", asked.cases())
        .query(
            row -> {
              tell(
                  row.getString("case_id"),
                  row.getTimestamp("decided_at").toInstant(),
                  json.readList(row, "examinations", Examination.class),
                  asked,
                  each);
            });
  }

  private void tell(
      String caseId, Instant at, List<Examination> examinations, Asked asked, Consumer<Kept> each) {
    Map<Object, Map<String, Object>> last = new LinkedHashMap<>();
    for (Examination examination : examinations) {
      examination.tables().stream()
          .filter(asked::matches)
          .forEach(table -> last.put(table.get("decision"), table));
    }
    last.values()
        .forEach(table -> each.accept(Kept.of(caseId, at, table, json.node(table.get("output")))));
  }
}
