package dev.merchantreview.notice;

import static org.assertj.core.api.Assertions.assertThat;

import dev.merchantreview.engine.DecisionTables;
import dev.merchantreview.history.CaseEvent;
import dev.merchantreview.history.History;
import dev.merchantreview.local.ApiClient;
import dev.merchantreview.local.SampleApplications;
import dev.merchantreview.shared.ActorRef;
import dev.merchantreview.shared.CaseId;
import dev.merchantreview.testing.ServiceAlone;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What a notice would do is known before its day, from what was decided. */
class RehearsalIT {

  private static final LocalDate FIRST = LocalDate.now(ZoneId.of("Asia/Shanghai")).plusDays(10);
  private static final String PATH = "/api/v1/rule-notices/";
  private static final String TABLE = "required-documents";
  private static final int CASES = 10_000;
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private static ServiceAlone service;
  private static int merchants;
  private static ApiClient operator;

  @BeforeAll
  static void start() throws ReadTable.UnusableTableException {
    service = ServiceAlone.with();
    operator = service.api("operator");
    decided();
  }

  @AfterAll
  static void stop() {
    service.close();
  }

  /** Ten thousand decided cases, each with what the released table says of it. */
  private static void decided() throws ReadTable.UnusableTableException {
    ReadTable released =
        ReadTable.of(TABLE, service.bean(DecisionTables.class).released(TABLE).orElseThrow());
    List<Object> examinations = new ArrayList<>();
    for (Map<String, Object> inputs : TableSample.of(TABLE)) {
      if (inputs.get("platform").equals("DOUYIN")) {
        ReadTable.Answer answer = released.ask(inputs);
        Map<String, Object> evidence = new LinkedHashMap<>();
        evidence.put("decision", TABLE);
        evidence.put("version", 1);
        evidence.put("rules", answer.rows());
        evidence.put("inputs", inputs);
        evidence.put("output", answer.output());
        examinations.add(
            List.of(
                Map.of(
                    "at",
                    "2026-11-01T00:00:00Z",
                    "rules",
                    List.of(),
                    "tables",
                    List.of(evidence))));
      }
    }
    service
        .database()
        .sql(
            """
            insert into review_round (case_id, round, content, submitted_at, decided_at, decided_by, by_machine, verdict,
                problems, items, verdicts, examinations)
            select 'sa_' || lpad(n::text, 16, '0'), 1, '{}', now(), now() - n * interval '1 second', 'auditor1', false,
                   'APPROVED', '[]', '[]', '[]', (cast(:all as jsonb)) -> (n % :kinds)
              from generate_series(1, :cases) n
            """)
        .param("all", JSON.writeValueAsString(examinations))
        .param("kinds", examinations.size())
        .param("cases", CASES)
        .update();
  }

  private static String publish(String id, String table, int edition, String text, String by) {
    ApiClient.Answer loaded =
        Notices.load(service, table, edition, Notices.edition(service, table, text, by));
    assertThat(loaded.status()).as(loaded.body().toString()).isEqualTo(201);
    Map<String, Object> notice = Notices.bringing(table, edition, FIRST, null);
    ApiClient.Answer told = service.api("admin").put(PATH + id, notice);
    assertThat(told.status()).as(told.body().toString()).isEqualTo(201);
    return id;
  }

  private static void withdraw(String id) {
    ApiClient admin = service.api("admin");
    assertThat(admin.send(admin.request(PATH + id).DELETE()).status()).isEqualTo(200);
  }

  private static JsonNode rehearse(String id, int cases) {
    ApiClient.Answer answer = operator.post(PATH + id + "/rehearsal", Map.of("cases", cases));
    assertThat(answer.status()).as(answer.body().toString()).isEqualTo(201);
    return answer.body();
  }

  private static JsonNode flips(String id, String query) {
    return operator.get(PATH + id + "/rehearsals/1/flips" + query).body();
  }

  /** Personal stores show a trademark too: one row says so, of exactly these cases. */
  @Test
  void namesTheDecisionsThatFlipAndTheRowsThatFlipThem() {
    String id =
        publish(
            "asks-for-trademarks",
            TABLE,
            2,
            "<inputEntry id=\"Rule_Brand_in0\"><text>",
            "<inputEntry id=\"Rule_Brand_in0\"><text>\"PERSONAL\",");
    List<String> before = record();
    long begun = System.nanoTime();
    JsonNode rehearsal = rehearse(id, CASES);
    long millis = (System.nanoTime() - begun) / 1_000_000;
    assertThat(rehearsal.path("decisions").asInt()).isEqualTo(CASES);
    assertThat(rehearsal.path("failed").asInt()).isZero();
    // They are a quarter.
    int personal = CASES / 4;
    assertThat(rehearsal.path("flipped").asInt()).isBetween(personal - 4, personal + 4);
    assertThat(rehearsal.at("/rows/0/row").asString()).isEqualTo("Rule_Brand");
    assertThat(rehearsal.path("rows")).hasSize(1);
    System.out.printf(
        "%d decided cases rehearsed in %d ms, %d cases/s; of that the table took %d ms%n",
        CASES, millis, CASES * 1_000L / millis, rehearsal.path("tookMillis").asLong());
    JsonNode page = flips(id, "?limit=200");
    assertThat(page.path("items")).hasSize(200);
    JsonNode flip = page.at("/items/0");
    assertThat(flip.path("subject").asString()).startsWith("sa_");
    assertThat(flip.path("editionBefore").asInt()).isEqualTo(1);
    assertThat(flip.path("before").asString()).isNotEqualTo(flip.path("after").asString());
    assertThat(flip.path("rows").get(0).asString()).isEqualTo("Rule_Brand");
    JsonNode next = flips(id, "?limit=1&cursor=" + page.path("next").asString());
    assertThat(next.at("/items/0/subject").asString())
        .isGreaterThan(page.at("/items/199/subject").asString());
    // Nothing of a case changes, and what was found can be read again.
    assertThat(record()).isEqualTo(before);
    JsonNode kept = service.api("auditor").get(PATH + id + "/rehearsals").body();
    assertThat(kept).hasSize(1);
    assertThat(kept.get(0)).isEqualTo(rehearsal);
    withdraw(id);
  }

  /** Without what questions have in common. */
  @Test
  void asksATableItselfThisOften() throws ReadTable.UnusableTableException {
    for (String table : service.bean(DecisionTables.class).ids()) {
      ReadTable read =
          ReadTable.of(table, service.bean(DecisionTables.class).released(table).orElseThrow());
      List<Map<String, Object>> sample = TableSample.of(table);
      int asked = 0;
      long begun = System.nanoTime();
      while (asked < 500) {
        assertThat(read.ask(sample.get(asked % sample.size())).output()).isNotNull();
        asked++;
      }
      System.out.printf(
          "%s is asked %d times/s in this process%n",
          table, Math.round(asked / ((System.nanoTime() - begun) / 1e9)));
    }
  }

  /** As the engine answers it. */
  @Test
  void knowsThatNoRowIsNoAnswer() throws ReadTable.UnusableTableException {
    ReadTable read =
        ReadTable.of(
            "lucky-draw", service.bean(DecisionTables.class).released("lucky-draw").orElseThrow());
    ReadTable.Answer answer = read.ask(Map.of("platform", "DOUYIN", "experienceRating", 5));
    assertThat(answer.output().isNull()).isTrue();
    assertThat(answer.rows()).isEmpty();
  }

  /** What is on record of cases. */
  private static List<String> record() {
    return service
        .database()
        .sql(
            "select md5(string_agg(r::text, '' order by case_id)) from review_round r union all"
                + " select count(*)::text from history_event where case_id not like 'rn\\_%'"
                + " union all select count(*)::text from engine_outbox")
        .query(String.class)
        .list();
  }

  @Test
  void playsAsManyCasesAsAreAskedForTheLatestFirst() {
    String id =
        publish(
            "asks-for-more",
            TABLE,
            3,
            "<text>[\"IDENTITY_CARD\"]</text>",
            "<text>[\"IDENTITY_CARD\", \"BUSINESS_LICENCE\"]</text>");
    JsonNode rehearsal = rehearse(id, 60);
    assertThat(rehearsal.path("decisions").asInt()).isEqualTo(60);
    assertThat(
            flips(id, "?limit=200")
                .path("items")
                .valueStream()
                .map(flip -> Integer.parseInt(flip.path("subject").asString().substring(3))))
        .isNotEmpty()
        .isSorted()
        .allMatch(number -> number <= 60);
    ApiClient.Answer tooMany = operator.post(PATH + id + "/rehearsal", Map.of("cases", CASES + 1));
    assertThat(tooMany.status()).isEqualTo(422);
    assertThat(service.api("auditor").post(PATH + id + "/rehearsal", Map.of()).status())
        .isEqualTo(403);
    withdraw(id);
  }

  /** The deposit is decided after the approval: in an event. */
  @Test
  void playsDepositsFromTheirEvents() {
    String id = publish("dearer", "store-deposit", 2, "<text>4000</text>", "<text>4500</text>");
    CaseId application = application();
    demanded(
        application,
        Map.of("platform", "DOUYIN", "storeType", "ENTERPRISE", "categories", List.of("服饰")),
        4_000);
    // This one was decided by a release with other figures, and is not the notice's to flip.
    demanded(
        application(),
        Map.of("platform", "DOUYIN", "storeType", "ENTERPRISE", "categories", List.of("母婴")),
        3_000);
    JsonNode rehearsal = rehearse(id, 10);
    assertThat(rehearsal.path("decisions").asInt()).isEqualTo(2);
    assertThat(rehearsal.path("flipped").asInt()).isEqualTo(1);
    JsonNode flip = flips(id, "").at("/items/0");
    assertThat(flip.path("subject").asString()).isEqualTo(application.value());
    assertThat(flip.path("before").asString()).isEqualTo("4000");
    assertThat(flip.path("after").asString()).isEqualTo("4500");
    assertThat(flip.path("rows").get(0).asString()).isEqualTo("Rule_Douyin_Enterprise_Clothing");
    withdraw(id);
  }

  private static void demanded(CaseId application, Map<String, Object> inputs, int yuan) {
    Map<String, Object> evidence =
        Map.of(
            "decision",
            "store-deposit",
            "version",
            1,
            "edition",
            1,
            "rules",
            List.of("Rule_Douyin_Enterprise_Clothing"),
            "inputs",
            inputs,
            "output",
            yuan);
    service
        .bean(TransactionTemplate.class)
        .executeWithoutResult(
            status ->
                service
                    .bean(History.class)
                    .append(
                        CaseEvent.noted(
                            application,
                            ActorRef.SYSTEM,
                            "DEPOSIT_DEMANDED",
                            Map.of("requiredFen", yuan * 100, "decision", evidence))));
  }

  private static CaseId application() {
    ApiClient merchant = service.api("merchant");
    return new CaseId(
        merchant
            .post(
                "/api/v1/store-applications",
                SampleApplications.withDocuments(
                    SampleApplications.enterprise(
                        "m-1990" + ++merchants, "青禾预演" + merchants, List.of("服饰")),
                    merchant))
            .id());
  }

  @Test
  void isForNoticesThatBringAnEdition() {
    assertThat(service.api("admin").put(PATH + "brings-none", Notices.notice(FIRST, null)).status())
        .isEqualTo(201);
    assertThat(
            operator.post(PATH + "brings-none/rehearsal", Map.of()).body().path("type").asString())
        .isEqualTo("/problems/notice-without-edition");
    assertThat(operator.get(PATH + "brings-none/rehearsals/1/flips").status()).isEqualTo(404);
  }
}
