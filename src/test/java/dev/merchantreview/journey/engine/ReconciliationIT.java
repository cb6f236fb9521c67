package dev.merchantreview.journey.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.merchantreview.journey.Applications;
import dev.merchantreview.journey.Refunding;
import dev.merchantreview.local.ApiClient;
import dev.merchantreview.testing.SharesPlatform;
import dev.merchantreview.testing.TestPlatform;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** A case whose process instance is gone or stuck is found, and set right by one call. */
@SharesPlatform
class ReconciliationIT {

  private final Applications applications = new Applications();
  private final TestPlatform platform = applications.platform;
  private final ApiClient operator = platform.api("operator");

  @Test
  void findsACancelledInstanceInEveryStateAndGoesOnWhereTheCaseStands() {
    String inReview = applications.submit(applications.complete("KUAISHOU", "ENTERPRISE"));
    applications.task(inReview);
    String fixing = applications.submit(applications.withWrongLicence());
    platform.awaitState(fixing, "FIX_REQUIRED");
    String verifying = applications.handIn(applications.complete());
    applications.awaitAnswerPossible(verifying);
    ObjectNode undescribed = applications.complete("DOUYIN", "PERSONAL");
    undescribed.remove("shop");
    String describing = applications.handIn(undescribed);
    platform.awaitState(describing, "SHOP_DATA_DUE");
    String paying = applications.submit(applications.complete("KUAISHOU", "ENTERPRISE"));
    applications.approve(paying);
    platform.awaitState(paying, "DEPOSIT_DUE");
    List<String> all = List.of(inReview, fixing, verifying, describing, paying);
    all.forEach(platform.engineByHand()::cancel);
    all.forEach(id -> applications.awaitFinding(id, "INSTANCE_ENDED"));
    JsonNode finding = applications.finding(inReview).orElseThrow();
    assertThat(finding.path("remedy").asString()).isNotBlank();
    assertThat(platform.api("merchant").get("/api/v1/findings").status()).isEqualTo(403);
    assertThat(
            applications.merchant.post("/api/v1/cases/" + inReview + "/resync", Map.of()).status())
        .isEqualTo(403);

    for (String id : all) {
      ApiClient.Answer answer = operator.post("/api/v1/cases/" + id + "/resync", Map.of());
      assertThat(answer.status()).isEqualTo(200);
      assertThat(answer.body().path("repaired").asBoolean()).isTrue();
      assertThat(applications.actions(id)).contains("RESYNCED");
    }
    all.forEach(
        id ->
            TestPlatform.await(
                "a running instance of " + id, () -> platform.processState(id).equals("ACTIVE")));
    applications.approve(inReview);
    platform.awaitState(inReview, "DEPOSIT_DUE");
    applications.verifyAccount(verifying);
    applications.task(verifying);
    applications.task(describing);
    assertThat(applications.pay(paying, 400_000).status()).isEqualTo(200);
    platform.awaitState(paying, "ACTIVE");
    assertThat(applications.withdraw(fixing).status()).isEqualTo(202);
    platform.awaitEnd(fixing);
    TestPlatform.await(
        "no finding left", () -> all.stream().allMatch(id -> applications.finding(id).isEmpty()));
    assertThat(applications.historyHolds(inReview)).isTrue();
  }

  /** Money is on its way or nearly so: the new instance goes on there, and pays nothing twice. */
  @Test
  void goesOnWithARefundAndAClosingWhereTheyStand() {
    Refunding refunding = new Refunding();
    Refunding.Holder store = refunding.store();
    refunding.askToClose(store);
    platform.awaitTask(platform.tasklist("auditor2"), store.id());
    String finance = refunding.inReview();
    platform.awaitTask(platform.tasklist("finance1"), finance);
    String second = refunding.inReview();
    refunding.approve("finance1", second);
    platform.awaitState(second, "SECOND_REVIEW");
    Refunding.Holder holder = refunding.endedProvider();
    Map<String, Object> request = refunding.request(holder, "0560");
    String paying = refunding.submit(request).id();
    platform.awaitState(paying, "IN_REVIEW");
    refunding.approveTwice(paying);
    platform.awaitState(paying, "PAYING");
    List<String> all = List.of(store.id(), finance, second, paying);
    all.forEach(platform.engineByHand()::cancel);
    for (String id : all) {
      applications.awaitFinding(id, "INSTANCE_ENDED");
      assertThat(
              operator
                  .post("/api/v1/cases/" + id + "/resync", Map.of())
                  .body()
                  .path("repaired")
                  .asBoolean())
          .isTrue();
    }
    refunding.review("auditor2", store.id(), Map.of("verdict", "APPROVED"));
    platform.awaitState(store.id(), "CLOSED");
    refunding.approveTwice(finance);
    platform.awaitState(finance, "PAID");
    refunding.approve("finance2", second);
    platform.awaitState(second, "PAID");
    // The bank is down for a while.
    platform.awaitState(paying, "PAID");
    assertThat(refunding.received(request)).hasSize(1);
    assertThat(refunding.read(paying).path("payouts")).hasSize(1);
  }

  /** An engine that came back from an old backup does not know the instance. */
  @Test
  void startsAnewWhatTheEngineHasForgotten() {
    String id = applications.submit(applications.complete("KUAISHOU", "ENTERPRISE"));
    applications.task(id);
    platform.engineByHand().cancel(id);
    platform.setInstance(id, 1);
    applications.awaitFinding(id, "INSTANCE_MISSING");
    operator.post("/api/v1/cases/" + id + "/resync", Map.of());
    TestPlatform.await("a running instance", () -> platform.processState(id).equals("ACTIVE"));
    applications.approve(id);
    platform.awaitState(id, "DEPOSIT_DUE");
  }

  @Test
  void leavesASoundCaseAloneAndKnowsNoOther() {
    String id = applications.submit(applications.complete());
    applications.task(id);
    ApiClient.Answer answer = operator.post("/api/v1/cases/" + id + "/resync", Map.of());
    assertThat(answer.body().path("repaired").asBoolean()).isFalse();
    assertThat(answer.body().path("finding").isNull()).isTrue();
    assertThat(operator.post("/api/v1/cases/sa_0000000000000000/resync", Map.of()).status())
        .isEqualTo(404);
  }
}
