package dev.merchantreview.onboarding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.merchantreview.cases.Asked;
import dev.merchantreview.cases.CaseVariables;
import dev.merchantreview.engine.Decisions;
import dev.merchantreview.engine.EngineJob;
import dev.merchantreview.engine.NotYetException;
import dev.merchantreview.engine.ProcessWorker;
import dev.merchantreview.local.ApiClient;
import dev.merchantreview.local.SampleApplications;
import dev.merchantreview.review.RuleResult;
import dev.merchantreview.review.Waiting;
import dev.merchantreview.shared.CaseId;
import dev.merchantreview.shared.OutsideUnavailableException;
import dev.merchantreview.shared.Problem;
import dev.merchantreview.testing.ServiceAlone;
import dev.merchantreview.testing.StandInGateway;
import dev.merchantreview.testing.TestPlatform;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** What an auditor is told of the machine checks is true on the day the audit opens. */
class ChecksOfTheAuditsDayIT {

  private static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");
  private static final AtomicInteger NEXT = new AtomicInteger(178_000);
  private static final int REST_DAYS = 30;

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
    TestPlatform.await("the released tables", ChecksOfTheAuditsDayIT::hasModel);
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

  private static boolean hasModel() {
    try {
      return service.bean(Decisions.class).modelNumber() > 0;
    } catch (OutsideUnavailableException notYet) {
      return false;
    }
  }

  @Test
  void areAppliedAgainOnALaterDayAndShownFirst() {
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
    assertThat(work("onboarding.next-phase", id)).containsEntry("phase", "AUDIT");
    assertThat(questions()).isEqualTo(askedBefore);
    assertThat(actions(id)).endsWith("AUDIT_OPENED").doesNotContain("MACHINE_CHECKED_AGAIN");
  }

  /** Another phase comes first: its days may be long, and the checks are asked for after them. */
  @Test
  void areNotAppliedAgainBeforeTheAuditIsNext() {
    service.travelTo(noon);
    CaseId id = checked(SampleApplications.licenceNumber("not-next-" + NEXT.get()), REST_DAYS);
    service.travelTo(noon.plus(Duration.ofDays(1)));
    assertThat(work("onboarding.next-phase", id)).containsEntry("phase", "VERIFY_ACCOUNT");
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
    work("onboarding.check-subject", id);
    assertThat(application(id).state()).isEqualTo(StoreApplicationState.FIX_REQUIRED);
    assertThat(application(id).problems())
        .extracting(Problem::code)
        .contains("LICENCE_EXPIRES_SOON");
  }

  private CaseId submitted(String licence, int validDays) {
    String merchantId = "m-" + NEXT.getAndIncrement();
    ObjectNode content =
        SampleApplications.withDocuments(
            SampleApplications.enterprise(merchantId, "当日小店" + merchantId, List.of("服饰")),
            merchant);
    LocalDate today = LocalDate.ofInstant(noon, SHANGHAI);
    ((ObjectNode) content.path("subject"))
        .put("licenceNumber", licence)
        .put("licenceValidUntil", today.plusDays(validDays).toString());
    ApiClient.Answer answer = merchant.post("/api/v1/store-applications", content);
    assertThat(answer.status()).as(answer.body().toString()).isEqualTo(201);
    return new CaseId(answer.id());
  }

  private CaseId checked(String licence, int validDays) {
    CaseId id = submitted(licence, validDays);
    work("onboarding.check-subject", id);
    assertThat(application(id).areChecksPassed()).as(application(id).problems() + "").isTrue();
    return id;
  }

  private void verified(StoreApplication application) {
    application.verifyAccount(
        new AccountVerification(
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
            null),
        soon());
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
    ProcessWorker<?> worker =
        service.beans(ProcessWorker.class).stream()
            .map(one -> (ProcessWorker<?>) one)
            .filter(one -> one.jobType().equals(jobType))
            .findFirst()
            .orElseThrow();
    return work(worker, id);
  }

  private static <V extends Record> Map<String, Object> work(ProcessWorker<V> worker, CaseId id) {
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
    return step(step);
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
