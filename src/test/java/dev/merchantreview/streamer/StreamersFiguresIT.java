package dev.merchantreview.streamer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.merchantreview.local.ApiClient;
import dev.merchantreview.testing.EarlierDatabase;
import dev.merchantreview.testing.ServiceAlone;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** What is told of streamers is kept as figures, whichever call tells it. */
class StreamersFiguresIT {

  private static final LocalDate TODAY = LocalDate.now(ZoneId.of("Asia/Shanghai"));

  private final ServiceAlone service = ServiceAlone.get();
  private final ApiClient admin = service.api("admin");

  private JsonNode put(String id, int level, LocalDate levelOn) {
    Map<String, Object> told = new HashMap<>();
    told.put("nickname", "青禾直播");
    told.put("merchantId", "m-19201");
    told.put("designated", true);
    told.put("merchantLevel", level);
    told.put("experienceRating", 4.8);
    told.put("followers", 100_000);
    told.put("merchantLevelOn", levelOn.toString());
    ApiClient.Answer answer = admin.put("/api/v1/streamers/" + id, told);
    assertThat(answer.status()).as(answer.body().toString()).isIn(200, 201);
    return answer.body();
  }

  private List<String> reports(String id) {
    return admin
        .get("/api/v1/figures/STREAMER/" + id + "/merchant-level")
        .items()
        .valueStream()
        .map(
            report ->
                report.path("asOf").asString().substring(8)
                    + " "
                    + report.path("revision").asInt()
                    + " "
                    + report.path("value").asString("withdrawn"))
        .toList();
  }

  private long version(String id) {
    return service.bean(Streamers.class).find(id).orElseThrow().version();
  }

  /** The call says what is so, whatever was told before: also that a later level was wrong. */
  @Test
  void theCallOfStreamersSaysWhatIsSoFromNowOn() {
    LocalDate earlier = TODAY.minusDays(40);
    LocalDate later = TODAY.minusDays(20);
    put("figured-1", 3, later);
    assertThat(put("figured-1", 3, later).path("merchantLevel").asInt()).isEqualTo(3);
    assertThat(version("figured-1")).isEqualTo(1);
    JsonNode corrected = put("figured-1", 2, earlier);
    assertThat(corrected.path("merchantLevelOn").asString()).isEqualTo(earlier.toString());
    assertThat(admin.get("/api/v1/streamers/figured-1").body()).isEqualTo(corrected);
    assertThat(reports("figured-1"))
        .containsExactly(day(earlier) + " 1 2", day(later) + " 2 withdrawn", day(later) + " 1 3");
    assertThat(
            admin
                .get("/api/v1/figures/STREAMER/figured-1?on=" + TODAY)
                .body()
                .path("figures")
                .valueStream()
                .filter(figure -> figure.path("name").asString().equals("merchant-level"))
                .map(figure -> figure.path("value").asInt()))
        .containsExactly(2);
  }

  private static String day(LocalDate day) {
    return "%02d".formatted(day.getDayOfMonth());
  }

  @Test
  void aFigureThatIsReportedIsTheStreamersAndHasItJudgedAnew() {
    put("figured-2", 3, TODAY.minusDays(1));
    long before = version("figured-2");
    Map<String, Object> followers =
        Map.of(
            "subjectKind", "STREAMER",
            "subjectId", "figured-2",
            "name", "followers",
            "value", 250_000,
            "unit", "COUNT",
            "asOf", TODAY.toString(),
            "windowDays", 0,
            "source", "kuaishou");
    assertThat(admin.put("/api/v1/figures", Map.of("figures", List.of(followers))).status())
        .isEqualTo(200);
    JsonNode streamer = admin.get("/api/v1/streamers/figured-2").body();
    assertThat(streamer.path("followers").asLong()).isEqualTo(250_000);
    assertThat(streamer.path("followersOn").asString()).isEqualTo(TODAY.toString());
    assertThat(version("figured-2")).isEqualTo(before + 1);
    // An instance of before reads the same.
    assertThat(
            service
                .database()
                .sql("select followers from streamer where id = 'figured-2'")
                .query(Long.class)
                .single())
        .isEqualTo(250_000);
    assertThat(admin.put("/api/v1/figures", Map.of("figures", List.of(followers))).status())
        .isEqualTo(200);
    assertThat(version("figured-2")).isEqualTo(before + 1);
  }

  /** An instance of before writes the columns it knows. */
  @Test
  void whatAnInstanceOfBeforeWritesIsAFigureAtOnce() {
    put("figured-3", 3, TODAY.minusDays(1));
    service
        .database()
        .sql("update streamer set merchant_level = 5, version = version + 1 where id = 'figured-3'")
        .update();
    assertThat(admin.get("/api/v1/streamers/figured-3").body().path("merchantLevel").asInt())
        .isEqualTo(5);
    assertThat(reports("figured-3")).hasSize(2);
  }

  @Test
  void theMigrationMovesWhatWasStoredWithItsHistory() {
    EarlierDatabase earlier = new EarlierDatabase(service, "figures_of_before", "77");
    JdbcClient jdbc = earlier.jdbc();
    version(jdbc, 1, 3, "2026-10-08");
    version(jdbc, 2, 4, "2026-10-08");
    version(jdbc, 3, 4, "2026-10-08");
    version(jdbc, 4, 5, "2026-11-08");
    version(jdbc, 5, 4, "2026-10-08");
    earlier.migrate();
    assertThat(
            jdbc.sql(
                    """
                    select as_of || ' ' || revision || ' ' || coalesce(value::text, 'withdrawn') from figure_report
                     where subject_id = 's-1' and name = 'merchant-level' order by id
                    """)
                .query(String.class)
                .list())
        .containsExactly(
            "2026-10-08 1 3", "2026-10-08 2 4", "2026-11-08 1 5", "2026-11-08 2 withdrawn");
    assertThat(
            jdbc.sql(
                    "select name || ' ' || value || ' ' || as_of from figure where subject_id = 's-1' order by name")
                .query(String.class)
                .list())
        .containsExactly(
            "experience-rating 4.8 2026-11-20",
            "followers 100 2026-11-21",
            "merchant-level 4 2026-10-08");
  }

  private static void version(JdbcClient jdbc, int version, int level, String levelOn) {
    jdbc.sql(
            """
            insert into streamer values ('s-1', 'm-1', 'x', false, :level, :on::date, 4.8, '2026-11-20', 100,
                '2026-11-21', now(), :version)
            on conflict (id) do update set merchant_level = excluded.merchant_level,
                merchant_level_on = excluded.merchant_level_on, version = excluded.version
            """)
        .param("level", level)
        .param("on", levelOn)
        .param("version", version)
        .update();
    jdbc.sql(
            """
            insert into streamer_version values ('s-1', :version, jsonb_build_object('merchantLevel', :level::int,
                'merchantLevelOn', :on::text, 'experienceRating', 4.8, 'experienceRatingOn', '2026-11-20',
                'followers', 100, 'followersOn', '2026-11-21'), 'ADMIN:admin', now())
            """)
        .param("level", level)
        .param("on", levelOn)
        .param("version", version)
        .update();
  }
}
