package dev.merchantreview.admission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.merchantreview.engine.NotYetException;
import dev.merchantreview.local.ApiClient;
import dev.merchantreview.local.MerchantSystem;
import dev.merchantreview.provider.ServiceProviders;
import dev.merchantreview.review.Handled;
import dev.merchantreview.shared.CaseId;
import dev.merchantreview.shared.Problem;
import dev.merchantreview.shared.Verdict;
import dev.merchantreview.testing.AdmittedProviders;
import dev.merchantreview.testing.Merchants;
import dev.merchantreview.testing.ServiceAlone;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** [K-sp] Applying to be a service provider, and every door that stays shut. */
class AdmissionIT {

  private static final long DEPOSIT = 10_000_000;
  private static final String PROVIDERS = "/api/v1/service-providers/";

  private final ServiceAlone service = ServiceAlone.get();
  private final ApiClient merchant = service.api("merchant");
  private final ApiClient other = service.api("merchant2");
  private final ApiClient admin = service.api("admin");
  private final MerchantSystem system = new MerchantSystem(merchant, service.sandbox());

  private ApiClient.Answer apply(ObjectNode request) {
    return merchant.post(ProviderRequests.PATH, request);
  }

  private AdmissionByHand applied(ObjectNode request) {
    ApiClient.Answer answer = apply(request);
    assertThat(answer.status()).as(answer.body().toString()).isEqualTo(201);
    return new AdmissionByHand(service, new CaseId(answer.id()));
  }

  private ObjectNode local() {
    return ProviderRequests.local(merchant, Merchants.next());
  }

  private ObjectNode brand() {
    return ProviderRequests.brand(merchant, Merchants.next());
  }

  private String state(String provider) {
    return admin.get(PROVIDERS + provider).state();
  }

  @Test
  void anApprovedApplicantIsAProviderAndServesOnceItsDepositIsPaid() {
    AdmissionByHand application = applied(brand());
    assertThat(application.check().outcome()).isEqualTo(Handled.PASSED);
    assertThat(application.findings()).isEmpty();
    // Nothing is demanded yet: what is paid for an application counts for nobody.
    system.pay(application.id.value(), DEPOSIT);
    long task = 8_499_000_001L;
    assertThat(application.verdict("auditor1", Verdict.APPROVED, task).outcome())
        .isEqualTo(Handled.APPROVED);
    String provider = application.provider();
    assertThat(state(provider)).isEqualTo("DEPOSIT_DUE");
    JsonNode view = admin.get(PROVIDERS + provider).body();
    assertThat(view.path("applicationId").asString()).isEqualTo(application.id.value());
    assertThat(view.path("kind").asString()).isEqualTo("BRAND");
    assertThat(admin.get("/api/v1/deposits/" + provider).body().path("requiredFen").asLong())
        .isEqualTo(DEPOSIT);
    // The same task once more makes no second provider.
    assertThatThrownBy(() -> application.verdict("auditor1", Verdict.APPROVED, task))
        .isInstanceOf(IllegalStateException.class);
    assertThat(application.provider()).isEqualTo(provider);
    assertThat(system.pay(provider, DEPOSIT).status()).isEqualTo(200);
    assertThat(state(provider)).isEqualTo("ACTIVE");
    assertThat(admin.actions(application.id.value()))
        .containsExactly("SUBMITTED", "ADMISSION_REVIEW_OPENED", "APPROVED");
    assertThat(
            merchant
                .get(ProviderRequests.PATH + "/" + application.id)
                .body()
                .path("serviceProviderId")
                .asString())
        .isEqualTo(provider);
  }

  @Test
  void nobodyApprovesWhileAConditionIsNotMet() {
    ObjectNode request = brand();
    ((ObjectNode) request.path("brand")).put("registeredCapitalFen", 49_999_999);
    ((ObjectNode) request.path("brand")).put("staffTie", true);
    AdmissionByHand application = applied(request);
    // It goes to a person all the same, and the applicant reads what is not met.
    assertThat(application.check().outcome()).isEqualTo(Handled.PASSED);
    assertThat(application.findings()).containsExactly("CAPITAL_TOO_LOW", "STAFF_TIE");
    JsonNode finding =
        merchant.get(ProviderRequests.PATH + "/" + application.id).body().at("/findings/0");
    assertThat(finding.path("note").asString()).isEqualTo("499999.99 < 500000.00 元 · yuan");
    assertThat(finding.path("message").asString()).isNotBlank();
    assertThat(finding.path("remedy").asString()).isNotBlank();
    assertThat(application.verdict("auditor1", Verdict.APPROVED).outcome())
        .isEqualTo(Handled.UNUSABLE);
    assertThat(application.read().state()).isEqualTo(AdmissionState.IN_REVIEW);
    assertThat(application.read().notice()).contains("不能作出该结论");
    assertThat(
            application
                .verdict(
                    "auditor1",
                    Verdict.SENT_BACK,
                    new Problem(
                        "/brand/registeredCapitalFen",
                        "CONDITION_UNMET",
                        null,
                        Problem.Source.AUDITOR))
                .outcome())
        .isEqualTo(Handled.SENT_BACK);
    ObjectNode fixed = ProviderRequests.again(request);
    ((ObjectNode) fixed.path("brand")).put("registeredCapitalFen", 50_000_000);
    ((ObjectNode) fixed.path("brand")).put("staffTie", false);
    String path = ProviderRequests.PATH + "/" + application.id + "/resubmission";
    assertThat(merchant.post(path, ProviderRequests.again(request)).status()).isEqualTo(422);
    ObjectNode withoutPapers = ApiClient.copy(fixed);
    withoutPapers.putArray("documents");
    assertThat(other.post(path, withoutPapers).status()).isEqualTo(404);
    assertThat(merchant.post(path, fixed).status()).isEqualTo(202);
    assertThat(application.check().outcome()).isEqualTo(Handled.PASSED);
    assertThat(application.verdict("auditor1", Verdict.APPROVED).outcome())
        .isEqualTo(Handled.APPROVED);
  }

  @Test
  void sendsBackWhatLacksItsPapersWithoutAPerson() {
    ObjectNode request = brand();
    request.putArray("documents");
    AdmissionByHand application = applied(request);
    assertThat(application.check().outcome()).isEqualTo(Handled.SENT_BACK);
    assertThat(application.problems())
        .containsExactly("PAPERS_MISSING", "PAPERS_MISSING", "PAPERS_MISSING");
    assertThat(application.read().state()).isEqualTo(AdmissionState.FIX_REQUIRED);
    assertThat(merchant.get(ProviderRequests.PATH + "/" + application.id).body().toString())
        .contains("fixDueAt");
  }

  @ParameterizedTest
  @CsvSource({
    "finance1, the group",
    "auditor3, the group",
    "nobody, the group",
    "merchant, the applicant"
  })
  void whoeverIsNotInTheGroupJudgesNothing(String reviewer, String because) {
    AdmissionByHand application = applied(local());
    application.check();
    assertThat(application.verdict(reviewer, Verdict.APPROVED).outcome())
        .as(because)
        .isEqualTo(Handled.UNUSABLE);
    assertThat(application.read().state()).isEqualTo(AdmissionState.IN_REVIEW);
  }

  @Test
  void aMerchantAppliesForItselfOnceAtATime() {
    ObjectNode request = local();
    ObjectNode withoutPapers = ApiClient.copy(request);
    withoutPapers.putArray("documents");
    assertThat(other.post(ProviderRequests.PATH, withoutPapers).status()).isEqualTo(403);
    assertThat(admin.post(ProviderRequests.PATH, request).status()).isEqualTo(403);
    AdmissionByHand application = applied(request);
    String path = ProviderRequests.PATH + "/" + application.id;
    assertThat(other.get(path).status()).isEqualTo(404);
    assertThat(service.api("operator").get(path).status()).isEqualTo(200);
    ApiClient.Answer twice = apply(request);
    assertThat(twice.status()).isEqualTo(409);
    assertThat(twice.body().path("existing").asString()).isEqualTo(application.id.value());
    assertThat(merchant.post(path + "/resubmission", ProviderRequests.again(request)).status())
        .isEqualTo(409);
    assertThat(other.post(path + "/withdrawal", Map.of()).status()).isEqualTo(404);
    assertThat(merchant.post(path + "/withdrawal", Map.of()).status()).isEqualTo(202);
    assertThat(apply(request).status()).isEqualTo(201);
  }

  @Test
  void twoApplicationsAtOnceAreOne() throws Exception {
    ObjectNode request = local();
    List<Integer> answers = new ArrayList<>();
    try (ExecutorService both = Executors.newFixedThreadPool(4)) {
      List<Future<ApiClient.Answer>> running = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        running.add(
            both.submit(() -> service.api("merchant").post(ProviderRequests.PATH, request)));
      }
      for (Future<ApiClient.Answer> one : running) {
        answers.add(one.get().status());
      }
    }
    assertThat(answers).containsExactlyInAnyOrder(201, 409, 409, 409);
  }

  @Test
  void whoIsAProviderAppliesNoMoreAndIsNotAdmittedTwice() {
    ObjectNode request = local();
    AdmissionByHand application = applied(request);
    application.check();
    String owner = request.path("merchantId").asString();
    // Admitted past this application.
    String provider =
        AdmittedProviders.admitted(service.bean(ServiceProviders.class), owner, "云桥服务有限公司");
    assertThat(application.verdict("auditor1", Verdict.APPROVED).outcome())
        .isEqualTo(Handled.UNUSABLE);
    assertThat(application.read().notice()).contains("已是服务商，只能拒绝");
    assertThat(
            application
                .verdict(
                    "auditor1", Verdict.REJECTED, AdmissionByHand.rejection("ALREADY_ADMITTED"))
                .outcome())
        .isEqualTo(Handled.REJECTED);
    ApiClient.Answer again = apply(request);
    assertThat(again.status()).isEqualTo(409);
    assertThat(again.body().path("existing").asString()).isEqualTo(provider);
  }

  /** Another merchant's, of the same company. */
  private ObjectNode sameCompany(ObjectNode request) {
    ObjectNode same = local();
    same.set("licenceNumber", request.path("licenceNumber"));
    return same;
  }

  @Test
  void aCompanyIsOneApplicantUnderWhateverMerchant() {
    ObjectNode request = local();
    AdmissionByHand application = applied(request);
    ApiClient.Answer open = apply(sameCompany(request));
    assertThat(open.status()).isEqualTo(409);
    // Whose it is concerns nobody else.
    assertThat(open.body().has("existing")).isFalse();
    application.check();
    application.verdict("auditor1", Verdict.REJECTED, AdmissionByHand.rejection("NOT_ELIGIBLE"));
    assertThat(apply(sameCompany(request)).body().path("type").asString())
        .endsWith("applied-too-early");
    refusedDaysAgo(application, 30);

    AdmissionByHand second = applied(sameCompany(request));
    second.check();
    assertThat(second.verdict("auditor1", Verdict.APPROVED).outcome()).isEqualTo(Handled.APPROVED);
    assertThat(apply(sameCompany(request)).status()).isEqualTo(409);
    admin.post(PROVIDERS + second.provider() + "/end", Map.of("expelled", true, "note", "伪造资质"));
    assertThat(apply(sameCompany(request)).body().path("type").asString())
        .endsWith("applied-too-early");
  }

  /** The number of another company's can come with what is handed in again. */
  @Test
  void aCompanyIsAdmittedOnceUnderWhateverMerchant() {
    ObjectNode request = local();
    AdmissionByHand application = applied(request);
    ObjectNode other = local();
    AdmissionByHand changed = applied(other);
    changed.check();
    changed.verdict(
        "auditor1",
        Verdict.SENT_BACK,
        new Problem("/licenceNumber", "CONDITION_UNMET", null, Problem.Source.AUDITOR));
    ObjectNode again = ProviderRequests.again(other);
    again.set("licenceNumber", request.path("licenceNumber"));
    assertThat(
            merchant
                .post(ProviderRequests.PATH + "/" + changed.id + "/resubmission", again)
                .status())
        .isEqualTo(202);
    application.check();
    changed.check();
    assertThat(application.verdict("auditor1", Verdict.APPROVED).outcome())
        .isEqualTo(Handled.APPROVED);
    assertThat(changed.verdict("auditor1", Verdict.APPROVED).outcome()).isEqualTo(Handled.UNUSABLE);
  }

  /** One waits for the other, and its reviewer is told why it is none. */
  @Test
  void ofTwoApprovalsOfACompanyAtOnceOneIsNone() throws Exception {
    ObjectNode request = local();
    AdmissionByHand application = applied(request);
    ObjectNode other = local();
    AdmissionByHand changed = applied(other);
    changed.check();
    changed.verdict(
        "auditor1",
        Verdict.SENT_BACK,
        new Problem("/licenceNumber", "CONDITION_UNMET", null, Problem.Source.AUDITOR));
    ObjectNode again = ProviderRequests.again(other);
    again.set("licenceNumber", request.path("licenceNumber"));
    merchant.post(ProviderRequests.PATH + "/" + changed.id + "/resubmission", again);
    application.check();
    changed.check();
    List<String> outcomes = new ArrayList<>();
    try (ExecutorService both = Executors.newFixedThreadPool(2)) {
      List<Future<Handled>> running =
          List.of(
              both.submit(() -> application.verdict("auditor1", Verdict.APPROVED)),
              both.submit(() -> changed.verdict("auditor2", Verdict.APPROVED)));
      for (Future<Handled> one : running) {
        outcomes.add(one.get().outcome());
      }
    }
    assertThat(outcomes).containsExactlyInAnyOrder(Handled.APPROVED, Handled.UNUSABLE);
    AdmissionByHand none = outcomes.getFirst().equals(Handled.UNUSABLE) ? application : changed;
    assertThat(none.read().state()).isEqualTo(AdmissionState.IN_REVIEW);
    assertThat(none.read().notice()).contains("已是服务商，只能拒绝");
  }

  /** By a service of before, which waits for nobody, between the question and the approval. */
  @Test
  void anApprovalThatFindsAProviderIsAskedForAgain() {
    ObjectNode request = local();
    AdmissionByHand application = applied(request);
    application.check();
    AdmittedProviders.admitted(
        service.bean(ServiceProviders.class), request.path("merchantId").asString(), "云桥服务有限公司");
    assertThatThrownBy(application::approvedUnasked).isInstanceOf(NotYetException.class);
    assertThat(application.read().state()).isEqualTo(AdmissionState.IN_REVIEW);
    assertThat(application.verdict("auditor1", Verdict.APPROVED).outcome())
        .isEqualTo(Handled.UNUSABLE);
  }

  @Test
  void whoWasRefusedAppliesAgainAfterAWhile() {
    ObjectNode request = local();
    AdmissionByHand application = applied(request);
    application.check();
    application.verdict("auditor1", Verdict.REJECTED, AdmissionByHand.rejection("NOT_ELIGIBLE"));
    ApiClient.Answer early = apply(request);
    assertThat(early.status()).isEqualTo(409);
    assertThat(early.body().path("type").asString()).endsWith("applied-too-early");
    assertThat(early.body().path("mayApplyFrom").isString()).isTrue();
    refusedDaysAgo(application, 29);
    assertThat(apply(request).status()).isEqualTo(409);
    refusedDaysAgo(application, 30);
    assertThat(apply(request).status()).isEqualTo(201);
  }

  private void refusedDaysAgo(AdmissionByHand application, int days) {
    service
        .database()
        .sql(
            "update provider_application set data = data || jsonb_build_object('rejectedAt', cast(:at as text))"
                + " where id = :id")
        .param("at", Instant.now().minus(Duration.ofDays(days)).toString())
        .param("id", application.id.value())
        .update();
  }

  @Test
  void whoWasExpelledAppliesAgainAfterAYearAndTheReviewerKnows() {
    ObjectNode request = local();
    String owner = request.path("merchantId").asString();
    String provider =
        AdmittedProviders.admitted(service.bean(ServiceProviders.class), owner, "云桥服务有限公司");
    assertThat(
            admin
                .post(PROVIDERS + provider + "/end", Map.of("expelled", true, "note", "伪造资质"))
                .status())
        .isEqualTo(200);
    assertThat(apply(request).body().path("type").asString()).endsWith("applied-too-early");
    service
        .database()
        .sql("update service_provider set ended_at = now() - interval '367 days' where id = :id")
        .param("id", provider)
        .update();
    AdmissionByHand application = applied(request);
    application.check();
    assertThat(application.findings()).containsExactly("EXPELLED_BEFORE");
    assertThat(application.verdict("auditor1", Verdict.APPROVED).outcome())
        .isEqualTo(Handled.APPROVED);
    // Ended in good standing, it may apply the same day.
    ObjectNode third = local();
    String ended =
        AdmittedProviders.admitted(
            service.bean(ServiceProviders.class), third.path("merchantId").asString(), "云桥服务有限公司");
    admin.post(PROVIDERS + ended + "/end", Map.of("expelled", false, "note", "合作到期"));
    assertThat(apply(third).status()).isEqualTo(201);
  }

  @ParameterizedTest
  @CsvSource({
    "ecommerceSince, '\"2999-01-01\"', IN_FUTURE",
    "ecommerceSince, '\"2025-02-30\"', INVALID_DATE",
    "registeredCapitalFen, 499999.99, WRONG_TYPE",
    "registeredCapitalFen, -1, TOO_SMALL",
    "registeredCapitalFen, '\"NaN\"', WRONG_TYPE",
    "brandTurnoverFen, 1000000000000001, TOO_LARGE",
    "teamSize, 1.5, WRONG_TYPE",
    "brands, null, REQUIRED",
    "staffTie, '\"no\"', WRONG_TYPE"
  })
  void refusesFiguresThatAreNone(String field, String value, String code) throws Exception {
    ObjectNode request = brand();
    ((ObjectNode) request.path("brand"))
        .set(field, service.bean(tools.jackson.databind.json.JsonMapper.class).readTree(value));
    ApiClient.Answer answer = apply(request);
    assertThat(answer.status()).isEqualTo(422);
    assertThat(answer.body().at("/errors/0/pointer").asString()).isEqualTo("/brand/" + field);
    assertThat(answer.body().at("/errors/0/code").asString()).isEqualTo(code);
  }

  @Test
  void brandFiguresAreBrandProvidersAlone() {
    ObjectNode without = brand();
    without.remove("brand");
    assertThat(apply(without).body().at("/errors/0/code").asString()).isEqualTo("REQUIRED");
    ObjectNode with = brand();
    with.put("kind", "CORE");
    assertThat(apply(with).body().at("/errors/0/code").asString()).isEqualTo("NOT_ASKED_FOR");
    ObjectNode unknown = local();
    unknown.put("industry", "珠宝 ");
    assertThat(apply(unknown).body().at("/errors/0/code").asString()).isEqualTo("UNKNOWN_CATEGORY");
    ObjectNode twice = local();
    twice.putArray("resources").add("STREAMERS").add("STREAMERS");
    assertThat(apply(twice).body().at("/errors/0/code").asString()).isEqualTo("NOT_UNIQUE");
  }
}
