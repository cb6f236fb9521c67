package dev.merchantreview.journey.programme;

import static org.assertj.core.api.Assertions.assertThat;

import dev.merchantreview.engine.DecisionTables;
import dev.merchantreview.engine.Decisions;
import dev.merchantreview.figure.SubjectKind;
import dev.merchantreview.local.ApiClient;
import dev.merchantreview.local.TasklistClient;
import dev.merchantreview.notice.Notices;
import dev.merchantreview.programme.Members;
import dev.merchantreview.shared.CaseId;
import dev.merchantreview.testing.CalledTables;
import dev.merchantreview.testing.HasPlatformAlone;
import dev.merchantreview.testing.Merchants;
import dev.merchantreview.testing.TestPlatform;
import io.camunda.client.CamundaClient;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Memberships from the application to their end, each way it can come, on the real broker. */
@HasPlatformAlone("moves the time")
class MembershipIT {

  private static final String API = "/api/v1/memberships";
  private static final String SERVICE = "xiaohongshu-own-customer-service";
  private static final String DRAW = "kuaishou-lucky-draw";

  private final TestPlatform platform = TestPlatform.get();
  private final Members members = new Members(platform);
  private final ApiClient merchant = platform.api("merchant");

  @AfterEach
  void returnToPresent() {
    platform.returnToPresent();
  }

  private String apply(String programme, String subject, String agreement) {
    Map<String, Object> body = new HashMap<>(Map.of("programme", programme, "subjectId", subject));
    if (agreement != null) {
      body.put("agreement", agreement);
      body.put("statement", "两名客服轮班，节假日不休");
    }
    return merchant.post(API, body).id();
  }

  private JsonNode read(String id) {
    return merchant.get(API + "/" + id).body();
  }

  private void awaitState(String id, String state) {
    TestPlatform.await(id + " is " + state, () -> read(id).path("state").asString().equals(state));
  }

  private List<String> actions(String id) {
    return platform
        .database()
        .sql("select action from history_event where case_id = :id order by seq")
        .param("id", id)
        .query(String.class)
        .list();
  }

  private void review(String id, Map<String, Object> verdict) {
    TasklistClient tasklist = platform.tasklist("auditor2");
    tasklist.complete(platform.awaitTask(tasklist, id), verdict);
  }

  /** A merchant with an open store and a rating. */
  private String merchant(String rating) {
    String id = Merchants.next();
    members.store("KUAISHOU", id);
    members.figure(SubjectKind.MERCHANT, id, "experience-rating", 0, rating);
    return id;
  }

  private boolean isPermitted(String programme, String subject) {
    return merchant
        .get("/api/v1/permits?programme=" + programme + "&subject=" + subject)
        .body()
        .path("permitted")
        .asBoolean();
  }

  @Test
  void ofOwnCustomerServiceAPersonAdmitsJudgesTheAnswerAndTheSecondBadMonthCloses() {
    String owner = Merchants.next();
    String store = members.store("XIAOHONGSHU", owner);
    members.figure(SubjectKind.STORE, store, "service-staff", 0, "2");
    String refused = apply(SERVICE, members.store("XIAOHONGSHU", Merchants.next()), "2024-01");
    assertThat(refused).as("a store without staff is told so and nothing is kept").isEmpty();
    String id = apply(SERVICE, store, "2024-01");
    awaitState(id, "IN_REVIEW");
    assertThat(isPermitted(SERVICE, store)).isFalse();
    review(id, Map.of("verdict", "APPROVED"));
    awaitState(id, "PROBATION");
    assertThat(isPermitted(SERVICE, store)).isTrue();
    platform.awaitEnd(id);
    // The first month is bad: it is told, answers, and a person finds the answer good.
    members.due(new CaseId(id));
    members.sweep();
    assertThat(read(id).path("state").asString()).isEqualTo("WARNED");
    platform.awaitBeingAt(id, "Task_AwaitAnswer");
    assertThat(merchant.post(API + "/" + id + "/answer", Map.of("text", "已加两人")).status())
        .isEqualTo(202);
    review(id, Map.of("verdict", "APPROVED"));
    awaitState(id, "PROBATION");
    platform.awaitEnd(id);
    assertThat(read(id).path("failures").asInt()).isEqualTo(1);
    // The second is bad, too.
    members.due(new CaseId(id));
    members.sweep();
    assertThat(read(id).path("state").asString()).isEqualTo("CLOSED");
    assertThat(isPermitted(SERVICE, store)).isFalse();
    assertThat(actions(id))
        .containsExactly(
            "MEMBERSHIP_APPLIED",
            "MEMBERSHIP_REVIEW_OPENED",
            "MEMBERSHIP_ADMITTED",
            "MEMBERSHIP_WARNED",
            "WARNING_ANSWERED",
            "MEMBERSHIP_REVIEW_OPENED",
            "WARNING_LIFTED",
            "MEMBERSHIP_CLOSED");
  }

  @Test
  void anAnswerThatDoesNotConvinceClosesAndWhoLeavesTakesTheTaskWithIt() {
    String owner = Merchants.next();
    String store = members.store("XIAOHONGSHU", owner);
    members.figure(SubjectKind.STORE, store, "service-staff", 0, "1");
    String id = apply(SERVICE, store, "2024-01");
    awaitState(id, "IN_REVIEW");
    review(id, Map.of("verdict", "APPROVED"));
    awaitState(id, "PROBATION");
    members.due(new CaseId(id));
    members.sweep();
    merchant.post(API + "/" + id + "/answer", Map.of("text", "会改进"));
    review(id, TasklistClient.rejection("ANSWER_INEFFECTIVE", "没有说明如何改进"));
    awaitState(id, "CLOSED");
    platform.awaitEnd(id);
    assertThat(read(id).path("decisionCode").asString()).isEqualTo("ANSWER_INEFFECTIVE");
    String other = members.store("XIAOHONGSHU", Merchants.next());
    members.figure(SubjectKind.STORE, other, "service-staff", 0, "1");
    String withdrawn = apply(SERVICE, other, "2024-01");
    platform.awaitTask(platform.tasklist("auditor2"), withdrawn);
    assertThat(merchant.post(API + "/" + withdrawn + "/leave", Map.of()).status()).isEqualTo(202);
    platform.awaitEnd(withdrawn);
    assertThat(read(withdrawn).path("state").asString()).isEqualTo("CLOSED");
  }

  @Test
  void whoIsNotBetterInTimeIsRemindedAndClosedAndWhoIsStays() {
    String bad = merchant("4.50");
    String good = merchant("4.50");
    String lost = apply(DRAW, bad, null);
    String kept = apply(DRAW, good, null);
    awaitState(lost, "ACTIVE");
    awaitState(kept, "ACTIVE");
    for (String one : List.of(bad, good)) {
      members.figure(SubjectKind.MERCHANT, one, "experience-rating", 0, "4.30");
    }
    members.due(new CaseId(lost));
    members.due(new CaseId(kept));
    members.sweep();
    platform.awaitBeingAt(lost, "Task_AwaitAnswer");
    platform.awaitBeingAt(kept, "Task_AwaitAnswer");
    Instant due = OffsetDateTime.parse(read(lost).path("answerDueAt").asString()).toInstant();
    platform.travelTo(due.minusSeconds(3_600));
    TestPlatform.await("a reminder", () -> actions(lost).contains("MERCHANT_REMINDED"));
    members.figure(SubjectKind.MERCHANT, bad, "experience-rating", 0, "4.39");
    members.figure(SubjectKind.MERCHANT, good, "experience-rating", 0, "4.40");
    platform.travelTo(due.plusSeconds(1));
    awaitState(lost, "CLOSED");
    awaitState(kept, "ACTIVE");
    assertThat(isPermitted(DRAW, bad)).isFalse();
    assertThat(isPermitted(DRAW, good)).isTrue();
    assertThat(read(lost).path("ending").asString()).isEqualTo("RULE");
    platform.awaitEnd(lost);
    platform.awaitEnd(kept);
  }

  /** The table that was asked last for a membership, as its rounds show it. */
  private JsonNode table(String id) {
    List<JsonNode> rounds =
        platform
            .api("auditor")
            .get("/api/v1/cases/" + id + "/rounds")
            .items()
            .valueStream()
            .toList();
    return rounds.getLast().findPath("tables").path(0);
  }

  /** Warned, and its days to be better are over; its rating of the last of them is no old one. */
  private void letDaysPass(String id, String subject, String later) {
    platform.travelTo(daysBegin(id, subject, later).plusSeconds(1));
  }

  /** The end of its days to be better, which is an hour away. */
  private Instant daysBegin(String id, String subject, String later) {
    members.figure(SubjectKind.MERCHANT, subject, "experience-rating", 0, "4.30");
    members.due(new CaseId(id));
    members.sweep();
    platform.awaitBeingAt(id, "Task_AwaitAnswer");
    Instant due = OffsetDateTime.parse(read(id).path("answerDueAt").asString()).toInstant();
    platform.travelTo(due.minus(Duration.ofHours(1)));
    members.figure(SubjectKind.MERCHANT, subject, "experience-rating", 0, later);
    return due;
  }

  @Test
  void theDiagramCallsTheEditionOfTheDay() {
    String subject = merchant("4.50");
    String id = apply(DRAW, subject, null);
    awaitState(id, "ACTIVE");
    assertThat(platform.passed(id))
        .containsSubsequence(
            "Task_GatherForEligibility", "Task_AskEligibility", "Task_CheckEligibility");
    assertThat(table(id).path("edition").asInt()).isEqualTo(1);
    assertThat(table(id).path("diagramAgrees").asBoolean(false)).isTrue();

    ApiClient admin = platform.api("admin");
    String stricter =
        platform
            .bean(DecisionTables.class)
            .released("lucky-draw-standing")
            .orElseThrow()
            .replace("&lt; 4.4<", "&lt; 4.45<");
    assertThat(
            admin
                .put(
                    "/api/v1/decision-tables/lucky-draw-standing/editions/9801",
                    Map.of("dmn", stricter))
                .status())
        .isEqualTo(201);
    Map<String, Object> notice =
        Notices.bringing("lucky-draw-standing", 9_801, members.today().plusDays(2), null);
    notice.put("platforms", List.of("KUAISHOU"));
    ApiClient.Answer published = admin.put("/api/v1/rule-notices/stricter-draw", notice);
    assertThat(published.status()).as(published.body().toString()).isEqualTo(201);
    try {
      letDaysPass(id, subject, "4.42");
      awaitState(id, "CLOSED");
      platform.awaitEnd(id);
      assertThat(table(id).path("edition").asInt()).isEqualTo(9_801);
      assertThat(table(id).path("diagramAgrees").asBoolean(false)).isTrue();
    } finally {
      platform.returnToPresent();
      admin.send(admin.request("/api/v1/rule-notices/stricter-draw").DELETE());
    }
  }

  /** Whoever reaches the engine deploys a table that says nothing of anybody, under the same id. */
  @Test
  void whatIsAskedOfAnotherTableKeepsNobodyIn() {
    String subject = merchant("4.50");
    String id = apply(DRAW, subject, null);
    awaitState(id, "ACTIVE");
    // The service gave its own before.
    assertThat(
            platform
                .bean(Decisions.class)
                .callable(
                    "lucky-draw-standing",
                    Map.of("platform", "KUAISHOU", "programme", DRAW, "experienceRating", 4.3)))
        .isEqualTo(CalledTables.released("lucky-draw-standing"));
    String table = CalledTables.underItsId("lucky-draw-standing");
    deploy(table.replace("&lt; 4.4<", "&lt; 1<"));
    try {
      letDaysPass(id, subject, "4.30");
      awaitState(id, "CLOSED");
      platform.awaitEnd(id);
      assertThat(platform.passed(id)).contains("Task_AskStanding");
      assertThat(table(id).path("edition").asInt()).isEqualTo(1);
      assertThat(table(id).path("diagramAgrees").asBoolean(true)).isFalse();
    } finally {
      platform.returnToPresent();
      deploy(table);
    }
  }

  /**
   * Whoever reaches the engine puts an answer into the process and has it go on behind the table.
   */
  @Test
  void anAnswerPutIntoTheProcessKeepsNobodyIn() {
    String subject = merchant("4.50");
    String id = apply(DRAW, subject, null);
    awaitState(id, "ACTIVE");
    Instant due = daysBegin(id, subject, "4.30");
    platform
        .engineByHand()
        .setVariables(
            id,
            Map.of(
                "tableOfTheDay", CalledTables.released("lucky-draw-standing"),
                "tableAnswer", List.of()));
    platform.engineByHand().move(id, "Task_AwaitAnswer", "Task_JudgeStanding");
    platform.awaitBeingAt(id, "Task_JudgeStanding");
    try {
      platform.travelTo(due.plusSeconds(1));
      awaitState(id, "CLOSED");
      assertThat(actions(id)).doesNotContain("WARNING_LIFTED");
      assertThat(platform.passed(id)).doesNotContain("Task_AskStanding");
      assertThat(table(id).path("diagramAgrees").asBoolean(true)).isFalse();
    } finally {
      platform.returnToPresent();
    }
  }

  private void deploy(String table) {
    platform
        .bean(CamundaClient.class)
        .newDeployResourceCommand()
        .addResourceStringUtf8(table, "lucky-draw-standing.dmn")
        .send()
        .join();
  }
}
