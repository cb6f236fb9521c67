package dev.merchantreview.onboarding;

import static org.assertj.core.api.Assertions.assertThat;

import dev.merchantreview.cases.Asked;
import dev.merchantreview.console.ConsoleVisitor;
import dev.merchantreview.engine.DecisionEditions;
import dev.merchantreview.engine.Decisions;
import dev.merchantreview.local.ApiClient;
import dev.merchantreview.local.SampleApplications;
import dev.merchantreview.review.Handled;
import dev.merchantreview.review.Review;
import dev.merchantreview.review.TestReviews;
import dev.merchantreview.rules.DocumentRule;
import dev.merchantreview.shared.CaseId;
import dev.merchantreview.shared.Problem;
import dev.merchantreview.shared.Verdict;
import dev.merchantreview.testing.ServiceAlone;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** On what each round was decided: rules and table rows are the round's own, not the last one's. */
class RoundEvidenceIT {

  private static final String SHA256 = "ab".repeat(32);

  private static final AtomicInteger NEXT = new AtomicInteger(87_000);
  private static final long INSTANCE = 8_870_000_000L;

  private final ServiceAlone service = ServiceAlone.get();
  private final ApiClient merchant = service.api("merchant");
  private final int number = NEXT.incrementAndGet();
  private final ObjectNode content =
      SampleApplications.withDocuments(
          SampleApplications.application(
              "DOUYIN", "m-1" + number, "ENTERPRISE", "青禾轮次" + number, List.of("服饰")),
          merchant);
  private final CaseId id = new CaseId(merchant.post("/api/v1/store-applications", content).id());

  /** A table of documents in a version that demands one kind. */
  private static MachineRule.Tables tables(int version, String demanded) {
    Map<String, Object> inputs = Map.of("platform", "DOUYIN", "storeType", "ENTERPRISE");
    JsonNode output = JsonMapper.builder().build().valueToTree(List.of(List.of(demanded)));
    Decisions.Result documents =
        new Decisions.Result(
            "required-documents",
            version,
            inputs,
            output,
            List.of("Rule_" + demanded),
            inForce(version),
            version < 3 ? SHA256 : null);
    Decisions.Result categories =
        new Decisions.Result(
            "category-admission", 3, inputs, output, List.of("Rule_Open"), null, null);
    return new MachineRule.Tables(
        DocumentRule.requirement(documents),
        new CategoryRule.Restrictions(Map.of(), categories.evidence()));
  }

  /** The third version is an edition that a notice brought. */
  private static DecisionEditions.@Nullable InForce inForce(int version) {
    return version < 3
        ? null
        : new DecisionEditions.InForce(
            7, LocalDate.of(2026, 12, 10), null, "douyin-documents-2026");
  }

  private <T> T in(Supplier<T> work) {
    return service.bean(TransactionTemplate.class).execute(status -> work.get());
  }

  private String check(int version, String demanded) {
    Asked asked = new Asked(id, INSTANCE + number, "Task_CheckApplication");
    Handled handled =
        in(
            () ->
                service
                    .bean(ApplicationCheckStep.class)
                    .checkAndOpenAudit(asked, tables(version, demanded)));
    return handled.outcome();
  }

  private void judge(long task, Verdict verdict) {
    List<Problem> problems =
        verdict == Verdict.APPROVED
            ? List.of()
            : List.of(new Problem("/storeName", "OTHER", "请核对", Problem.Source.AUDITOR));
    Asked asked = new Asked(id, INSTANCE + number, "Task_RecordVerdict");
    assertThat(
            in(() ->
                    new TestReviews(service)
                        .record(
                            asked,
                            0,
                            "Task_AuditStore",
                            new Review(task, Optional.of("auditor1"), verdict, problems, "请核对店名")))
                .outcome())
        .isNotEqualTo(Handled.UNUSABLE);
  }

  private void resubmit(String name) {
    content.put("storeName", name);
    ApiClient.Answer answer =
        merchant.post("/api/v1/store-applications/" + id + "/resubmission", content);
    assertThat(answer.status()).as(answer.body().toString()).isEqualTo(202);
  }

  private JsonNode rounds(String user) {
    return service.api(user).get("/api/v1/cases/" + id + "/rounds").items();
  }

  private void threeRounds() {
    assertThat(check(1, "FOOD_LICENCE")).isEqualTo(Handled.SENT_BACK);
    resubmit("青禾二次" + number);
    assertThat(check(2, "BUSINESS_LICENCE")).isEqualTo(Handled.PASSED);
    judge(1, Verdict.SENT_BACK);
    resubmit("青禾三次" + number);
    assertThat(check(3, "IDENTITY_CARD")).isEqualTo(Handled.PASSED);
    judge(2, Verdict.APPROVED);
  }

  @Test
  void keepsRulesTablesAndItemsOfEachRound() {
    threeRounds();
    assertEachRoundHasItsOwn(rounds("auditor"), "ROUND");
    JsonNode last = rounds("auditor").get(2);
    JsonNode name = item(last, "/storeName");
    assertThat(name.path("judgedInRound").asInt()).isEqualTo(3);
    JsonNode carried = item(last, "/subject/licenceNumber");
    assertThat(carried.path("verdict").asString()).isEqualTo("ACCEPTED");
    assertThat(carried.path("judgedInRound").asInt()).isEqualTo(2);
    assertThat(carried.path("judgedBy").asString()).isEqualTo("auditor1");
    JsonNode table = last.at("/examinations/0/tables/0");
    assertThat(table.path("inputs").path("storeType").asString()).isEqualTo("ENTERPRISE");
    assertThat(table.path("output").asString()).isEqualTo("[[\"IDENTITY_CARD\"]]");
  }

  /** The history has the same of rounds of before, though in an older clothing. */
  @Test
  void readsTheSameOfRoundsOfBeforeFromTheirEvents() {
    threeRounds();
    JsonNode now = rounds("auditor");
    assertThat(
            service
                .database()
                .sql(
                    "update review_round set submitted_by = null, decided_kind = null, verdicts = null,"
                        + " examinations = null, clock = null, reviewed_at = null where case_id = :id")
                .param("id", id.value())
                .update())
        .isEqualTo(3);
    JsonNode before = rounds("auditor");
    assertEachRoundHasItsOwn(before, "HISTORY");
    for (int round = 0; round < 3; round++) {
      for (String same : List.of("dueAt", "remindAt", "days", "provisional", "daysUsedBefore")) {
        assertThat(before.get(round).path("due").path(same))
            .as(same)
            .isEqualTo(now.get(round).path("due").path(same));
      }
      assertThat(before.get(round).path("deadlineKept"))
          .isEqualTo(now.get(round).path("deadlineKept"));
      assertThat(before.get(round).at("/examinations/0/rules"))
          .isEqualTo(now.get(round).at("/examinations/0/rules"));
    }
  }

  /** Years later: by which edition, and by which notice. */
  @Test
  void namesTheEditionAndTheNoticeThatJudgedEachRound() {
    threeRounds();
    JsonNode rounds = rounds("auditor");
    JsonNode second = rounds.get(1).at("/examinations/0/tables/0");
    assertThat(second.path("edition").asInt()).isEqualTo(1);
    assertThat(second.path("inForceSince").isNull()).isTrue();
    assertThat(second.path("sha256").asString()).isEqualTo(SHA256);
    JsonNode third = rounds.get(2).at("/examinations/0/tables/0");
    assertThat(third.path("sha256").isNull()).isTrue();
    assertThat(third.path("edition").asInt()).isEqualTo(7);
    assertThat(third.path("inForceSince").asString()).isEqualTo("2026-12-10");
    assertThat(third.path("notice").asString()).isEqualTo("douyin-documents-2026");
    assertThat(rule(rounds.get(2)).path("version").asString()).isEqualTo("required-documents@7");
    assertThat(
            service
                .api("auditor")
                .get("/api/v1/cases/" + id + "/history?limit=200")
                .items()
                .valueStream()
                .map(event -> event.at("/details/requiredDocuments/notice").asString("")))
        .contains("douyin-documents-2026");
    assertThat(page("en"))
        .contains("judged by edition 1<", "judged by edition 7, in force since 10 December 2026")
        .contains("href=\"/console/rules/douyin-documents-2026\"");
    assertThat(page("zh-CN")).contains("依据第 7 版，2026年12月10日起生效");
    // Of before editions were kept.
    service
        .database()
        .sql(
            "update review_round set examinations = replace(replace(examinations::text, '\"edition\"', '\"x\"'),"
                + " '\"inForceSince\"', '\"y\"')::jsonb where case_id = :id")
        .param("id", id.value())
        .update();
    JsonNode before = rounds("auditor").get(2).at("/examinations/0/tables/0");
    assertThat(before.path("edition").isNull()).isTrue();
    assertThat(before.path("inForceSince").isNull()).isTrue();
    assertThat(rounds("merchant").toString()).doesNotContain("douyin-documents-2026");
  }

  private String page(String language) {
    return ConsoleVisitor.loggedIn(service, "auditor")
        .get("/console/cases/" + id + "/rounds", "Accept-Language", language)
        .body();
  }

  private static JsonNode rule(JsonNode round) {
    return round
        .at("/examinations/0/rules")
        .valueStream()
        .filter(one -> one.path("rule").asString().equals("REQUIRED_DOCUMENTS"))
        .findFirst()
        .orElseThrow();
  }

  /** Ours: a round has to stay small, since a million cases have each one or more. */
  private static final int MOST_BYTES = 4_096;

  @Test
  void keepsTheEvidenceOfARoundInAFewKilobytes() {
    threeRounds();
    List<Map<String, Object>> sizes =
        service
            .database()
            .sql(
                """
                select round, pg_column_size(r.*) as whole,
                       pg_column_size(r.*) - (select pg_column_size(row(case_id, round, content, submitted_at, decided_at,
                           decided_by, by_machine, verdict, problems, reason, items))) as evidence
                  from review_round r where case_id = :id order by round
                """)
            .param("id", id.value())
            .query()
            .listOfRows();
    System.out.println("bytes of each round, and of its evidence: " + sizes);
    assertThat(sizes).allMatch(one -> (Integer) one.get("evidence") < MOST_BYTES);
    // What went on record is with the case no more.
    assertThat(
            service
                .database()
                .sql(
                    "select review -> 'evidence' = 'null'::jsonb from store_application where id = :id")
                .param("id", id.value())
                .query(Boolean.class)
                .single())
        .isTrue();
  }

  private static void assertEachRoundHasItsOwn(JsonNode rounds, String source) {
    assertThat(rounds).hasSize(3);
    for (int round = 1; round <= 3; round++) {
      JsonNode one = rounds.get(round - 1);
      assertThat(one.path("source").asString()).isEqualTo(source);
      assertThat(one.path("submittedBy").asString()).isEqualTo("merchant");
      assertThat(one.path("examinations")).hasSize(1);
      JsonNode look = one.at("/examinations/0");
      assertThat(look.path("elementId").asString()).isEqualTo("Task_CheckApplication");
      assertThat(look.at("/tables/0/decision").asString()).isEqualTo("required-documents");
      assertThat(look.at("/tables/0/version").asInt()).isEqualTo(round);
      assertThat(look.path("tables")).hasSize(2);
      JsonNode documents = rule(one);
      assertThat(documents.path("version").asString())
          .isEqualTo(round < 3 ? "required-documents " + round : "required-documents@7");
      assertThat(documents.path("outcome").asString()).isEqualTo(round == 1 ? "PROBLEM" : "PASSED");
      assertThat(documents.path("label").asString()).isEqualTo("Required documents");
    }
    assertThat(rounds.valueStream().map(one -> one.path("verdict").asString()))
        .containsExactly("SENT_BACK", "SENT_BACK", "APPROVED");
    assertThat(rounds.valueStream().map(one -> one.at("/verdicts/0/by/kind").asString()))
        .containsExactly("SYSTEM", "AUDITOR", "AUDITOR");
    assertThat(rounds.valueStream().map(one -> one.at("/content/storeName").asString()))
        .doesNotHaveDuplicates();
    assertThat(rounds.get(0).path("due").isNull()).isTrue();
    assertThat(rounds.get(0).path("deadlineKept").isNull()).isTrue();
    assertThat(rounds.get(1).path("deadlineKept").asBoolean()).isTrue();
  }

  private static JsonNode item(JsonNode round, String pointer) {
    return round
        .path("items")
        .valueStream()
        .filter(item -> item.path("pointer").asString().equals(pointer))
        .findFirst()
        .orElseThrow();
  }

  /** What was found of others, and what reviewers should look at, is not the owner's to read. */
  @Test
  void tellsTheOwnerWhatToFixAndNothingMeantForReviewers() {
    assertThat(check(1, "FOOD_LICENCE")).isEqualTo(Handled.SENT_BACK);
    JsonNode own = rounds("merchant");
    assertThat(
            own.at("/0/examinations/0/rules").valueStream().map(one -> one.path("rule").asString()))
        .containsExactly("REQUIRED_DOCUMENTS");
    assertThat(own.at("/0/examinations/0/tables")).isEmpty();
    assertThat(own.at("/0/examinations/0/rules/0/inputs").isNull()).isTrue();
    assertThat(own.at("/0/problems/0/code").asString()).isEqualTo("DOCUMENT_MISSING");
    assertThat(own.toString()).doesNotContain("DUPLICATE_LICENCE", "Rule_FOOD_LICENCE");
  }

  /**
   * The next round overwrites what the case holds; until it is examined it has nothing of its own.
   */
  @Test
  void showsAnOpenRoundNothingOfTheOneBefore() {
    assertThat(check(1, "FOOD_LICENCE")).isEqualTo(Handled.SENT_BACK);
    resubmit("青禾二次" + number);
    JsonNode open = rounds("auditor").get(1);
    assertThat(open.path("standing").asString()).isEqualTo("OPEN");
    assertThat(open.path("examinations")).isEmpty();
    assertThat(open.path("verdicts")).isEmpty();
    assertThat(open.path("due").isNull()).isTrue();
    assertThat(check(2, "BUSINESS_LICENCE")).isEqualTo(Handled.PASSED);
    open = rounds("auditor").get(1);
    assertThat(open.at("/examinations/0/tables/0/version").asInt()).isEqualTo(2);
    assertThat(open.path("due").isNull()).isFalse();
  }
}
