package dev.merchantreview.journey.onboarding;

import static org.assertj.core.api.Assertions.assertThat;

import dev.merchantreview.journey.Applications;
import dev.merchantreview.local.ApiClient;
import dev.merchantreview.local.SampleApplications;
import dev.merchantreview.testing.SharesPlatform;
import dev.merchantreview.testing.TestPlatform;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

/** Every way the process can end but by time, on the real broker. */
@SharesPlatform
class StoreOnboardingEndingsIT {

  private final Applications applications = new Applications();
  private final TestPlatform platform = applications.platform;

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
    assertThat(applications.read(id).path("problems").findValuesAsString("code"))
        .containsExactly("BUSINESS_NOT_ALLOWED");
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
        .containsExactlyInAnyOrder(
            "CHECK_CHARACTER", "DOCUMENT_MISSING", "DOCUMENT_MISSING", "DOCUMENT_MISSING");
    ObjectNode fixed =
        SampleApplications.withDocuments(ApiClient.copy(wrong), applications.merchant);
    ((ObjectNode) fixed.path("subject"))
        .put(
            "licenceNumber", SampleApplications.licenceNumber(wrong.path("merchantId").asString()));
    assertThat(applications.resubmit(id, fixed).status()).isEqualTo(202);
    applications.upToReview(id);
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
    platform
        .engineByHand()
        .complete(
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
    assertThat(applications.taskOtherThan(task, id)).isNotEmpty();
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
    String second = applications.taskOtherThan(first, id);
    applications.review(id, Map.of("verdict", "REJECTED", "rejectionReason", "主体与类目不符"));
    assertThat(applications.taskOtherThan(second, id)).isNotEmpty();
    assertThat(applications.actions(id)).filteredOn("VERDICT_RETURNED"::equals).hasSize(2);
    applications.sendBack(id);
    platform.awaitState(id, "FIX_REQUIRED");
    assertThat(applications.read(id).path("problems").path(0).path("from").asString())
        .isEqualTo("AUDITOR");
  }
}
