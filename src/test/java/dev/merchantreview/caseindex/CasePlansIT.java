package dev.merchantreview.caseindex;

import static org.assertj.core.api.Assertions.assertThat;

import dev.merchantreview.shared.Page;
import dev.merchantreview.testing.ServiceAlone;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/**
 * Few cases among many are found by indexes: who acts for all merchants of a kind, and who asks for
 * a problem whenever it was named, do not have the database walk all cases for them.
 */
class CasePlansIT {

  private static final int CASES = 60_000;

  /** They are the oldest: nobody comes by them who looks through the newest. */
  private static final String FEW =
      """
      update case_index set created_at = timestamptz '2020-01-01',
          merchant_id = case id when 'sa_0000000000000001' then 'x-1' when 'sa_0000000000000002' then '' else 'm-0' end,
          keys = case id when 'sa_0000000000000002' then array['M:x-2', 'M:y-1']
                         when 'sa_0000000000000003' then array['S:s-few'] else keys end
       where id in ('sa_0000000000000001', 'sa_0000000000000002', 'sa_0000000000000003')
      """;

  private static final List<String> FOUND =
      List.of("sa_0000000000000003", "sa_0000000000000002", "sa_0000000000000001");

  private static ServiceAlone service;

  @BeforeAll
  static void start() throws SQLException {
    service =
        ServiceAlone.with(
            "--merchant-review.case-index.first-look=1h",
            "--merchant-review.case-index.interval=1h",
            "--merchant-review.case-index.figures-summed=1h");
    try (Connection superuser = service.superuser().getConnection()) {
      fill(JdbcClient.create(new SingleConnectionDataSource(superuser, true)));
    }
  }

  @AfterAll
  static void stop() {
    service.close();
  }

  private static void fill(JdbcClient database) {
    // Without the figures, which are not asked for here.
    database.sql("set session_replication_role = replica").update();
    database
        .sql(
            """
            insert into case_index (id, type, platform, merchant_id, names, search, licence_number, keys, state, open, round,
                reviewer, due_at, created_at, updated_at, state_since, seq)
            select 'sa_' || lpad(n::text, 16, '0'), 'STORE_APPLICATION', 'DOUYIN', 'm-' || n % 1000, '茶铺' || n, '茶铺' || n,
                   null, array['S:s-' || n % 500], 'IN_REVIEW', true, 1, null, null, now() - n * interval '1 second', now(), now(), 1
              from generate_series(1, :cases) n
            """)
        .param("cases", CASES)
        .update();
    database.sql(FEW).update();
    database
        .sql(
            """
            insert into streamer (id, merchant_id, nickname, designated, merchant_level, merchant_level_on, experience_rating,
                experience_rating_on, followers, followers_on, updated_at, version)
            select 's-' || n, 'm-' || n, 's' || n, true, 1, current_date, 1, current_date, 1, current_date, now(), 1
              from generate_series(1, 500) n
            union all select 's-few', 'x-3', 'few', true, 1, current_date, 1, current_date, 1, current_date, now(), 1
            """)
        .update();
    database
        .sql(
            """
            insert into review_round (case_id, round, content, submitted_at, decided_at, decided_by, by_machine, verdict, problems,
                items)
            select id, 1, '{}', created_at, created_at, 'x', true, case merchant_id when 'x-1' then 'REJECTED' else 'SENT_BACK' end,
                   jsonb_build_array(jsonb_build_object('code', case when merchant_id = 'x-1' then 'RARE' else 'EXPIRED' end)), '[]'
              from case_index
            """)
        .update();
    for (String table : List.of("case_index", "streamer", "review_round")) {
      database.sql("vacuum analyze " + table).update();
    }
  }

  private static CaseFilter decided(@Nullable String verdict, @Nullable String problem) {
    return new CaseFilter(
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        new CaseFilter.Decided(verdict, null, null, problem, null, null),
        null);
  }

  private static List<String> found(CaseFilter filter, @Nullable List<String> merchants) {
    return service
        .bean(CaseIndex.class)
        .list(filter, new Page.Slice(merchants, Optional.empty(), 50))
        .stream()
        .map(one -> one.id().value())
        .toList();
  }

  private static String plan(CaseFilter filter, @Nullable List<String> merchants) {
    CaseQuery query = service.bean(CaseSearch.class).query(filter, merchants);
    assertThat(query.isSifted()).isTrue();
    return service
        .bean(JdbcClient.class)
        .sql("explain " + query.byIndexes(Optional.empty(), 50))
        .params(query.parameters())
        .query(String.class)
        .list()
        .stream()
        .collect(Collectors.joining("\n"));
  }

  @Test
  void findsTheFewOfWhoActsForAllMerchantsOfAKind() {
    List<String> merchants = List.of("x-*");
    assertThat(found(CaseFilter.ALL, merchants)).containsExactlyElementsOf(FOUND);
    assertThat(plan(CaseFilter.ALL, merchants))
        .contains("case_index_merchant_prefix", "case_index_sides", "case_index_keys")
        .doesNotContain("Seq Scan on case_index", "case_index_newest");
    assertThat(found(CaseFilter.ALL, List.of("x-9*"))).isEmpty();
    assertThat(found(CaseFilter.ALL, List.of("x-*", "m-1"))).hasSize(50);
    assertThat(found(CaseFilter.ALL, List.of("*"))).hasSize(50);
  }

  @Test
  void findsTheFewWhoseProblemWasNamedWhenever() {
    assertThat(found(decided(null, "RARE"), null)).containsExactly("sa_0000000000000001");
    assertThat(plan(decided(null, "RARE"), null))
        .contains("review_round_problems", "case_index_pkey")
        .doesNotContain("Seq Scan", "case_index_newest");
    assertThat(found(decided(null, "EXPIRED"), null)).hasSize(50);
    assertThat(found(decided(null, "NEVER"), null)).isEmpty();
  }

  @Test
  void findsTheFewThatWereDecidedSoWhenever() {
    assertThat(found(decided("REJECTED", null), null)).containsExactly("sa_0000000000000001");
    assertThat(plan(decided("REJECTED", null), null))
        .contains("review_round_verdict", "case_index_pkey")
        .doesNotContain("Seq Scan", "case_index_newest");
  }

  /** Those of years ago are found where they are, not behind all that came since. */
  @Test
  void findsWhatWasDecidedLongAgo() {
    CaseFilter.Decided longAgo =
        new CaseFilter.Decided(null, null, null, null, null, Instant.parse("2021-01-01T00:00:00Z"));
    CaseFilter filter =
        new CaseFilter(
            null, null, null, null, null, null, null, null, null, null, null, longAgo, null);
    assertThat(found(filter, null)).containsExactlyElementsOf(FOUND);
    assertThat(plan(filter, null)).contains("created_at < ");
  }

  @Test
  void findsTheFewOfBoth() {
    assertThat(found(decided(null, "RARE"), List.of("x-*"))).containsExactly("sa_0000000000000001");
    assertThat(found(decided(null, "RARE"), List.of("y-*"))).isEmpty();
  }
}
