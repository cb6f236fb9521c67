package dev.merchantreview.onboarding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.merchantreview.cases.Asked;
import dev.merchantreview.cases.CaseVariables;
import dev.merchantreview.engine.EngineJob;
import dev.merchantreview.engine.NotYetException;
import dev.merchantreview.engine.ProcessWorker;
import dev.merchantreview.local.ApiClient;
import dev.merchantreview.local.SampleApplications;
import dev.merchantreview.notice.Notices;
import dev.merchantreview.review.RuleResult;
import dev.merchantreview.review.Waiting;
import dev.merchantreview.shared.CaseId;
import dev.merchantreview.shared.Problem;
import dev.merchantreview.shared.Sha256;
import dev.merchantreview.testing.ServiceAlone;
import dev.merchantreview.testing.StandInGateway;
import io.camunda.zeebe.gateway.protocol.GatewayOuterClass.EvaluateDecisionRequest;
import io.camunda.zeebe.gateway.protocol.GatewayOuterClass.EvaluateDecisionResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * An application is judged once more by the rules of the day its audit would open: what a machine
 * refuses goes back to the merchant, what it cannot judge stands first in the auditor's form.
 */
class ChecksOfTheAuditsDayIT {

  private static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");
  private static final AtomicInteger NEXT = new AtomicInteger(178_000);
  private static final int REST_DAYS = 30;
  private static final String PAPERS = "required-documents";

  private static StandInGateway gateway;
  private static ServiceAlone service;
  private static ApiClient merchant;

  /** Noon, so that no test is cut by midnight. */
  private final Instant noon =
      LocalDate.now(SHANGHAI).plusDays(1).atTime(12, 0).atZone(SHANGHAI).toInstant();

  @BeforeAll
  static void start() {
    gateway = new StandInGateway().withTables();
    service = ServiceAlone.with(gateway.address(), "--merchant-review.engine.form-settle=0s");
    merchant = service.api("merchant");
    service.awaitTables();
  }

  @AfterEach
  void returnToPresent() {
    service.returnToPresent();
  }

  @AfterAll
  static void stop() {
    service.close();
    gateway.close();
  }

  /** A paper is required by then, and a licence has become too short: both are named at once. */
  @Test
  void sendBackWhatTheRulesOfThatDayRefuse() {
    LocalDate day = LocalDate.ofInstant(noon, SHANGHAI).plusDays(10);
    requireTrademarkFrom(day);
    service.travelTo(noon);
    String licence = SampleApplications.licenceNumber("day-of-rules-" + NEXT.get());
    CaseId id = checked(licence, REST_DAYS + 9);
    in(id, this::verified);
    ShopData shop = application(id).content().shop();
    in(id, one -> one.data().content(one.content().withShop(null)));
    assertThat(work("onboarding.choose-phase", id)).containsEntry("phase", "SHOP_DATA");
    in(id, one -> one.askShopData(soon()));

    service.travelTo(noon.plus(Duration.ofDays(10)));
    // The shop comes first, and its days may be long.
    assertThat(work("onboarding.choose-phase", id)).containsEntry("phase", "SHOP_DATA");
    in(id, one -> one.handInShop(shop, service.bean(ApplicationSteps.class).now()));
    assertThat(work("onboarding.choose-phase", id)).containsEntry("phase", "SUBJECT");
    assertThat(application(id).state()).isEqualTo(StoreApplicationState.SHOP_DATA_DUE);
    assertThat(
            merchant
                .put(
                    "/api/v1/webhook-endpoints/" + application(id).ownerId(),
                    Map.of("url", "http://127.0.0.1:1/told"))
                .status())
        .isEqualTo(200);

    assertThat(work("onboarding.apply-rules", id))
        .containsEntry("outcome", "SENT_BACK")
        .containsEntry("round", 1)
        .containsKeys("waitRemindAt", "waitDueAt");
    StoreApplication sentBack = application(id);
    assertThat(sentBack.state()).isEqualTo(StoreApplicationState.FIX_REQUIRED);
    assertThat(sentBack.problems())
        .extracting(problem -> problem.code() + " " + problem.from())
        .containsExactlyInAnyOrder("LICENCE_EXPIRES_SOON MACHINE", "DOCUMENT_MISSING MACHINE");
    assertThat(actions(id)).endsWith("SENT_BACK").doesNotContain("AUDIT_OPENED");
    assertThat(notifications(sentBack.ownerId()))
        .singleElement()
        .asString()
        .contains("FIX_REQUIRED", id.value());
    // Asked again, as when the answer was lost: nothing is sent back twice.
    assertThat(work("onboarding.apply-rules", id)).containsEntry("outcome", "WAITING");
    assertThat(actions(id)).containsOnlyOnce("SENT_BACK");

    ObjectNode fixed = content(sentBack.ownerId(), licence, 400);
    fixed
        .withArray("documents")
        .addObject()
        .put("kind", "TRADEMARK_CERTIFICATE")
        .put("documentId", merchant.upload("TRADEMARK_CERTIFICATE", SampleApplications.png()));
    assertThat(merchant.post("/api/v1/store-applications/" + id + "/resubmission", fixed).status())
        .isEqualTo(202);
    assertThat(work("onboarding.apply-rules", id)).containsEntry("outcome", "PASSED");
    // The account has not changed, and what the shop shows stays.
    assertThat(work("onboarding.choose-phase", id)).containsEntry("phase", "AUDIT");
    assertThat(application(id).state()).isEqualTo(StoreApplicationState.IN_REVIEW);
    assertThat(actions(id)).endsWith("MACHINE_CHECKED", "AUDIT_OPENED");
  }

  /**
   * A tree of categories has no days: the start that reads it brings it. The instance that was
   * started with it judges, and the one beside it, which was not, finds that done.
   */
  @Test
  void sendBackACategoryThatTheTreeOfThatDayCloses(@TempDir Path config) throws IOException {
    service.travelTo(noon);
    CaseId id = checked(SampleApplications.licenceNumber("closed-" + NEXT.get()), 400);
    in(id, this::verified);
    copyConfiguration(config);
    Path tree = config.resolve("categories/douyin.yaml");
    String open = "  - name: 服饰\n    english: Clothing\n";
    String closed = Files.readString(tree).replace(open, open + "    open-to: []\n");
    Files.writeString(tree, closed);

    ServiceAlone second =
        service.beside(
            gateway.address(),
            "--merchant-review.engine.form-settle=0s",
            "--merchant-review.config-location=" + config.toUri());
    try {
      second.awaitTables();
      service.travelTo(noon.plus(Duration.ofDays(1)));
      second.travelTo(noon.plus(Duration.ofDays(1)));
      assertThat(work(second, "onboarding.choose-phase", id)).containsEntry("phase", "SUBJECT");
      assertThat(work(second, "onboarding.apply-rules", id)).containsEntry("outcome", "SENT_BACK");
    } finally {
      second.close();
    }
    assertThat(application(id).problems())
        .extracting(problem -> problem.code() + " " + problem.pointer() + " " + problem.from())
        .containsExactly("CATEGORY_CLOSED /categories/0 MACHINE");
    assertThat(work("onboarding.apply-rules", id)).containsEntry("outcome", "WAITING");
    assertThat(actions(id)).containsOnlyOnce("SENT_BACK").doesNotContain("AUDIT_OPENED");
    // Each day's judgement names the tree it was made by.
    assertThat(trees(id))
        .hasSize(2)
        .doesNotHaveDuplicates()
        .last()
        .asString()
        .contains(Sha256.hex(closed.getBytes(StandardCharsets.UTF_8)).substring(0, 8));
  }

  private static List<String> trees(CaseId id) {
    return service
        .database()
        .sql(
            "select details::jsonb #>> '{categoryAdmission,decision}' from history_event"
                + " where case_id = :id and details like '%categoryAdmission%' order by seq")
        .param("id", id.value())
        .query(String.class)
        .list();
  }

  private static void copyConfiguration(Path target) throws IOException {
    for (String folder :
        List.of(
            "platforms",
            "categories",
            "figures",
            "scores",
            "programmes",
            "problems",
            "names",
            "calendar")) {
      Files.createDirectories(target.resolve(folder));
      try (Stream<Path> files = Files.list(Path.of("config", folder))) {
        for (Path file : files.toList()) {
          Files.copy(file, target.resolve(folder).resolve(file.getFileName()));
        }
      }
    }
  }

  /** What needs a person's judgement keeps nobody from the audit. */
  @Test
  void leaveToTheAuditorWhatNoMachineCanJudge() {
    service.travelTo(noon);
    String licence = SampleApplications.licenceNumber("judged-" + NEXT.get());
    CaseId id = checked(licence, 400);
    submitted(licence, 400);
    in(id, this::verified);
    service.travelTo(noon.plus(Duration.ofDays(1)));
    assertThat(work("onboarding.choose-phase", id)).containsEntry("phase", "SUBJECT");
    assertThat(work("onboarding.apply-rules", id)).containsEntry("outcome", "PASSED");
    assertThat(actions(id)).endsWith("MACHINE_CHECKED_AGAIN");
    // Asked again, it has them of this day.
    assertThat(work("onboarding.apply-rules", id)).containsEntry("outcome", "PASSED");
    assertThat(work("onboarding.choose-phase", id)).containsEntry("phase", "AUDIT");
    assertThat(actions(id))
        .endsWith("MACHINE_CHECKED_AGAIN", "AUDIT_OPENED")
        .containsOnlyOnce("MACHINE_CHECKED_AGAIN");
    assertThat(outcomes(id))
        .containsEntry("DUPLICATE_LICENCE", RuleResult.CheckOutcome.FINDING)
        .containsEntry("LICENCE_VALIDITY", RuleResult.CheckOutcome.PASSED);
    assertThat(dossier(id).findings().toString()).contains("[duplicate-licence 1]");
  }

  @Test
  void refuseForGoodWhatWasSentBackTooOften() {
    service.travelTo(noon);
    CaseId id = checked(SampleApplications.licenceNumber("too-often-" + NEXT.get()), REST_DAYS);
    in(
        id,
        one -> {
          for (int round = 1; round <= 5; round++) {
            one.sendBack(
                List.of(new Problem("/storeName", "OTHER", "店名", Problem.Source.AUDITOR)),
                null,
                soon(),
                0);
            one.resubmit(one.content(), service.bean(ApplicationSteps.class).now());
          }
          one.checksPassed();
          verified(one);
        });
    service.travelTo(noon.plus(Duration.ofDays(1)));
    assertThat(work("onboarding.choose-phase", id)).containsEntry("phase", "SUBJECT");
    assertThat(work("onboarding.apply-rules", id)).containsEntry("outcome", "REJECTED");
    assertThat(application(id).state()).isEqualTo(StoreApplicationState.REJECTED);
    assertThat(actions(id)).endsWith("REJECTED_TOO_MANY_ROUNDS");
  }

  /** Somebody moved the process to the checks. */
  @Test
  void areAppliedToNothingThatWaitsForItsMerchantOrAnAuditor() {
    service.travelTo(noon);
    CaseId id = checked(SampleApplications.licenceNumber("moved-" + NEXT.get()), 400);
    in(id, one -> one.verifyAccount(running(), soon()));
    assertThatThrownBy(() -> work("onboarding.apply-rules", id))
        .hasMessageContaining("asks to check");
    in(id, this::verified);
    assertThat(work("onboarding.choose-phase", id)).containsEntry("phase", "AUDIT");
    assertThatThrownBy(() -> work("onboarding.apply-rules", id))
        .hasMessageContaining("asks to check");
  }

  /** By a diagram from which no way leads back to the checks, the auditor sends it back. */
  @Test
  void areShownFirstToTheAuditorByAnEarlierDiagram() {
    service.travelTo(noon);
    String licence = SampleApplications.licenceNumber("audit-day-" + NEXT.get());
    CaseId id = checked(licence, REST_DAYS);
    assertThat(outcomes(id))
        .containsEntry("LICENCE_VALIDITY", RuleResult.CheckOutcome.PASSED)
        .containsEntry("DUPLICATE_LICENCE", RuleResult.CheckOutcome.PASSED);
    submitted(licence, 400);
    in(id, this::verified);

    service.travelTo(noon.plus(Duration.ofDays(1)));
    // Nobody asked the tables: it was not due a moment before.
    assertThatThrownBy(() -> step(() -> checks().next(asked(id), null)))
        .isInstanceOf(NotYetException.class);
    int askedBefore = questions();
    assertThat(work("onboarding.next-phase", id)).containsEntry("phase", "AUDIT");
    assertThat(questions()).isGreaterThan(askedBefore);
    assertThat(actions(id)).endsWith("MACHINE_CHECKED_AGAIN", "AUDIT_OPENED");
    assertThat(outcomes(id))
        .containsEntry("LICENCE_VALIDITY", RuleResult.CheckOutcome.PROBLEM)
        .containsEntry("DUPLICATE_LICENCE", RuleResult.CheckOutcome.FINDING)
        .containsEntry("ACCOUNT_HOLDER", RuleResult.CheckOutcome.PASSED);
    ApplicationDossier dossier = dossier(id);
    assertThat(dossier.findings().toString())
        .contains("[licence-validity 1]", "[duplicate-licence 1]");
    assertThat(dossier.passed().toString())
        .contains("[identity-validity 1]")
        .doesNotContain("[licence-validity 1]");
    // Asked again, it has them of this day.
    assertThat(work("onboarding.next-phase", id)).containsEntry("phase", "AUDIT");
    assertThat(actions(id)).containsOnlyOnce("MACHINE_CHECKED_AGAIN");
  }

  @Test
  void areThoseOfTheSubmissionOnTheSameDay() {
    service.travelTo(noon);
    CaseId id = checked(SampleApplications.licenceNumber("same-day-" + NEXT.get()), REST_DAYS);
    in(id, this::verified);
    int askedBefore = questions();
    service.travelTo(noon.plus(Duration.ofHours(11)));
    assertThat(work("onboarding.choose-phase", id)).containsEntry("phase", "AUDIT");
    assertThat(questions()).isEqualTo(askedBefore);
    assertThat(actions(id)).endsWith("AUDIT_OPENED").doesNotContain("MACHINE_CHECKED_AGAIN");
  }

  /** Another phase comes first: its days may be long, and the checks are asked for after them. */
  @Test
  void areNotAppliedAgainBeforeTheAuditIsNext() {
    service.travelTo(noon);
    CaseId id = checked(SampleApplications.licenceNumber("not-next-" + NEXT.get()), REST_DAYS);
    service.travelTo(noon.plus(Duration.ofDays(1)));
    for (String jobType : List.of("onboarding.next-phase", "onboarding.choose-phase")) {
      assertThat(work(jobType, id)).containsEntry("phase", "VERIFY_ACCOUNT");
    }
    assertThat(actions(id)).doesNotContain("MACHINE_CHECKED_AGAIN");
    // Sent back and handed in anew, it is the new round's checks that count.
    in(
        id,
        application -> {
          verified(application);
          application.openAudit(service.bean(ApplicationClocks.class).of(application));
          application.sendBack(
              List.of(new Problem("/storeName", "OTHER", "店名", Problem.Source.AUDITOR)),
              null,
              soon(),
              0);
          application.resubmit(application.content(), service.bean(ApplicationSteps.class).now());
        });
    work("onboarding.apply-rules", id);
    assertThat(application(id).state()).isEqualTo(StoreApplicationState.FIX_REQUIRED);
    assertThat(application(id).problems())
        .extracting(Problem::code)
        .contains("LICENCE_EXPIRES_SOON");
  }

  private CaseId submitted(String licence, int validDays) {
    String merchantId = "m-" + NEXT.getAndIncrement();
    ApiClient.Answer answer =
        merchant.post("/api/v1/store-applications", content(merchantId, licence, validDays));
    assertThat(answer.status()).as(answer.body().toString()).isEqualTo(201);
    return new CaseId(answer.id());
  }

  private ObjectNode content(String merchantId, String licence, int validDays) {
    ObjectNode content =
        SampleApplications.withDocuments(
            SampleApplications.enterprise(merchantId, "当日小店" + merchantId, List.of("服饰")),
            merchant);
    LocalDate today = LocalDate.ofInstant(noon, SHANGHAI);
    ((ObjectNode) content.path("subject"))
        .put("licenceNumber", licence)
        .put("licenceValidUntil", today.plusDays(validDays).toString());
    return content;
  }

  /** Notices bring another edition of the papers; the engine answers as it would by that. */
  private static void requireTrademarkFrom(LocalDate day) {
    String brands = "id=\"Rule_Brand_in0\"><text>";
    assertThat(
            Notices.load(
                    service,
                    PAPERS,
                    2,
                    Notices.edition(service, PAPERS, brands, brands + "\"ENTERPRISE\","))
                .status())
        .isEqualTo(201);
    Function<EvaluateDecisionRequest, EvaluateDecisionResponse> released = gateway.decides;
    gateway.decides =
        asked ->
            gateway.has(PAPERS + ".2") && asked.getDecisionKey() == gateway.newestKey(PAPERS + ".2")
                ? StandInGateway.answered(
                    "[[\"IDENTITY_CARD\"], [\"BUSINESS_LICENCE\"], [\"DIGITAL_CERTIFICATE_FORM\"],"
                        + " [\"TRADEMARK_CERTIFICATE\", \"BRAND_AUTHORISATION\"]]")
                : released.apply(asked);
    ApiClient.Answer notice =
        service
            .api("admin")
            .put("/api/v1/rule-notices/papers", Notices.bringing(PAPERS, 2, day, null));
    assertThat(notice.status()).as(notice.body().toString()).isEqualTo(201);
  }

  private static List<JsonNode> notifications(String merchantId) {
    return merchant
        .get("/api/v1/notifications?merchantId=" + merchantId)
        .items()
        .valueStream()
        .toList();
  }

  private CaseId checked(String licence, int validDays) {
    CaseId id = submitted(licence, validDays);
    work("onboarding.check-subject", id);
    assertThat(application(id).areChecksPassed()).as(application(id).problems() + "").isTrue();
    return id;
  }

  private AccountVerification running() {
    return new AccountVerification(
        List.of(VerificationMethod.RANDOM_TRANSFER),
        1,
        1,
        "vt_1",
        "x",
        null,
        noon,
        0,
        null,
        null,
        null);
  }

  private void verified(StoreApplication application) {
    application.verifyAccount(running(), soon());
    application.accountVerified(noon, VerificationMethod.RANDOM_TRANSFER);
  }

  private Waiting soon() {
    return new Waiting(noon.plus(Duration.ofDays(8)), noon.plus(Duration.ofDays(9)), null);
  }

  private static ApplicationCheckStep checks() {
    return service.bean(ApplicationCheckStep.class);
  }

  /** As the service works on a job of the engine's. */
  private static Map<String, Object> work(String jobType, CaseId id) {
    return work(service, jobType, id);
  }

  private static Map<String, Object> work(ServiceAlone instance, String jobType, CaseId id) {
    ProcessWorker<?> worker =
        instance.beans(ProcessWorker.class).stream()
            .map(one -> (ProcessWorker<?>) one)
            .filter(one -> one.jobType().equals(jobType))
            .findFirst()
            .orElseThrow();
    return work(instance, worker, id);
  }

  private static <V extends Record> Map<String, Object> work(
      ServiceAlone instance, ProcessWorker<V> worker, CaseId id) {
    V given =
        JsonMapper.builder()
            .build()
            .readerFor(worker.variables())
            .readValue("{\"caseId\": \"" + id + "\"}");
    assertThat(given).isInstanceOf(CaseVariables.class);
    Supplier<Map<String, Object>> step =
        worker.prepare(
            new EngineJob(7_000, asked(id).processInstanceKey(), "store-onboarding", "Task_Tried"),
            given);
    return instance.bean(TransactionTemplate.class).execute(status -> step.get());
  }

  private static Asked asked(CaseId id) {
    return new Asked(id, 9_700_000 + Math.floorMod(id.value().hashCode(), 100_000), "Task_Tried");
  }

  private static <T> T step(Supplier<T> step) {
    return service.bean(TransactionTemplate.class).execute(status -> step.get());
  }

  private static void in(CaseId id, Consumer<StoreApplication> fact) {
    StoreApplications applications = service.bean(StoreApplications.class);
    step(
        () -> {
          StoreApplication application = applications.lock(id).orElseThrow();
          fact.accept(application);
          applications.update(application, Instant.now());
          return application;
        });
  }

  private static StoreApplication application(CaseId id) {
    return service.bean(StoreApplications.class).find(id).orElseThrow();
  }

  private static Map<String, RuleResult.CheckOutcome> outcomes(CaseId id) {
    return application(id).checks().stream()
        .collect(Collectors.toMap(RuleResult::rule, RuleResult::outcome));
  }

  private static ApplicationDossier dossier(CaseId id) {
    StoreApplicationReview review = service.bean(StoreApplicationReview.class);
    StoreApplication read = application(id);
    return (ApplicationDossier)
        review.content(read, review.tasks().getFirst()).apply(read, List.of()).dossier();
  }

  /** How often a table was asked about a platform. */
  private static int questions() {
    return (int)
        gateway.decided.stream()
            .filter(question -> question.getVariables().contains("platform"))
            .count();
  }

  private static List<String> actions(CaseId id) {
    return service
        .database()
        .sql("select action from history_event where case_id = :id order by seq")
        .param("id", id.value())
        .query(String.class)
        .list();
  }
}
