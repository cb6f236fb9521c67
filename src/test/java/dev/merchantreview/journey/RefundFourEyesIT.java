package dev.merchantreview.journey;

import static org.assertj.core.api.Assertions.assertThat;

import dev.merchantreview.local.TestPlatform;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Every way round the two persons and the balance that was thought of. */
class RefundFourEyesIT {

  private final Refunding refunding = new Refunding();
  private final TestPlatform platform = refunding.platform;

  @Test
  void doesNotTakeTwoVerdictsOfOnePerson() {
    String id = refunding.inReview();
    refunding.approve("finance1", id);
    platform.awaitState(id, "SECOND_REVIEW");
    assertReturned(
        id, () -> refunding.approve("finance1", id), "The second review is another person's");
    // Refusing and sending back are verdicts too.
    assertReturned(
        id,
        () ->
            refunding.review(
                "finance1", id, Map.of("verdict", "REJECTED", "rejectionReason", "撤销")),
        "The second review is another person's");
    refunding.approve("finance2", id);
    platform.awaitState(id, "PAID");
  }

  @Test
  void doesNotTakeAVerdictNobodyGave() {
    String id = refunding.inReview();
    for (int stage = 1; stage <= 2; stage++) {
      String task = platform.awaitTask(platform.tasklist("finance1"), id);
      assertReturned(
          id,
          () ->
              platform.completeInEngine(
                  task,
                  Map.of(
                      "verdict", "APPROVED",
                      "outcome", "APPROVED",
                      "caseId", "rf_0000000000000000",
                      "amountFen", 1)),
          "Nobody is on record");
      refunding.approve("finance" + stage, id);
      platform.awaitState(id, stage == 1 ? "SECOND_REVIEW" : "PAID");
    }
    assertThat(refunding.actions(id)).filteredOn("PAYOUT_STARTED"::equals).hasSize(1);
  }

  /** A verdict is given in Tasklist and nowhere else. */
  @Test
  void takesNoVerdictOverTheApi() {
    String id = refunding.inReview();
    for (String call : List.of("approval", "verdict", "payout", "second-review")) {
      String path = "/api/v1/deposit-refunds/" + id + "/" + call;
      for (String user : List.of("merchant", "operator", "auditor", "admin")) {
        assertThat(platform.api(user).post(path, Map.of("verdict", "APPROVED")).status())
            .as(user + " " + call)
            .isIn(403, 404);
      }
    }
    assertThat(refunding.actions(id)).endsWith("REVIEW_OPENED");
  }

  /** Who can change the process can do everything there, but for what is on record. */
  @Test
  void paysNothingWhenTheProcessIsMovedPastTheReviews() {
    Refunding.Holder holder = refunding.endedProvider();
    String id = refunding.inReview(holder, "0000");
    platform.awaitTask(platform.tasklist("finance1"), id);
    platform.setVariablesInEngine(
        id, Map.of("outcome", "APPROVED", "verdict", "APPROVED", "payoutNumber", "po_forged"));
    platform.moveInEngine(id, "Task_BeginPayout");
    TestPlatform.await("an incident of " + id, () -> platform.processState(id).equals("INCIDENT"));
    assertThat(refunding.read(id).path("state").asString()).isEqualTo("IN_REVIEW");
    assertThat(refunding.read(id).path("payouts")).isEmpty();
    assertThat(refunding.deposit(holder).path("heldFen").asLong())
        .isEqualTo(Refunding.PROVIDER_DEPOSIT);
    assertThat(refunding.deposit(holder).path("inPayoutFen").asLong()).isZero();
  }

  @Test
  void leavesTheLastWordToSomebodyWhoDidNotLetTheHolderIn() {
    Refunding.Holder store = refunding.store();
    refunding.close(store);
    Map<String, Object> request = refunding.request(store, "0000");
    String id = refunding.submit(request).id();
    platform.awaitState(id, "IN_REVIEW");
    // 4,000 yuan: one person is enough, and that would be the last word.
    assertThat(refunding.read(id).path("secondReview").asBoolean()).isFalse();
    assertReturned(
        id, () -> refunding.approve("auditor1", id), "the last word on its refund is another");
    assertReturned(
        id,
        () ->
            refunding.review(
                "auditor1", id, Map.of("verdict", "REJECTED", "rejectionReason", "不予退还")),
        "the last word on its refund is another");
    refunding.approve("finance1", id);
    platform.awaitState(id, "PAID");
    assertThat(refunding.received(request).path(0).path("amountFen").asLong()).isEqualTo(400_000);
    refunding.assertHolds(store, id);
  }

  /** The task comes back, and whoever opens it in Tasklist reads why. */
  private void assertReturned(String id, Runnable attempt, String words) {
    String state = refunding.read(id).path("state").asString();
    long before = returned(id);
    attempt.run();
    TestPlatform.await("a returned task of " + id, () -> returned(id) > before);
    assertThat(refunding.read(id).path("state").asString()).isEqualTo(state);
    TestPlatform.await(
        "the reason in the task",
        () ->
            platform
                .tasklist("finance1")
                .openTask(id)
                .map(task -> platform.tasklist("finance1").variable(task, "dossier"))
                .filter(dossier -> dossier.path("notice").asString("").contains(words))
                .isPresent());
  }

  private long returned(String id) {
    return refunding.actions(id).stream().filter("VERDICT_RETURNED"::equals).count();
  }
}
