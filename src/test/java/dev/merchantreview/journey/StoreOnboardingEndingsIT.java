package dev.merchantreview.journey;

import static org.assertj.core.api.Assertions.assertThat;

import dev.merchantreview.local.ApiClient;
import dev.merchantreview.local.SampleApplications;
import dev.merchantreview.local.TestPlatform;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import tools.jackson.databind.node.ObjectNode;

/** Every way the process can end, on the real broker; time is moved, never waited for. */
@Isolated("moves the time")
class StoreOnboardingEndingsIT {

  private final Applications applications = new Applications();
  private final TestPlatform platform = applications.platform;

  @AfterEach
  void returnToPresent() {
    platform.returnToPresent();
  }

  @Test
  void activatesTheStoreWhenApprovedAndPaid() {
    String id = applications.submit(applications.complete());
    applications.approveUpToDeposit(id);
    assertThat(applications.read(id).path("deposit").path("requiredFen").asLong())
        .isEqualTo(400_000);
    assertThat(applications.pay(id, 400_000).status()).isEqualTo(200);
    platform.awaitState(id, "ACTIVE");
    assertThat(applications.historyHolds(id)).isTrue();
    // What comes on top is booked: the money is there and stays refundable.
    assertThat(applications.pay(id, 100).status()).isEqualTo(200);
    assertThat(applications.read(id).path("deposit").path("paidFen").asLong()).isEqualTo(400_100);
  }

  @Test
  void rejectsWhenTheAuditorDoes() {
    String id = applications.submit(applications.complete());
    applications.reject(id);
    platform.awaitState(id, "REJECTED");
    assertThat(applications.read(id).path("reason").asString()).isEqualTo("主体与类目不符");
    assertThat(applications.read(id).path("nextActions")).isEmpty();
    ApiClient.Answer late = applications.withdraw(id);
    assertThat(late.status()).isEqualTo(409);
    assertThat(late.body().path("state").asString()).isEqualTo("REJECTED");
    assertThat(late.body().path("allowed")).isEmpty();
  }

  @Test
  void sendsHardProblemsBackWithoutAPersonAndTakesTheFix() {
    ObjectNode wrong = applications.withWrongLicence();
    wrong.putArray("documents");
    String id = applications.submit(wrong);
    platform.awaitState(id, "FIX_REQUIRED");
    assertThat(applications.read(id).path("problems").findValuesAsString("code"))
        .containsExactlyInAnyOrder("CHECK_CHARACTER", "DOCUMENT_MISSING", "DOCUMENT_MISSING");
    ObjectNode fixed =
        SampleApplications.withDocuments(ApiClient.copy(wrong), applications.merchant);
    ((ObjectNode) fixed.path("subject"))
        .put(
            "licenceNumber", SampleApplications.licenceNumber(wrong.path("merchantId").asString()));
    assertThat(applications.resubmit(id, fixed).status()).isEqualTo(202);
    platform.awaitState(id, "IN_REVIEW");
    assertThat(applications.read(id).path("problems")).isEmpty();
  }

  @Test
  void rejectsWhenTheRoundsAreUsedUp() {
    ObjectNode application = applications.withWrongLicence();
    String id = applications.submit(application);
    for (int round = 2; round <= 6; round++) {
      platform.awaitState(id, "FIX_REQUIRED");
      application.put("storeName", "青禾女装 " + round);
      assertThat(applications.resubmit(id, application).status()).isEqualTo(202);
    }
    platform.awaitState(id, "REJECTED");
    assertThat(applications.actions(id)).endsWith("RESUBMITTED", "REJECTED_TOO_MANY_ROUNDS");
    assertThat(applications.actions(id)).filteredOn("SENT_BACK"::equals).hasSize(5);
  }

  @Test
  void expiresWhenTheMerchantNeverFixes() {
    String id = applications.submit(applications.withWrongLicence());
    platform.awaitState(id, "FIX_REQUIRED");
    OffsetDateTime due = OffsetDateTime.parse(applications.read(id).path("fixDueAt").asString());
    OffsetDateTime created =
        OffsetDateTime.parse(applications.read(id).path("createdAt").asString());
    assertThat(Duration.between(created, due)).isBetween(Duration.ofDays(30), Duration.ofDays(31));
    platform.travelTo(due.minusMinutes(1).toInstant());
    // Time must not run past the reminder before its job is done: the deadline takes it away.
    TestPlatform.await("a reminder", () -> applications.actions(id).contains("MERCHANT_REMINDED"));
    platform.travelTo(due.plusMinutes(1).toInstant());
    platform.awaitState(id, "EXPIRED");
    assertThat(applications.actions(id)).endsWith("SENT_BACK", "MERCHANT_REMINDED", "EXPIRED");
  }

  @Test
  void expiresWhenTheMerchantNeverPays() {
    String id = applications.submit(applications.complete());
    applications.approveUpToDeposit(id);
    assertThat(applications.pay(id, 399_999).status()).isEqualTo(200);
    OffsetDateTime due =
        OffsetDateTime.parse(applications.read(id).path("deposit").path("dueAt").asString());
    platform.travelTo(due.plusMinutes(1).toInstant());
    platform.awaitState(id, "EXPIRED");
    platform.returnToPresent();
    ApiClient.Answer late = applications.pay(id, 1);
    assertThat(late.status()).isEqualTo(409);
    assertThat(late.body().path("state").asString()).isEqualTo("EXPIRED");
  }

  @Test
  void withdrawsFromReviewAndTakesTheTaskAway() {
    String id = applications.submit(applications.complete());
    applications.task(id);
    assertThat(applications.withdraw(id).status()).isEqualTo(202);
    assertThat(applications.read(id).path("state").asString()).isEqualTo("WITHDRAWN");
    TestPlatform.await("the task of " + id + " going", () -> !applications.hasTask(id));
    assertThat(applications.historyHolds(id)).isTrue();
  }

  @Test
  void withdrawsWhileTheMerchantFixesAndWhileTheDepositIsDue() {
    String fixing = applications.submit(applications.withWrongLicence());
    platform.awaitState(fixing, "FIX_REQUIRED");
    assertThat(applications.withdraw(fixing).status()).isEqualTo(202);
    String due = applications.submit(applications.complete());
    applications.approveUpToDeposit(due);
    assertThat(applications.withdraw(due).status()).isEqualTo(202);
    assertThat(applications.pay(due, 400_000).status()).isEqualTo(409);
  }

  /**
   * A form can be gone round: nobody claimed the task, and the completion tries to change more than
   * the verdict.
   */
  @Test
  void returnsAVerdictNobodyStandsForAndLetsNothingElseIn() {
    String id = applications.submit(applications.complete());
    String other = applications.submit(applications.withWrongLicence());
    String task = applications.task(id);
    platform.completeInEngine(
        task,
        Map.of(
            "verdict", "APPROVED",
            "caseId", other,
            "outcome", "PASSED",
            "round", 99,
            "accountVerification", "NONE",
            "auditDueAt", "2020-01-01T00:00:00Z",
            "waitDueAt", "2020-01-01T00:00:00Z",
            "transfer", 7,
            "depositRequiredFen", 1));
    TestPlatform.await(
        "a returned verdict", () -> applications.actions(id).contains("VERDICT_RETURNED"));
    TestPlatform.await(
        "a fresh task", () -> applications.hasTask(id) && !applications.task(id).equals(task));
    assertThat(applications.actions(id)).doesNotContain("APPROVED");
    assertThat(applications.read(id).path("state").asString()).isEqualTo("IN_REVIEW");
    applications.approveUpToDeposit(id);
    assertThat(applications.actions(id)).contains("APPROVED");
    assertThat(applications.read(other).path("state").asString()).isEqualTo("FIX_REQUIRED");
  }

  @Test
  void returnsASendBackWithoutAProblemAndARejectionWithoutAReason() {
    String id = applications.submit(applications.complete());
    String first = applications.task(id);
    applications.review(id, Map.of("verdict", "SENT_BACK", "problems", List.of()));
    TestPlatform.await(
        "a fresh task", () -> applications.hasTask(id) && !applications.task(id).equals(first));
    String second = applications.task(id);
    applications.review(id, Map.of("verdict", "REJECTED", "rejectionReason", "  "));
    TestPlatform.await(
        "a fresh task", () -> applications.hasTask(id) && !applications.task(id).equals(second));
    assertThat(applications.actions(id)).filteredOn("VERDICT_RETURNED"::equals).hasSize(2);
    applications.sendBack(id);
    platform.awaitState(id, "FIX_REQUIRED");
    assertThat(applications.read(id).path("problems").path(0).path("from").asString())
        .isEqualTo("AUDITOR");
  }

  /**
   * Tasklist 8.6.0 cannot read such a time by itself, and one that it cannot read stops it for
   * every later task.
   */
  @Test
  void showsATaskThatWasMadeOnTheFullSecondAndTheOnesAfterIt() {
    platform.travelTo(Instant.now().truncatedTo(ChronoUnit.SECONDS).plusSeconds(1));
    String onTheSecond = applications.submit(applications.complete());
    platform.awaitState(onTheSecond, "IN_REVIEW");
    platform.returnToPresent();
    String later = applications.submit(applications.complete());
    assertThat(applications.task(later)).isNotEmpty();
    assertThat(applications.task(onTheSecond)).isNotEmpty();
    assertThat(platform.camundaLog()).doesNotContain("failed to parse field [creationTime]");
  }

  /**
   * The timers fired in the engine, but the merchant's answers are in the database already: the
   * answers win.
   */
  @Test
  void goesOnWhenTheMerchantWasFirstAlthoughTheDeadlinePassedInTheEngine() {
    String paying = applications.submit(applications.complete());
    applications.approveUpToDeposit(paying);
    ObjectNode wrong = applications.withWrongLicence();
    String fixing = applications.submit(wrong);
    platform.awaitState(fixing, "FIX_REQUIRED");
    Instant afterBoth =
        OffsetDateTime.parse(applications.read(fixing).path("fixDueAt").asString())
            .plusDays(2)
            .toInstant();

    platform.stopService();
    platform.startServiceWithoutEngine();
    assertThat(applications.pay(paying, 400_000).status()).isEqualTo(200);
    ((ObjectNode) wrong.path("subject"))
        .put(
            "licenceNumber", SampleApplications.licenceNumber(wrong.path("merchantId").asString()));
    assertThat(applications.resubmit(fixing, wrong).status()).isEqualTo(202);
    platform.stopService();
    platform.travelTo(afterBoth);
    platform.awaitElement(paying, "Task_ExpireDeposit");
    platform.awaitElement(fixing, "Task_ExpireResubmission");
    platform.returnToPresent();
    platform.startService();

    platform.awaitState(paying, "ACTIVE");
    platform.awaitState(fixing, "IN_REVIEW");
    assertThat(applications.actions(paying)).endsWith("DEADLINE_MET", "ACTIVATED");
    assertThat(applications.actions(fixing))
        .endsWith("RESUBMITTED", "DEADLINE_MET", "MACHINE_CHECKED", "AUDIT_OPENED");
    // The answer to round 1 lies unused in the engine; it must not be taken for one to round 2.
    applications.sendBack(fixing);
    platform.awaitState(fixing, "FIX_REQUIRED");
    assertThat(applications.historyHolds(fixing)).isTrue();
    assertThat(platform.processState(fixing)).isEqualTo("ACTIVE");
    assertThat(applications.read(fixing).path("state").asString()).isEqualTo("FIX_REQUIRED");
  }
}
