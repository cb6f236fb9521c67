package dev.merchantreview.journey.refund;

import static org.assertj.core.api.Assertions.assertThat;

import dev.merchantreview.journey.Refunding;
import dev.merchantreview.local.TasklistClient;
import dev.merchantreview.testing.SharesPlatform;
import dev.merchantreview.testing.TestPlatform;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Every way round the two persons and the balance that was thought of. */
@SharesPlatform
class RefundFourEyesIT {

  private final Refunding refunding = new Refunding();
  private final TestPlatform platform = refunding.platform;

  @Test
  void doesNotTakeTwoVerdictsOfOnePerson() {
    String id = refunding.inReview();
    refunding.approve("finance1", id);
    platform.awaitState(id, "SECOND_REVIEW");
    refunding.assertReturned(
        id, () -> refunding.approve("finance1", id), "The second review is another person's");
    // Refusing and sending back are verdicts too.
    refunding.assertReturned(
        id,
        () -> refunding.review("finance1", id, TasklistClient.rejection("NOT_ENTITLED", "权利存疑")),
        "The second review is another person's");
    refunding.approve("finance2", id);
    platform.awaitState(id, "PAID");
  }

  /** Who audits stores cannot pay, two of them neither, nor anybody made up; operators are told. */
  @Test
  void paysNothingForPeopleWhoAreNotInFinance() {
    String id = refunding.inReview();
    String outside = "Not in the group finance";
    refunding.assertReturned(id, () -> refunding.approve("auditor1", id), "auditor1: " + outside);
    refunding.assertReturned(id, () -> refunding.approve("auditor2", id), "auditor2: " + outside);
    List<String> madeUp = List.of("ceo-nobody", "ceo-nobody", "finance2\u200B", "a\u0000b");
    for (String name : madeUp) {
      String task = platform.awaitTask(platform.tasklist("finance1"), id);
      refunding.assertReturned(
          id,
          () -> {
            platform.engineByHand().assign(task, name);
            platform.engineByHand().complete(task, Map.of("verdict", "APPROVED"));
          },
          outside);
    }
    JsonNode dossier = refunding.dossier(id);
    assertThat(dossier.path("excluded").findValuesAsString("name"))
        .contains("merchant", "auditor1", "auditor2", "ceo-nobody")
        .doesNotContain("finance1", "finance2");
    JsonNode finding = finding(id).orElseThrow();
    assertThat(finding.path("kind").asString()).isEqualTo("VERDICTS_REFUSED");
    assertThat(finding.path("detail").asString()).contains("ceo-nobody ×2");
    // It ends when an operator has looked, whatever the comparing of instances finds.
    assertThat(platform.api("operator").post("/api/v1/cases/" + id + "/resync", Map.of()).status())
        .isEqualTo(200);
    assertThat(finding(id)).isEmpty();
    assertThat(refunding.actions(id)).contains("RESYNCED");

    String task = platform.awaitTask(platform.tasklist("finance1"), id);
    refunding.assertReturned(
        id,
        () -> {
          platform.engineByHand().assign(task, "finance1");
          platform
              .engineByHand()
              .complete(
                  task,
                  Map.of(
                      "verdict",
                      "SENT_BACK",
                      "reason",
                      "长".repeat(300_000),
                      "problems",
                      List.of(Map.of("field", "/account", "code", "OTHER", "note", "请看\u0000附件"))));
        },
        "no place in it: U+0000");
    refunding.approve("finance1", id);
    platform.awaitState(id, "SECOND_REVIEW");
    // The same person, spelt another way.
    String second = platform.awaitTask(platform.tasklist("finance2"), id);
    refunding.assertReturned(
        id,
        () -> {
          platform.engineByHand().assign(second, "ＦＩＮＡＮＣＥ１");
          platform.engineByHand().complete(second, Map.of("verdict", "APPROVED"));
        },
        "The second review is another person's");
    refunding.approve("finance2", id);
    platform.awaitState(id, "PAID");
    assertThat(refunding.actions(id)).filteredOn("PAYOUT_STARTED"::equals).hasSize(1);
  }

  @Test
  void doesNotTakeAVerdictNobodyGave() {
    String id = refunding.inReview();
    for (int stage = 1; stage <= 2; stage++) {
      String task = platform.awaitTask(platform.tasklist("finance1"), id);
      refunding.assertReturned(
          id,
          () ->
              platform
                  .engineByHand()
                  .complete(
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
    platform
        .engineByHand()
        .setVariables(
            id, Map.of("outcome", "APPROVED", "verdict", "APPROVED", "payoutNumber", "po_forged"));
    platform.engineByHand().beginAt(id, "Task_BeginPayout");
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
    refunding.assertReturned(
        id, () -> refunding.approve("auditor1", id), "the last word on its refund is another");
    refunding.assertReturned(
        id,
        () -> refunding.review("auditor1", id, TasklistClient.rejection("NOT_ENTITLED", "不予退还")),
        "the last word on its refund is another");
    refunding.approve("finance1", id);
    platform.awaitState(id, "PAID");
    assertThat(refunding.received(request).path(0).path("amountFen").asLong()).isEqualTo(400_000);
    refunding.assertHolds(store, id);
  }

  private Optional<JsonNode> finding(String id) {
    return platform.api("operator").finding(id);
  }
}
