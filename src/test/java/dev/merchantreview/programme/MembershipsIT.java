package dev.merchantreview.programme;

import static org.assertj.core.api.Assertions.assertThat;

import dev.merchantreview.cases.Asked;
import dev.merchantreview.figure.SubjectKind;
import dev.merchantreview.local.ApiClient;
import dev.merchantreview.shared.CaseId;
import dev.merchantreview.testing.Merchants;
import dev.merchantreview.testing.ServiceAlone;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;

/** Applying, answering, leaving and closing over HTTP, and what the gate says of it. */
class MembershipsIT {

  private static final String API = "/api/v1/memberships";
  private static final String ALLIANCE = "douyin-alliance";
  private static final String SERVICE = "xiaohongshu-own-customer-service";

  private final ServiceAlone service = ServiceAlone.get();
  private final Members members = new Members(service);
  private final ApiClient merchant = service.api("merchant");
  private final ApiClient operator = service.api("operator");

  private static Map<String, Object> application(String programme, String subject) {
    Map<String, Object> application = new HashMap<>();
    application.put("programme", programme);
    application.put("subjectId", subject);
    return application;
  }

  private static Map<String, Object> with(Map<String, Object> body, String key, Object value) {
    Map<String, Object> other = new HashMap<>(body);
    other.put(key, value);
    return other;
  }

  private static List<String> codes(JsonNode list) {
    return list.valueStream().map(one -> one.path("code").asString()).sorted().toList();
  }

  /** A store that meets everything the alliance asks for. */
  private String good(String merchantId) {
    String store = members.store("DOUYIN", merchantId);
    members.figure(SubjectKind.STORE, store, "sales", 30, "12");
    members.figure(SubjectKind.STORE, store, "evasion-penalties", 365, "0");
    members.figure(SubjectKind.STORE, store, "related-grave-violations", 365, "0");
    return store;
  }

  private JsonNode permit(String programme, String subject) {
    return operator.get("/api/v1/permits?programme=" + programme + "&subject=" + subject).body();
  }

  @Test
  void everythingUnmetIsNamedBeforeSomebodyAppliesWithFigureThresholdAndRemedy() {
    String store = members.store("DOUYIN");
    members.figure(SubjectKind.STORE, store, "sales", 30, "0");
    members.figure(
        SubjectKind.STORE, store, "evasion-penalties", 365, "0", members.today().minusDays(30));
    JsonNode found =
        merchant.get("/api/v1/programmes/" + ALLIANCE + "/eligibility?subject=" + store).body();
    assertThat(found.path("eligible").asBoolean()).isFalse();
    assertThat(codes(found.path("unmet")))
        .containsExactly("FIGURE_MISSING", "FIGURE_OUTDATED", "NO_SALES");
    JsonNode sales =
        found
            .path("unmet")
            .valueStream()
            .filter(one -> one.path("code").asString().equals("NO_SALES"))
            .findFirst()
            .orElseThrow();
    assertThat(sales.path("value").asString()).isEqualTo("0");
    assertThat(sales.path("threshold").asString()).isEqualTo("> 0");
    assertThat(sales.path("remedy").asString()).isNotBlank();
    assertThat(sales.path("asOf").asString()).isEqualTo(members.today().toString());
    ApiClient.Answer refused =
        merchant.post(API, with(application(ALLIANCE, store), "agreement", "2024-01"));
    assertThat(refused.status()).isEqualTo(422);
    assertThat(refused.body().path("type").asString()).isEqualTo("/problems/not-eligible");
    assertThat(codes(refused.body().path("unmet")))
        .containsExactly("FIGURE_MISSING", "FIGURE_OUTDATED", "NO_SALES");
    assertThat(merchant.get(API + "?subject=" + store).items()).isEmpty();
  }

  @Test
  void appliesOnceAndIsToldWhatIsWrong() {
    String owner = Merchants.next();
    String store = good(owner);
    ApiClient.Answer without = merchant.post(API, application(ALLIANCE, store));
    assertThat(without.status()).isEqualTo(422);
    assertThat(codes(without.body().path("errors"))).containsExactly("AGREEMENT_NOT_ACCEPTED");
    Map<String, Object> right = with(application(ALLIANCE, store), "agreement", "2024-01");
    ApiClient.Answer made = merchant.post(API, right);
    assertThat(made.status()).as(made.body().toString()).isEqualTo(201);
    assertThat(made.body().path("state").asString()).isEqualTo("APPLIED");
    assertThat(merchant.post(API, right).status()).isEqualTo(409);
    assertThat(permit(ALLIANCE, store).path("reasons").path(0).path("code").asString())
        .isEqualTo("NOT_ADMITTED_YET");
    assertThat(
            codes(
                merchant
                    .get("/api/v1/programmes/" + ALLIANCE + "/eligibility?subject=" + store)
                    .body()
                    .path("unmet")))
        .containsExactly("MEMBER_ALREADY");
    assertThat(codes(merchant.post(API, application("douyin-none", store)).body().path("errors")))
        .containsExactly("UNKNOWN_PROGRAMME");
    String elsewhere = members.store("KUAISHOU");
    assertThat(
            codes(
                merchant
                    .post(API, with(application(ALLIANCE, elsewhere), "agreement", "2024-01"))
                    .body()
                    .path("errors")))
        .containsExactly("SUBJECT_ELSEWHERE");
    // A store of somebody else is not there for a merchant system that does not act for it.
    ApiClient other = service.api("merchant2");
    assertThat(other.post(API, right).status()).isEqualTo(403);
    assertThat(
            other.get("/api/v1/programmes/" + ALLIANCE + "/eligibility?subject=" + store).status())
        .isEqualTo(404);
    assertThat(other.get(API + "/" + made.body().path("id").asString()).status()).isEqualTo(404);
    assertThat(
            codes(
                other
                    .get("/api/v1/permits?programme=" + ALLIANCE + "&subject=" + store)
                    .body()
                    .path("reasons")))
        .containsExactly("SUBJECT_UNKNOWN");
  }

  @Test
  void aMemberThatIsClosedIsRefusedAtTheGateAtOnceAndAppliesAgainInTime() {
    String owner = Merchants.next();
    String store = good(owner);
    Membership member = members.of(ALLIANCE, store, owner);
    assertThat(permit(ALLIANCE, store).path("permitted").asBoolean()).isTrue();
    String path = API + "/" + member.id();
    assertThat(
            codes(
                operator
                    .post(path + "/closure", Map.of("code", "NO_SUCH", "reason", "x"))
                    .body()
                    .path("errors")))
        .containsExactly("UNKNOWN_REASON");
    assertThat(
            merchant
                .post(path + "/closure", Map.of("code", "RULES_VIOLATED", "reason", "刷单"))
                .status())
        .isEqualTo(403);
    ApiClient.Answer closed =
        operator.post(path + "/closure", Map.of("code", "RULES_VIOLATED", "reason", "刷单"));
    assertThat(closed.status()).as(closed.body().toString()).isEqualTo(202);
    assertThat(closed.body().path("state").asString()).isEqualTo("CLOSED");
    assertThat(closed.body().path("ending").asString()).isEqualTo("FORCED");
    assertThat(codes(permit(ALLIANCE, store).path("reasons"))).containsExactly("MEMBERSHIP_ENDED");
    JsonNode early =
        merchant
            .get("/api/v1/programmes/" + ALLIANCE + "/eligibility?subject=" + store)
            .body()
            .path("unmet")
            .path(0);
    assertThat(early.path("code").asString()).isEqualTo("TOO_EARLY");
    assertThat(early.path("threshold").asString())
        .isEqualTo(members.today().plusDays(90).toString());
  }

  @Test
  void leavesOnceItsDutiesAreDone() {
    String owner = Merchants.next();
    String store = members.store("XIAOHONGSHU", owner);
    Membership member = members.of(SERVICE, store, owner);
    String path = API + "/" + member.id() + "/leave";
    ApiClient.Answer unknown = merchant.post(path, Map.of());
    assertThat(unknown.status()).isEqualTo(409);
    assertThat(unknown.body().path("type").asString()).isEqualTo("/problems/duties-open");
    members.figure(SubjectKind.STORE, store, "open-consultations", 0, "3");
    ApiClient.Answer open = merchant.post(path, Map.of());
    assertThat(open.status()).isEqualTo(409);
    assertThat(open.body().path("unmet").path(0).path("value").asString()).isEqualTo("3");
    assertThat(open.body().path("unmet").path(0).path("threshold").asString()).isEqualTo("≤ 0");
    members.figure(SubjectKind.STORE, store, "open-consultations", 0, "0");
    ApiClient.Answer left = merchant.post(path, Map.of("reason", "改用平台客服"));
    assertThat(left.status()).as(left.body().toString()).isEqualTo(202);
    assertThat(left.body().path("ending").asString()).isEqualTo("OWN");
    assertThat(left.body().path("applyAgainFrom").asString())
        .isEqualTo(members.today().plusDays(30).toString());
    assertThat(merchant.post(path, Map.of()).status()).isEqualTo(409);
  }

  @Test
  void whoIsWarnedAnswersInTimeOnly() {
    String owner = Merchants.next();
    String store = members.store("XIAOHONGSHU", owner);
    Membership member = members.of(SERVICE, store, owner);
    String path = API + "/" + member.id() + "/answer";
    assertThat(merchant.post(path, Map.of("text", "已加人")).status()).isEqualTo(409);
    members.due(member.id());
    members.sweep();
    JsonNode warned = merchant.get(API + "/" + member.id()).body();
    assertThat(warned.path("state").asString()).isEqualTo("WARNED");
    assertThat(codes(warned.path("unmet"))).contains("REPLY_TOO_LATE", "REPLY_TOO_SLOW");
    assertThat(warned.path("nextActions").valueStream())
        .extracting(one -> one.path("action").asString())
        .contains("ANSWER_WARNING", "LEAVE");
    assertThat(permit(SERVICE, store).path("permitted").asBoolean()).isTrue();
    assertThat(merchant.post(path, Map.of("text", "   ")).status()).isEqualTo(422);
    ApiClient.Answer answered = merchant.post(path, Map.of("text", "已加人"));
    assertThat(answered.status()).as(answered.body().toString()).isEqualTo(202);
    assertThat(answered.body().path("answered").asBoolean()).isTrue();
    assertThat(merchant.post(path, Map.of("text", "再说一次")).status()).isEqualTo(409);
  }

  /** Not only after its first check, a day or a month later. */
  @Test
  void whoIsAdmittedOnTrialIsToldAtOnceWhatItWouldBeWholeWith() {
    String owner = Merchants.next();
    String store = good(owner);
    Membership applied = members.applied(ALLIANCE, store, owner);
    Programme alliance = service.bean(Programmes.class).get(ALLIANCE);
    ProgrammeRules rules = service.bean(ProgrammeRules.class);
    MembershipSteps.Answers answers =
        new MembershipSteps.Answers(
            rules.eligibility(alliance, store, members.today()).judged(),
            rules.standings(alliance, List.of(store), members.today()).get(store),
            members.today());
    service
        .bean(TransactionTemplate.class)
        .executeWithoutResult(
            status ->
                service
                    .bean(MembershipSteps.class)
                    .checkEligibility(
                        new Asked(applied.id(), 8_500_000_001L, "Task_CheckEligibility"),
                        1,
                        answers));
    JsonNode member = merchant.get(API + "/" + applied.id()).body();
    assertThat(member.path("state").asString()).isEqualTo("TRIAL");
    assertThat(codes(member.path("unmet")))
        .containsExactly("FEW_REVIEWS", "PRAISE_TOO_LOW", "RATING_TOO_LOW");
    assertThat(member.path("unmet").valueStream())
        .allSatisfy(one -> assertThat(one.path("remedy").asString()).isNotBlank());
    assertThat(
            service
                .database()
                .sql(
                    "select details::jsonb -> 'unmet' -> 0 ->> 'code' from history_event where case_id = :id and action = 'MEMBERSHIP_ADMITTED'")
                .param("id", applied.id().value())
                .query(String.class)
                .single())
        .isEqualTo("FEW_REVIEWS");
  }

  @Test
  void aPledgeIsAFigureWhileItsMembershipLasts() {
    String owner = Merchants.next();
    String store = members.store("KUAISHOU", owner);
    String programme = "kuaishou-damaged-refunded";
    Membership member = members.applied(programme, store, owner);
    service
        .bean(TransactionTemplate.class)
        .executeWithoutResult(
            status ->
                service
                    .bean(Pledges.class)
                    .made(service.bean(Programmes.class).get(programme), member));
    members.change(
        member.id(),
        one ->
            one.admit(
                service.bean(Programmes.class).get(programme),
                Members.WHOLE,
                null,
                members.today()));
    assertThat(pledge(store)).isEqualTo("1");
    merchant.post(API + "/" + member.id() + "/leave", Map.of());
    assertThat(pledge(store)).isEqualTo("0");
  }

  private String pledge(String store) {
    return operator
        .get("/api/v1/figures/STORE/" + store)
        .body()
        .path("figures")
        .valueStream()
        .filter(one -> one.path("name").asString().equals("pledge-damaged-refunded"))
        .map(one -> one.path("value").asString())
        .findFirst()
        .orElse("");
  }

  @Test
  void aBatchOfPermitsAnswersInItsOrderAndNamesUnknownProgrammes() {
    String owner = Merchants.next();
    String store = good(owner);
    members.of(ALLIANCE, store, owner);
    ApiClient.Answer answers =
        operator.post(
            "/api/v1/permits/batch",
            Map.of(
                "questions",
                List.of(
                    Map.of("programme", ALLIANCE, "subject", "st_nobody"),
                    Map.of("programme", ALLIANCE, "subject", store),
                    Map.of("programme", "kuaishou-pk-selling", "subject", "s-nobody"))));
    assertThat(answers.status()).as(answers.body().toString()).isEqualTo(200);
    assertThat(
            answers
                .items()
                .valueStream()
                .map(one -> one.path("permitted").asBoolean() + " " + codes(one.path("reasons"))))
        .containsExactly("false [NOT_A_MEMBER]", "true []", "false [NOT_JUDGED_YET]");
    // A merchant asks, too: of what is its own and of what is somebody else's, of each kind.
    String theirs = members.store("DOUYIN", "m-299" + owner.substring(4));
    ApiClient.Answer asked =
        merchant.post(
            "/api/v1/permits/batch",
            Map.of(
                "questions",
                List.of(
                    Map.of("programme", ALLIANCE, "subject", theirs),
                    Map.of("programme", ALLIANCE, "subject", store),
                    Map.of("programme", "kuaishou-lucky-draw", "subject", owner),
                    Map.of("programme", "kuaishou-pk-selling", "subject", "s-nobody"),
                    Map.of("programme", ALLIANCE, "subject", store))));
    assertThat(
            asked
                .items()
                .valueStream()
                .map(one -> one.path("permitted").asBoolean() + " " + codes(one.path("reasons"))))
        .containsExactly(
            "false [SUBJECT_UNKNOWN]",
            "true []",
            "false [NOT_A_MEMBER]",
            "false [SUBJECT_UNKNOWN]",
            "true []");
    ApiClient.Answer wrong =
        operator.post(
            "/api/v1/permits/batch",
            Map.of("questions", List.of(Map.of("programme", "no-such", "subject", store))));
    assertThat(wrong.status()).isEqualTo(422);
    assertThat(wrong.body().path("errors").path(0).path("pointer").asString())
        .isEqualTo("/questions/0/programme");
    assertThat(
            operator
                .get(
                    "/api/v1/permits?programme="
                        + ALLIANCE
                        + "&subject="
                        + store
                        + "&at=2020-01-01T00:00:00Z")
                .status())
        .isEqualTo(422);
  }

  @Test
  void twoThatApplyAtOnceAreOneMembership() throws Exception {
    String owner = Merchants.next();
    String store = good(owner);
    Map<String, Object> body = with(application(ALLIANCE, store), "agreement", "2024-01");
    List<Thread> threads = new ArrayList<>();
    List<Integer> statuses = Collections.synchronizedList(new ArrayList<>());
    for (int i = 0; i < 4; i++) {
      threads.add(
          Thread.ofPlatform()
              .start(() -> statuses.add(service.api("merchant").post(API, body).status())));
    }
    for (Thread thread : threads) {
      thread.join();
    }
    assertThat(statuses).containsExactlyInAnyOrder(201, 409, 409, 409);
    assertThat(operator.get(API + "?subject=" + store).items().valueStream().toList()).hasSize(1);
    CaseId id =
        new CaseId(operator.get(API + "?subject=" + store).items().path(0).path("id").asString());
    assertThat(members.state(id)).isEqualTo(MembershipState.APPLIED);
  }
}
