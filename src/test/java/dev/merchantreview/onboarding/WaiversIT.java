package dev.merchantreview.onboarding;

import static org.assertj.core.api.Assertions.assertThat;

import dev.merchantreview.cases.Asked;
import dev.merchantreview.local.ApiClient;
import dev.merchantreview.local.SampleApplications;
import dev.merchantreview.review.Review;
import dev.merchantreview.review.TestReviews;
import dev.merchantreview.rules.DocumentRule;
import dev.merchantreview.shared.ActorRef;
import dev.merchantreview.shared.CaseId;
import dev.merchantreview.shared.Platform;
import dev.merchantreview.shared.Problem;
import dev.merchantreview.shared.StoreType;
import dev.merchantreview.shared.Verdict;
import dev.merchantreview.testing.Merchants;
import dev.merchantreview.testing.ServiceAlone;
import dev.merchantreview.testing.StoredStores;
import dev.merchantreview.testing.TestPlatform;
import dev.merchantreview.waiver.WaiverSubject;
import dev.merchantreview.waiver.Waivers;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a rule holds against an application counts no more while a waiver stands: for whom, on the
 * platform and in the category it names, and by nobody who has a part in the case.
 */
class WaiversIT {

  private static final String LIVESTOCK = "畜牧活体";
  private static final String AUDIT = "Task_AuditStore";

  private final ServiceAlone service = ServiceAlone.get();
  private final TestReviews reviews = new TestReviews(service);
  private final ApiClient merchant = service.api("merchant");
  private final ApiClient operator = service.api("operator");
  private final ApiClient admin = service.api("admin");
  private final Waivers waivers = service.bean(Waivers.class);
  private final TransactionTemplate transaction =
      new TransactionTemplate(service.bean(PlatformTransactionManager.class));

  private static String merchantId() {
    return Merchants.next();
  }

  private LocalDate inAMonth() {
    return waivers.today().plusDays(30);
  }

  private Map<String, Object> invitation(String merchantId) {
    Map<String, Object> grant = new HashMap<>();
    grant.put("platform", "KUAISHOU");
    grant.put("subject", Map.of("kind", "MERCHANT", "id", merchantId));
    grant.put("rule", "INVITATION_REQUIRED");
    grant.put("category", LIVESTOCK);
    grant.put("reason", "试点养殖场");
    grant.put("endsOn", inAMonth().toString());
    return grant;
  }

  private String granted(ApiClient by, Map<String, Object> grant) {
    ApiClient.Answer answer = by.post("/api/v1/waivers", grant);
    assertThat(answer.status()).as(answer.body().toString()).isEqualTo(201);
    return answer.id();
  }

  private ObjectNode application(String platform, String merchantId, String category) {
    return SampleApplications.withDocuments(
        SampleApplications.application(
            platform, merchantId, "ENTERPRISE", "豁免小店" + merchantId, List.of(category)),
        merchant);
  }

  private CaseId submitted(ObjectNode content) {
    ApiClient.Answer answer = merchant.post("/api/v1/store-applications", content);
    assertThat(answer.status()).as(answer.body().toString()).isEqualTo(201);
    return new CaseId(answer.id());
  }

  private CaseId livestock(String merchantId) {
    return submitted(application("KUAISHOU", merchantId, LIVESTOCK));
  }

  private StoreApplication read(CaseId id) {
    return service.bean(StoreApplications.class).find(id).orElseThrow();
  }

  private <T> T in(Supplier<T> work) {
    return transaction.execute(status -> work.get());
  }

  private MachineRule.Tables tables(CaseId id) {
    ApplicationContent content = read(id).content();
    return new MachineRule.Tables(
        new DocumentRule.Requirement(List.of(), Map.of()),
        service
            .bean(CategoryRule.class)
            .restrictionsFor(content.platform(), StoreType.ENTERPRISE, content.categories()));
  }

  /** What the machine checks find, as in the step of the process. */
  private List<String> problems(CaseId id) {
    return in(
        () ->
            MachineChecks.problems(
                    service.bean(MachineChecks.class).apply(read(id).content(), tables(id)))
                .stream()
                .map(Problem::code)
                .toList());
  }

  private void check(CaseId id) {
    MachineRule.Tables tables = tables(id);
    in(() -> service.bean(ApplicationCheckStep.class).check(asked(id), tables));
    if (read(id).areChecksPassed()) {
      in(() -> service.bean(ApplicationCheckStep.class).next(asked(id), null));
    }
  }

  private static Asked asked(CaseId id) {
    return new Asked(id, 9_600_000 + Math.abs(id.value().hashCode() % 100_000), "Task_Tried");
  }

  private static Review verdict(String reviewer, Verdict verdict) {
    return new Review(
        77,
        Optional.of(reviewer),
        verdict,
        verdict == Verdict.APPROVED
            ? List.of()
            : List.of(new Problem("", "BUSINESS_NOT_ALLOWED", null, Problem.Source.AUDITOR)),
        verdict == Verdict.APPROVED ? null : "主体与类目不符");
  }

  @Test
  void areGrantedListedAndRevokedByThePlatformAlone() {
    String merchantId = merchantId();
    Map<String, Object> grant = invitation(merchantId);
    assertThat(merchant.post("/api/v1/waivers", grant).status()).isEqualTo(403);
    assertThat(service.api("auditor").post("/api/v1/waivers", grant).status()).isEqualTo(403);
    assertThat(merchant.get("/api/v1/waivers").status()).isEqualTo(403);
    String id = granted(operator, grant);
    JsonNode listed =
        service.api("auditor").get("/api/v1/waivers?subject=" + merchantId).body().at("/items/0");
    assertThat(listed.path("id").asString()).isEqualTo(id);
    assertThat(listed.path("state").asString()).isEqualTo("STANDING");
    assertThat(listed.path("grantedBy").asString()).isEqualTo("operator");
    String revocation = "/api/v1/waivers/" + id + "/revocation";
    assertThat(service.api("auditor").post(revocation, Map.of("reason", "x")).status())
        .isEqualTo(403);
    assertThat(operator.post(revocation, Map.of("reason", "　")).status()).isEqualTo(422);
    assertThat(operator.post(revocation, Map.of("reason", "试点结束")).body().path("state").asString())
        .isEqualTo("REVOKED");
    assertThat(admin.post(revocation, Map.of("reason", "再次")).status()).isEqualTo(409);
    assertThat(
            operator
                .post("/api/v1/waivers/wv_0000000000000000/revocation", Map.of("reason", "x"))
                .status())
        .isEqualTo(404);
    assertThat(
            operator
                .get("/api/v1/cases/" + id + "/history")
                .items()
                .valueStream()
                .map(event -> event.path("action").asString()))
        .containsExactly("WAIVER_GRANTED", "WAIVER_REVOKED");
  }

  /** Numbers of elsewhere are given out in each country anew. */
  @Test
  void ofALicenceFromElsewhereAreOfItsCountry() {
    String merchantId = merchantId();
    ObjectNode content =
        SampleApplications.withDocuments(
            SampleApplications.application(
                "KUAISHOU", merchantId, "IMPORT", "豁免小店" + merchantId, List.of("服饰")),
            merchant);
    String number = content.at("/subject/licenceNumber").asString();
    CaseId id = submitted(content);
    for (String subject : List.of(number, "HK " + number, "SG " + number)) {
      Map<String, Object> grant = invitation(merchantId);
      grant.remove("category");
      grant.put("rule", "REOPENING_PERIOD");
      grant.put("subject", Map.of("kind", "LICENCE", "id", subject));
      assertThat(ApplicationWaivers.mayReopen(waivers, read(id).content())).isFalse();
      granted(operator, grant);
    }
    assertThat(ApplicationWaivers.mayReopen(waivers, read(id).content())).isTrue();
    ApplicationWaivers judges = service.bean(ApplicationWaivers.class);
    assertThat(
            in(
                () ->
                    judges.of(
                        Platform.KUAISHOU,
                        new WaiverSubject(WaiverSubject.Kind.LICENCE, "SG " + number))))
        .containsExactly("merchant");
    assertThat(
            in(
                () ->
                    judges.of(
                        Platform.KUAISHOU,
                        new WaiverSubject(WaiverSubject.Kind.LICENCE, "HK " + number))))
        .isEmpty();
  }

  @Test
  void areRefusedWithEverythingThatIsWrongWithThem() {
    refused(Map.of("rule", "UNDER_AGE"), "NOT_WAIVABLE");
    refused(Map.of("platform", "DOUYIN"), "NOT_WAIVABLE");
    refused(Map.of("subject", Map.of("kind", "STORE", "id", "st_1")), "NOT_WAIVABLE_FOR");
    refused(Map.of("category", "没有的类目"), "UNKNOWN_CATEGORY");
    refused(Map.of("rule", "REOPENING_PERIOD"), "NOT_ABOUT_CATEGORIES");
    refused(Map.of("endsOn", waivers.today().minusDays(1).toString()), "IN_PAST");
    refused(Map.of("endsOn", waivers.today().plusDays(366).toString()), "TOO_LONG_A_WAIVER");
    Map<String, Object> without = invitation("m-177999");
    without.remove("category");
    without.put("endsOn", "2020-01-01");
    assertThat(codes(operator.post("/api/v1/waivers", without)))
        .containsExactlyInAnyOrder("REQUIRED", "IN_PAST");
  }

  private void refused(Map<String, Object> other, String code) {
    Map<String, Object> grant = invitation("m-177999");
    grant.putAll(other);
    assertThat(codes(operator.post("/api/v1/waivers", grant))).contains(code);
  }

  private static List<String> codes(ApiClient.Answer answer) {
    assertThat(answer.status()).as(answer.body().toString()).isEqualTo(422);
    return answer
        .body()
        .path("errors")
        .valueStream()
        .map(error -> error.path("code").asString())
        .toList();
  }

  @Test
  void leadAnApplicationToItsReviewAndAreSeenThereAndServeTheNextOne() {
    String merchantId = merchantId();
    // A reviewer, who has the right to both and for this case to one of them.
    assertThat(grant(merchantId, "auditor2")).isInstanceOf(Waivers.Grant.Granted.class);
    String waiver =
        operator.get("/api/v1/waivers?subject=" + merchantId).body().at("/items/0/id").asString();
    CaseId first = livestock(merchantId);
    check(first);
    assertThat(read(first).state()).isEqualTo(StoreApplicationState.IN_REVIEW);
    JsonNode seen = merchant.get("/api/v1/store-applications/" + first).body().path("waivers");
    assertThat(seen.at("/0/id").asString()).isEqualTo(waiver);
    assertThat(seen.at("/0/rule").asString()).isEqualTo("INVITATION_REQUIRED");
    assertThat(
            operator
                .get("/api/v1/cases/" + first + "/history?limit=200")
                .items()
                .valueStream()
                .filter(event -> event.path("action").asString().equals("WAIVER_USED"))
                .map(event -> event.at("/details/waiver").asString()))
        .containsExactly(waiver);
    // Who waived it does not review it; who reviews it waives nothing for it.
    Review own = verdict("Auditor2", Verdict.APPROVED);
    assertThat(reviews.refusal(first, AUDIT, own).map(refused -> refused.words(own)).orElse(""))
        .contains("waived a rule");
    assertThat(reviews.refusal(first, AUDIT, verdict("auditor1", Verdict.APPROVED))).isEmpty();
    in(() -> reviews.record(asked(first), 0, AUDIT, verdict("auditor1", Verdict.REJECTED)));
    assertThat(read(first).state()).isEqualTo(StoreApplicationState.REJECTED);

    CaseId second = livestock(merchantId);
    assertThat(problems(second)).isEmpty();
    // Another merchant has none.
    assertThat(problems(livestock(merchantId()))).containsExactly("INVITATION_REQUIRED");
  }

  @Test
  void countNoMoreOnceTheyEndedOrWereRevoked() {
    String merchantId = merchantId();
    CaseId id = livestock(merchantId);
    Map<String, Object> today = invitation(merchantId);
    today.put("endsOn", waivers.today().toString());
    String waiver = granted(admin, today);
    assertThat(problems(id)).isEmpty();
    service
        .database()
        .sql("update waiver set ends_on = ends_on - 1 where id = :id")
        .param("id", waiver)
        .update();
    assertThat(problems(id)).containsExactly("INVITATION_REQUIRED");
    assertThat(
            admin
                .post("/api/v1/waivers/" + waiver + "/revocation", Map.of("reason", "迟了"))
                .body()
                .path("state")
                .asString())
        .isEqualTo("ENDED");
    String again = granted(admin, invitation(merchantId));
    assertThat(problems(id)).isEmpty();
    admin.post("/api/v1/waivers/" + again + "/revocation", Map.of("reason", "试点结束"));
    assertThat(problems(id)).containsExactly("INVITATION_REQUIRED");
    check(id);
    assertThat(read(id).state()).isEqualTo(StoreApplicationState.FIX_REQUIRED);
  }

  @Test
  void letSomebodyOpenAStoreAgainOnTheirPlatformAlone() {
    ObjectNode former = application("DOUYIN", merchantId(), "服饰");
    CaseId id = submitted(former);
    String store = id.value().replace("sa_", "st_");
    StoredStores.open(service.database(), store, id.value());
    StoredStores.close(service.database(), store);
    service
        .database()
        .sql(
            "update store_application set state = 'ACTIVE', open = false, store_id = :store where id = :id")
        .param("store", store)
        .param("id", id.value())
        .update();
    ObjectNode again = application("DOUYIN", merchantId(), "服饰");
    ((ObjectNode) again.path("subject")).set("licenceNumber", former.at("/subject/licenceNumber"));
    assertThat(merchant.post("/api/v1/store-applications", again).status()).isEqualTo(409);
    Map<String, Object> grant = new HashMap<>();
    grant.put("platform", "KUAISHOU");
    grant.put(
        "subject", Map.of("kind", "LICENCE", "id", former.at("/subject/licenceNumber").asString()));
    grant.put("rule", "REOPENING_PERIOD");
    grant.put("reason", "因平台原因关店");
    grant.put("endsOn", inAMonth().toString());
    granted(operator, grant);
    assertThat(merchant.post("/api/v1/store-applications", again).status()).isEqualTo(409);
    grant.put("platform", "DOUYIN");
    granted(operator, grant);
    CaseId opened = submitted(again);
    assertThat(problems(opened)).isEmpty();
  }

  @Test
  void areNotGrantedByWhoHandedInOrReviewedTheCase() {
    String merchantId = merchantId();
    CaseId id = livestock(merchantId);
    assertThat(grant(merchantId, "merchant")).isInstanceOf(Waivers.Grant.OwnDecision.class);
    granted(operator, invitation(merchantId));
    check(id);
    in(
        () ->
            reviews.record(
                asked(id),
                0,
                AUDIT,
                new Review(
                    77,
                    Optional.of("auditor2"),
                    Verdict.SENT_BACK,
                    List.of(
                        new Problem(
                            "/storeName", "NAME_NOT_ALLOWED", null, Problem.Source.AUDITOR)),
                    null)));
    assertThat(read(id).state()).isEqualTo(StoreApplicationState.FIX_REQUIRED);
    assertThat(grant(merchantId, "Auditor2")).isInstanceOf(Waivers.Grant.OwnDecision.class);
    assertThat(grant(merchantId, "auditor1")).isInstanceOf(Waivers.Grant.Granted.class);
  }

  private Waivers.Grant grant(String merchantId, String by) {
    return waivers.grant(
        new Waivers.Draft(
            Platform.KUAISHOU,
            new WaiverSubject(WaiverSubject.Kind.MERCHANT, merchantId),
            "INVITATION_REQUIRED",
            LIVESTOCK,
            "试点",
            inAMonth()),
        new ActorRef(ActorRef.Kind.OPERATOR, by));
  }

  /** Whichever comes first holds the other back until it is over. */
  @Test
  void meetTheirRevocationInOneOrderOrTheOther() throws Exception {
    String merchantId = merchantId();
    CaseId id = livestock(merchantId);
    String checkedFirst = granted(operator, invitation(merchantId));
    try (ExecutorService other = Executors.newSingleThreadExecutor()) {
      Future<?>[] revoked = new Future<?>[1];
      List<String> found =
          in(
              () -> {
                List<String> problems = problems(id);
                revoked[0] = other.submit(() -> revoke(checkedFirst));
                awaitWaiting("update", 1);
                return problems;
              });
      assertThat(found).isEmpty();
      revoked[0].get();

      String revokedFirst = granted(operator, invitation(merchantId));
      Future<?>[] checked = new Future<?>[1];
      in(
          () -> {
            revoke(revokedFirst);
            checked[0] = other.submit(() -> problems(id));
            awaitWaiting("share", 1);
            return true;
          });
      assertThat(checked[0].get()).isEqualTo(List.of("INVITATION_REQUIRED"));
    }
  }

  private void revoke(String waiver) {
    waivers.revoke(waiver, "试点结束", new ActorRef(ActorRef.Kind.ADMIN, "admin")).orElseThrow();
  }

  private void awaitWaiting(String lock, int sessions) {
    TestPlatform.await(
        "somebody who waits for a waiver",
        () ->
            service
                    .database()
                    .sql(
                        "select count(*) from pg_stat_activity where wait_event_type = 'Lock'"
                            + " and query like '%from waiver%for ' || :lock")
                    .param("lock", lock)
                    .query(Long.class)
                    .single()
                >= sessions);
  }
}
