package dev.merchantreview.caseindex;

import static org.assertj.core.api.Assertions.assertThat;

import dev.merchantreview.testing.ServiceAlone;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/**
 * Names are looked for in several ways, by how many have them and how long ago; each finds the
 * newest that have a name, in order, page by page.
 */
class NamedCasesIT {

  private static final String CASES = "/api/v1/cases?limit=200&q=";
  private static final ServiceAlone service = ServiceAlone.ofSamples();

  @BeforeAll
  static void start() {
    // One case a minute, the newest first: each word is had by those of certain numbers.
    service
        .database()
        .sql(
            """
            insert into case_index (id, type, platform, merchant_id, names, search, keys, state, open, round,
                   created_at, updated_at, state_since, seq)
            select 'sa_named' || lpad(n::text, 11, '0'), 'STORE_APPLICATION', 'DOUYIN', 'm-named', '', name, '{}', 'REJECTED', false, 1,
                   at, at, at, 1
              from (select n, now() - n * interval '1 minute' as at,
                           '鹏程' || case when n % 70 = 0 then '蓝鲸' else '' end || case when n > 27000 then '古道' else '' end
                             || case when n % 9000 = 8999 then '孤星' else '' end || case when n % 5 = 0 then '六边' else '' end as name
                      from generate_series(1, 34000) n) made
            """)
        .update();
    service.database().sql("analyze case_index").update();
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource({
    "鹏程, everybody has it, 400",
    "六边, 6800 have it here and there, 400",
    "蓝鲸, 485 have it here and there, 485",
    "孤星, three have it, 3",
    "古道, 7000 had it and nobody of the newest 20000, 400",
    "鹏程蓝鲸, the pieces of both words, 485",
    "蓝鲸程, its pieces stand in names and it does not, 0"
  })
  void findsTheNewestThatHaveAName(String name, String who, int looked) {
    List<String> found = new ArrayList<>();
    String page = CASES + URLEncoder.encode(name, StandardCharsets.UTF_8);
    String next = "";
    do {
      JsonNode body = service.api("auditor").get(page + next).body();
      body.path("items").forEach(item -> found.add(item.path("id").asString()));
      next = body.path("next").isString() ? "&cursor=" + body.path("next").asString() : "";
    } while (!next.isEmpty() && found.size() < looked);

    assertThat(found.stream().limit(looked).toList())
        .as(who)
        .hasSize(looked)
        .isEqualTo(
            service
                .database()
                .sql(
                    "select id from case_index where position(:name in search) > 0 order by created_at desc, id desc limit :looked")
                .param("name", name)
                .param("looked", looked)
                .query(String.class)
                .list());
  }
}
