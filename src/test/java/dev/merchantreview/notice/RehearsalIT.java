package dev.merchantreview.notice;

import static org.assertj.core.api.Assertions.assertThat;

import dev.merchantreview.console.ConsoleVisitor;
import dev.merchantreview.engine.DecisionTables;
import dev.merchantreview.figure.SubjectKind;
import dev.merchantreview.history.CaseEvent;
import dev.merchantreview.history.History;
import dev.merchantreview.local.ApiClient;
import dev.merchantreview.local.SampleApplications;
import dev.merchantreview.score.ScoreDefinitions;
import dev.merchantreview.shared.ActorRef;
import dev.merchantreview.shared.CaseId;
import dev.merchantreview.testing.ServiceAlone;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.util.FileSystemUtils;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What a notice would do is known before its day, from what was decided. */
class RehearsalIT {

  private static final LocalDate TODAY = LocalDate.now(ZoneId.of("Asia/Shanghai"));
  private static final LocalDate FIRST = TODAY.plusDays(10);
  private static final String PATH = "/api/v1/rule-notices/";
  private static final String TABLE = "required-documents";
  private static final int CASES = 10_000;
  private static final JsonMapper JSON = JsonMapper.builder().build();

  @TempDir private static Path config;
  private static ServiceAlone service;
  private static int merchants;
  private static ApiClient operator;

  /**
   * Copied, with two more editions of a score's weights: of a notice to come, and of one in force.
   */
  private static String configured() throws IOException {
    FileSystemUtils.copyRecursively(Path.of("config"), config);
    Path file = config.resolve("scores/store-experience.yaml");
    String text = Files.readString(file);
    String first = text.substring(text.indexOf("  - edition: 1"));
    Files.writeString(
        file,
        text
            + edition(first, 2, "2029-01-01", "weights-to-come")
                .replace("window: 90, weight: 0.25", "window: 90, weight: 0.125")
                .replace(
                    "pickup-in-time-rate, window: 90, weight: 0.15",
                    "pickup-in-time-rate, window: 90, weight: 0.275")
            + edition(first, 3, "2029-02-01", "weights-in-force"));
    return "--merchant-review.config-location=file:" + config + "/";
  }

  private static String edition(String first, int number, String from, String notice) {
    return first
        .replace("edition: 1", "edition: " + number)
        .replace("2023-04-28", from)
        .replace("kuaishou-scores-2023", notice);
  }

  @BeforeAll
  static void start() throws ReadTable.UnusableTableException, IOException {
    // Scores are those the test puts there.
    service = ServiceAlone.with(configured(), "--merchant-review.scores.look=24h");
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

  /** Two stores on a day: who is good at what weighs less loses, the other gains. */
  @Test
  void comparesTheScoresOfTheLastDayByTheWeightsANoticeBrings() {
    scored();
    String id = "weights-to-come";
    Map<String, Object> notice = Notices.bringing("refund-documents", 2, FIRST, null);
    Notices.load(
        service,
        "refund-documents",
        2,
        Notices.edition(service, "refund-documents", "</description>", " </description>"));
    assertThat(service.api("admin").put(PATH + id, notice).status()).isEqualTo(201);
    ApiClient.Answer answer =
        operator.post(PATH + id + "/rehearsal", Map.of("thresholds", List.of(4.1)));
    assertThat(answer.status()).as(answer.body().toString()).isEqualTo(201);
    // Both are played: the table, and the weights.
    assertThat(answer.body().at("/editions/refund-documents").asInt()).isEqualTo(2);
    JsonNode score = answer.body().at("/scores/0");
    assertThat(score.path("score").asString()).isEqualTo("store-experience");
    assertThat(score.path("day").asString()).isEqualTo(TODAY.toString());
    assertThat(score.path("edition").asInt()).isEqualTo(2);
    assertThat(score.path("editionBefore").asInt()).isEqualTo(1);
    assertThat(score.path("changed").asInt()).isEqualTo(2);
    assertThat(score.path("largestFall").asDouble()).isEqualTo(0.25);
    assertThat(score.path("crossings").toString())
        .isEqualTo("[{\"threshold\":4.1,\"rising\":1,\"falling\":1}]");
    ApiClient auditor = service.api("auditor");
    assertThat(auditor.get(PATH + id + "/rehearsals").body().get(0)).isEqualTo(answer.body());
    JsonNode changes = auditor.get(PATH + id + "/rehearsals/1/score-changes").body();
    assertThat(changes).hasSize(2);
    JsonNode change = changes.get(0);
    assertThat(change.path("subject").asString()).isEqualTo("st_rehearsed000001");
    assertThat(change.path("before").asDouble()).isEqualTo(4.1);
    assertThat(change.path("after").asDouble()).isEqualTo(3.85);
    assertThat(change.at("/parts/0").toString())
        .isEqualTo(
            "{\"figure\":\"product-negative-feedback-rate\",\"windowDays\":90,\"pointsBefore\":0.5,\"pointsAfter\":0.25}");
    assertThat(auditor.get(PATH + id + "/rehearsals/2/score-changes").status()).isEqualTo(404);
    assertThat(operator.post(PATH + id + "/rehearsal", Map.of("thresholds", List.of())).status())
        .isEqualTo(422);
    assertThat(auditor.post(PATH + id + "/rehearsal", Map.of()).status()).isEqualTo(403);
    String page =
        ConsoleVisitor.loggedIn(service, "auditor")
            .get("/console/rules/" + id, "Accept-Language", "en")
            .body();
    assertThat(page)
        .contains("Store experience score, edition 2", "subjects: 2, with a score: 2")
        .contains("Threshold 4.1: 1 would meet it, 1 would not any more.")
        .contains("/console/subjects/STORE/st_rehearsed000001", "4.10", "3.85")
        .contains("Product negative feedback rate: 0.5000 → 0.2500")
        .doesNotContain("??");
    withdraw(id);
    // What is taken back brings no weights any more.
    assertThat(operator.post(PATH + id + "/rehearsal", Map.of()).body().path("scores")).isEmpty();
  }

  /** The first is best at what weighs half by the new weights, the other at what weighs more. */
  private static void scored() {
    service
        .database()
        .sql(
            """
            with run as (
                insert into score_run (score, day, edition, terms, industries, begun_at, finished_at, subjects, scored)
                values ('store-experience', :day, 1, cast(:terms as jsonb), '{"KUAISHOU 茶叶"}', now(), now(), 2, 2)
                returning id)
            insert into score_result (run_id, subject_id, industry, score, raw, places, gate, gate_failed, bonus)
            select id, s.subject, 1, s.score, s.raw, s.places, 0, false, '{0,0}'
              from run cross join (values
                   ('st_rehearsed000001', 4.10, '{1,0,0,1,1,1,1,1,1,1,1}'::float8[], '{.5,1,0,.5,.5,.5,.5,.5,.5,.5,.5}'::float8[]),
                   ('st_rehearsed000002', 3.90, '{1,1,1,1,1,1,1,1,1,1,1}', '{.5,0,1,.5,.5,.5,.5,.5,.5,.5,.5}'))
                   as s(subject, score, raw, places)
            """)
        .param("day", TODAY)
        .param(
            "terms",
            JSON.writeValueAsString(
                service
                    .bean(ScoreDefinitions.class)
                    .of(SubjectKind.STORE)
                    .orElseThrow()
                    .editions()
                    .getFirst()
                    .terms()))
        .update();
  }

  @Test
  void doesNotCompareScoresByWeightsThatCountAlready() {
    Map<String, Object> notice = Notices.notice(TODAY, null);
    assertThat(service.api("admin").put(PATH + "weights-in-force", notice).status()).isEqualTo(201);
    assertThat(
            operator
                .post(PATH + "weights-in-force/rehearsal", Map.of())
                .body()
                .path("type")
                .asString())
        .isEqualTo("/problems/notice-without-edition");
  }
}
