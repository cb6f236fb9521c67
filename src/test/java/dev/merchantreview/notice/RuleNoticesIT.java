package dev.merchantreview.notice;

import static org.assertj.core.api.Assertions.assertThat;

import dev.merchantreview.engine.DecisionTables;
import dev.merchantreview.local.ApiClient;
import dev.merchantreview.shared.Sha256;
import dev.merchantreview.testing.ServiceAlone;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Notices are on record before their day, contradict no other, and stay once they counted. */
class RuleNoticesIT {

  private static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");
  private static final String PATH = "/api/v1/rule-notices/";
  private static final LocalDate FIRST = LocalDate.now(SHANGHAI).plusDays(10);

  private static ServiceAlone service;
  private static ApiClient admin;

  @BeforeAll
  static void start() {
    service = ServiceAlone.with();
    admin = service.api("admin");
    Notices.load(service, "store-deposit", 2, edition("<text>2000</text>", "<text>2500</text>"));
    Notices.load(service, "store-deposit", 3, edition("<text>2000</text>", "<text>3000</text>"));
  }

  @AfterAll
  static void stop() {
    service.close();
  }

  @AfterEach
  void returnToPresent() {
    service.returnToPresent();
  }

  private static String edition(String text, String by) {
    return Notices.edition(service, "store-deposit", text, by);
  }

  private static ApiClient.Answer put(String id, Map<String, Object> notice) {
    return admin.put(PATH + id, notice);
  }

  private static ApiClient.Answer withdraw(String id) {
    return admin.send(admin.request(PATH + id).DELETE());
  }

  private static Instant at(LocalDate day, LocalTime time) {
    return day.atTime(time).atZone(SHANGHAI).toInstant();
  }

  private static List<String> errors(ApiClient.Answer answer) {
    return answer
        .body()
        .path("errors")
        .valueStream()
        .map(error -> error.path("pointer").asString() + " " + error.path("code").asString())
        .toList();
  }

  private static JsonNode standing(String id) {
    return admin.get(PATH + id).body().path("standing");
  }

  @Test
  void areOnRecordOnceAndTellTheirVersions() {
    Map<String, Object> notice = Notices.notice(FIRST, null);
    ApiClient.Answer created = put("once-told", notice);
    assertThat(created.status()).as(created.body().toString()).isEqualTo(201);
    assertThat(created.body().path("standing").asString()).isEqualTo("ANNOUNCED");
    assertThat(put("once-told", notice).status()).isEqualTo(200);
    JsonNode history = history(created);
    assertThat(history).hasSize(1);
    notice.put("endsOn", FIRST.plusDays(5).toString());
    ApiClient.Answer stale =
        admin.send(
            admin
                .request(PATH + "once-told")
                .header("If-Match", "\"7\"")
                .header("Content-Type", "application/json")
                .PUT(HttpRequest.BodyPublishers.ofByteArray(ApiClient.bytes(notice))));
    assertThat(stale.status()).isEqualTo(412);
    assertThat(put("once-told", notice).status()).isEqualTo(200);
    history = history(created);
    assertThat(history.valueStream().map(event -> event.path("action").asString()))
        .containsExactly("RULE_NOTICE_PUBLISHED", "RULE_NOTICE_END_SET");
    assertThat(history.get(1).at("/actor/kind").asString()).isEqualTo("ADMIN");
    assertThat(history.get(1).at("/details/before/endsOn").isNull()).isTrue();
    assertThat(history.get(1).at("/details/notice/endsOn").asString())
        .isEqualTo(FIRST.plusDays(5).toString());
    assertThat(
            admin
                .get(
                    "/api/v1/cases/"
                        + created.body().path("historyId").asString()
                        + "/history/verification")
                .body()
                .path("valid")
                .asBoolean())
        .isTrue();
  }

  private static JsonNode history(ApiClient.Answer notice) {
    return service
        .api("auditor")
        .get("/api/v1/cases/" + notice.body().path("historyId").asString() + "/history")
        .items();
  }

  /** The day begins and ends where the platform is, whatever the time is elsewhere. */
  @Test
  void countFromTheFirstSecondOfTheirFirstDayToTheLastOfTheirLast() {
    LocalDate last = FIRST.plusDays(2);
    assertThat(put("to-the-second", Notices.notice(FIRST, last)).status()).isEqualTo(201);
    LocalTime latest = LocalTime.of(23, 59, 59);
    service.travelTo(at(FIRST.minusDays(1), latest));
    assertThat(standing("to-the-second").asString()).isEqualTo("ANNOUNCED");
    service.travelTo(at(FIRST, LocalTime.MIDNIGHT));
    assertThat(standing("to-the-second").asString()).isEqualTo("IN_FORCE");
    service.travelTo(at(last, latest));
    assertThat(standing("to-the-second").asString()).isEqualTo("IN_FORCE");
    service.travelTo(at(last.plusDays(1), LocalTime.MIDNIGHT));
    assertThat(standing("to-the-second").asString()).isEqualTo("ENDED");
  }

  @Test
  void areTakenBackBeforeTheyCountAndOnlyEndedAfterwards() {
    Map<String, Object> notice = Notices.notice(FIRST, null);
    assertThat(put("taken-back", notice).status()).isEqualTo(201);
    assertThat(withdraw("taken-back").body().path("standing").asString()).isEqualTo("WITHDRAWN");
    assertThat(withdraw("taken-back").status()).isEqualTo(200);
    ApiClient.Answer again = put("taken-back", notice);
    assertThat(again.status()).isEqualTo(409);
    assertThat(again.body().path("type").asString()).isEqualTo("/problems/notice-withdrawn");

    assertThat(put("counts", notice).status()).isEqualTo(201);
    service.travelTo(at(FIRST, LocalTime.MIDNIGHT));
    assertThat(withdraw("counts").body().path("type").asString())
        .isEqualTo("/problems/notice-in-force");
    Map<String, Object> other = Notices.notice(FIRST, FIRST);
    other.put("categories", List.of("母婴"));
    other.put("transition", Map.of("kind", "PERIOD", "days", 30));
    assertThat(errors(put("counts", other)))
        .containsExactlyInAnyOrder("/categories NOTICE_IN_FORCE", "/transition NOTICE_IN_FORCE");
    service.travelTo(at(FIRST.plusDays(1), LocalTime.MIDNIGHT));
    notice.put("endsOn", FIRST.toString());
    assertThat(errors(put("counts", notice))).containsExactly("/endsOn ENDS_IN_PAST");
    notice.put("endsOn", FIRST.plusDays(1).toString());
    assertThat(put("counts", notice).status()).isEqualTo(200);
    service.travelTo(at(FIRST.plusDays(2), LocalTime.MIDNIGHT));
    notice.remove("endsOn");
    assertThat(errors(put("counts", notice))).containsExactly("/endsOn NOTICE_ENDED");
  }

  /** What it named when it began may be gone with a release, or with a changed tree. */
  @Test
  void areEndedThoughWhatTheyNameIsGone() {
    Map<String, Object> notice = Notices.notice(FIRST, null);
    assertThat(put("names-gone", notice).status()).isEqualTo(201);
    service.travelTo(at(FIRST, LocalTime.MIDNIGHT));
    Notices.goneSince(service, "names-gone");
    service
        .database()
        .sql("update rule_notice set platforms = '{DOUYIN,XIAOHONGSHU}' where id = 'names-gone'")
        .update();
    notice.put("endsOn", FIRST.plusDays(1).toString());
    // In which order they are named says nothing.
    notice.put("platforms", List.of("XIAOHONGSHU", "DOUYIN"));
    notice.put("categories", List.of("不在了", "服饰"));
    notice.put("tables", List.of(Map.of("table", "gone-table")));
    ApiClient.Answer ended = put("names-gone", notice);
    assertThat(ended.status()).as(ended.body().toString()).isEqualTo(200);
    assertThat(ended.body().path("endsOn").asString()).isEqualTo(FIRST.plusDays(1).toString());
    notice.put("platforms", List.of("DOUYIN", "XIAOHONGSHU"));
    notice.put("categories", List.of("服饰", "不在了"));
    assertThat(put("names-gone", notice).status()).isEqualTo(200);
    assertThat(history(ended)).hasSize(2);
    notice.put("categories", List.of("服饰", "不在了", "从没有过"));
    notice.put("tables", List.of(Map.of("table", "gone-table", "edition", 2)));
    assertThat(errors(put("names-gone", notice)))
        .containsExactlyInAnyOrder(
            "/categories/2 UNKNOWN_CATEGORY", "/tables/0/table UNKNOWN_TABLE");
  }

  @Test
  void areJudgedAnewForAPlatformTheyDidNotName() {
    Map<String, Object> notice = Notices.notice(FIRST, null);
    notice.put("platforms", List.of("DOUYIN"));
    notice.put("categories", List.of("服饰"));
    assertThat(put("another-platform", notice).status()).isEqualTo(201);
    notice.put("platforms", List.of("WECHAT"));
    assertThat(errors(put("another-platform", notice)))
        .containsExactly("/categories/0 UNKNOWN_CATEGORY");
    assertThat(withdraw("another-platform").status()).isEqualTo(200);
  }

  @Test
  void areEndedThoughAnotherContradictsThemAlready() {
    assertThat(put("stood-before", Notices.bringing("store-deposit", 2, FIRST, null)).status())
        .isEqualTo(201);
    assertThat(
            put(
                    "stands-beside",
                    Notices.bringing("store-deposit", 2, FIRST.plusDays(1), FIRST.plusDays(9)))
                .status())
        .isEqualTo(201);
    service
        .database()
        .sql("update rule_notice_table set edition = 3 where notice_id = 'stands-beside'")
        .update();
    service.travelTo(at(FIRST, LocalTime.MIDNIGHT));
    assertThat(
            put("stood-before", Notices.bringing("store-deposit", 2, FIRST, FIRST.plusDays(2)))
                .status())
        .isEqualTo(200);
    assertThat(
            errors(
                put(
                    "stood-before",
                    Notices.bringing("store-deposit", 2, FIRST, FIRST.plusDays(3)))))
        .containsExactly("/tables/0/edition CONTRADICTS_NOTICE");
    assertThat(withdraw("stands-beside").status()).isEqualTo(200);
    assertThat(put("stood-before", Notices.bringing("store-deposit", 2, FIRST, FIRST)).status())
        .isEqualTo(200);
  }

  @Test
  void areToldEverythingThatIsWrongAtOnce() {
    Map<String, Object> notice = Notices.notice(FIRST, FIRST.minusDays(1));
    notice.put("platforms", List.of("DOUYIN", "EBAY"));
    notice.put("publicUntil", FIRST.minusDays(30).toString());
    notice.put("publishedOn", FIRST.minusDays(3).toString());
    notice.put("categories", List.of("服装"));
    notice.put(
        "tables",
        List.of(
            Map.of("table", "store-deposits"),
            Map.of("table", "store-deposit", "edition", 99),
            Map.of("table", "store-deposit")));
    notice.put("transition", Map.of("kind", "PERIOD"));
    notice.put("author", "x");
    assertThat(errors(put("all-wrong", notice)))
        .containsExactlyInAnyOrder(
            "/author UNKNOWN_FIELD",
            "/publicUntil BEFORE_PUBLISHED",
            "/endsOn ENDS_BEFORE_IT_BEGINS",
            "/platforms/1 NOT_ALLOWED",
            "/categories/0 UNKNOWN_CATEGORY",
            "/tables/0/table UNKNOWN_TABLE",
            "/tables/1/edition UNKNOWN_EDITION",
            "/tables/2/table NOT_UNIQUE",
            "/transition/days REQUIRED");
    Map<String, Object> nothing = Notices.notice(FIRST, null);
    nothing.put("categories", List.of());
    assertThat(errors(put("nothing", nothing))).containsExactly("/tables TOUCHES_NOTHING");
    assertThat(admin.get(PATH + "nothing").status()).isEqualTo(404);
  }

  @Test
  void contradictNoOtherOfTheSamePlatformOnTheSameDays() {
    LocalDate last = FIRST.plusDays(20);
    assertThat(put("first-told", Notices.bringing("store-deposit", 2, FIRST, last)).status())
        .isEqualTo(201);
    Map<String, Object> other = Notices.bringing("store-deposit", 3, last, null);
    ApiClient.Answer refused = put("contradicts", other);
    assertThat(errors(refused)).containsExactly("/tables/0/edition CONTRADICTS_NOTICE");
    assertThat(refused.body().toString()).contains("first-told", FIRST.toString());
    // The same edition, another platform, another table, or other days.
    assertThat(put("same-edition", Notices.bringing("store-deposit", 2, last, null)).status())
        .isEqualTo(201);
    assertThat(withdraw("same-edition").status()).isEqualTo(200);
    other.put("platforms", List.of("KUAISHOU"));
    assertThat(put("other-platform", other).status()).isEqualTo(201);
    assertThat(
            put("behind-it", Notices.bringing("store-deposit", 3, last.plusDays(1), null)).status())
        .isEqualTo(201);
    for (String id : List.of("first-told", "other-platform", "behind-it")) {
      assertThat(withdraw(id).status()).isEqualTo(200);
    }
    assertThat(put("contradicts", Notices.bringing("store-deposit", 3, last, null)).status())
        .isEqualTo(201);
    assertThat(withdraw("contradicts").status()).isEqualTo(200);
  }

  /** What was decided today was decided by what counted today. */
  @Test
  void bringNoEditionBeforeTheNextDay() {
    LocalDate today = LocalDate.now(SHANGHAI);
    assertThat(errors(put("too-early", Notices.bringing("store-deposit", 2, today, null))))
        .containsExactly("/effectiveFrom EFFECTIVE_TOO_EARLY");
    assertThat(put("of-before", Notices.notice(today.minusYears(2), null)).status()).isEqualTo(201);
  }

  @Test
  void areListedByTheDaysTheyCount() {
    Map<String, Object> notice = Notices.notice(FIRST.plusYears(3), FIRST.plusYears(3));
    notice.put("platforms", List.of("WECHAT"));
    notice.put("categories", List.of("图书"));
    assertThat(put("in-years-one", notice).status()).isEqualTo(201);
    notice.put("effectiveFrom", FIRST.plusYears(4).toString());
    notice.put("endsOn", FIRST.plusYears(4).toString());
    assertThat(put("in-years-two", notice).status()).isEqualTo(201);
    assertThat(listed("?platform=WECHAT")).containsExactly("in-years-two", "in-years-one");
    assertThat(listed("?platform=WECHAT&to=" + FIRST.plusYears(3))).containsExactly("in-years-one");
    assertThat(listed("?platform=WECHAT&from=" + FIRST.plusYears(3).plusDays(1)))
        .containsExactly("in-years-two");
    JsonNode page =
        admin.get(PATH.substring(0, PATH.length() - 1) + "?platform=WECHAT&limit=1").body();
    assertThat(listed("?platform=WECHAT&limit=1&cursor=" + page.path("next").asString()))
        .containsExactly("in-years-one");
    assertThat(errors(admin.get("/api/v1/rule-notices?from=yesterday")))
        .containsExactly("#query/from INVALID_DATE");
    assertThat(errors(admin.get("/api/v1/rule-notices?from=%2B999999999-12-31")))
        .containsExactly("#query/from INVALID_DATE");
    assertThat(service.api("merchant").get("/api/v1/rule-notices").status()).isEqualTo(403);
    assertThat(service.api("operator").put(PATH + "not-theirs", notice).status()).isEqualTo(403);
  }

  private static List<String> listed(String query) {
    return admin
        .get("/api/v1/rule-notices" + query)
        .items()
        .valueStream()
        .map(notice -> notice.path("id").asString())
        .toList();
  }

  /** What was judged by an edition can be read years later. */
  @Test
  void bringEditionsThatNeverChange() {
    String dmn = edition("<text>2000</text>", "<text>2600</text>");
    assertThat(Notices.load(service, "store-deposit", 7, dmn).status()).isEqualTo(201);
    assertThat(Notices.load(service, "store-deposit", 7, dmn).status()).isEqualTo(200);
    ApiClient.Answer other =
        Notices.load(
            service, "store-deposit", 7, edition("<text>2000</text>", "<text>2700</text>"));
    assertThat(other.body().path("type").asString()).isEqualTo("/problems/edition-loaded");
    assertThat(
            service
                .api("auditor")
                .get("/api/v1/decision-tables/store-deposit/editions/7")
                .body()
                .path("dmn")
                .asString())
        .isEqualTo(dmn);
  }

  /** Number 1 is another one with each release that changes it. */
  @Test
  void leaveTheRowsOfEveryReleaseReadable() {
    String dmn = edition("<text>2000</text>", "<text>1999</text>");
    String sha256 = Sha256.hex(dmn.getBytes(StandardCharsets.UTF_8));
    service
        .database()
        .sql(
            "insert into engine_model (hash, number, first_deployed_at, deployed_at)"
                + " values (repeat('e', 64), 1, '2025-03-01T00:00:00Z', now())")
        .update();
    service
        .database()
        .sql(
            "insert into engine_model_file (hash, name, content) values (repeat('e', 64), :name, :content)")
        .param("name", "store-deposit.dmn")
        .param("content", dmn.getBytes(StandardCharsets.UTF_8))
        .update();
    ApiClient auditor = service.api("auditor");
    String path = "/api/v1/decision-tables/store-deposit/editions";
    JsonNode listed = auditor.get(path).items();
    assertThat(listed.get(0).path("edition").asInt()).isEqualTo(1);
    assertThat(listed.get(0).path("sha256").asString()).isEqualTo(sha256);
    assertThat(listed.get(0).path("loadedAt").asString()).startsWith("2025-03-01");
    assertThat(listed.valueStream().map(one -> one.path("edition").asInt())).contains(1, 2, 3);
    assertThat(auditor.get(path + "/1?sha256=" + sha256).body().path("dmn").asString())
        .isEqualTo(dmn);
    assertThat(auditor.get(path + "/1").body().path("dmn").asString())
        .isEqualTo(service.bean(DecisionTables.class).released("store-deposit").orElseThrow());
    assertThat(auditor.get(path + "/1?sha256=" + "0".repeat(64)).status()).isEqualTo(404);
    assertThat(auditor.get(path + "/2?sha256=" + sha256).status()).isEqualTo(404);
    assertThat(auditor.get("/api/v1/decision-tables/no-table/editions").status()).isEqualTo(404);
    assertThat(service.api("merchant").get(path).status()).isEqualTo(403);
  }

  @Test
  void bringOnlyTablesThatAreAskedAndAnswerAsTheReleasedOnes() {
    assertThat(wrong("store-deposit", "<definitions")).containsExactly("/dmn EDITION_UNREADABLE");
    assertThat(wrong("no-table", edition("<text>2000</text>", "<text>1</text>")))
        .containsExactly("/dmn UNKNOWN_TABLE");
    assertThat(wrong("store-deposit", Notices.edition(service, "lucky-draw", "4.4", "4.6")))
        .containsExactly("/dmn EDITION_OTHER_DECISION");
    assertThat(
            wrong(
                "store-deposit",
                edition("aggregation=\"MAX\"", "aggregation=\"SUM\"")
                    .replace("<text>storeType</text>", "<text>shopType</text>")
                    .replaceFirst("<rule id=\"[^\"]*\">", "<rule>")))
        .containsExactlyInAnyOrder(
            "/dmn EDITION_OTHER_HIT_POLICY",
            "/dmn EDITION_COLUMN_UNKNOWN_NAMES",
            "/dmn EDITION_LACKS_COLUMN",
            "/dmn EDITION_ROWS_WITHOUT_ID");
    assertThat(wrong("lucky-draw", Notices.edition(service, "lucky-draw", "&lt; 4.4", "&lt; &lt;")))
        .containsExactly("/dmn EDITION_ROW_UNREADABLE");
  }

  private static List<String> wrong(String table, String dmn) {
    return errors(Notices.load(service, table, 8, dmn));
  }
}
