package dev.merchantreview.journey.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.merchantreview.journey.Applications;
import dev.merchantreview.journey.LiveSelling;
import dev.merchantreview.journey.Refunding;
import dev.merchantreview.local.SampleApplications;
import dev.merchantreview.testing.SharesPlatform;
import dev.merchantreview.testing.TestPlatform;
import io.camunda.client.CamundaClient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

/**
 * Whoever reaches the engine can publish its messages, with any variables. A case goes on by what
 * is on record, and waits on where it waited.
 */
@SharesPlatform
class ForgedMessagesIT {

  private static final Pattern MESSAGE =
      Pattern.compile("<bpmn:message id=\"\\w+\" name=\"([^\"]+)\"");
  private static final Map<String, Object> LIES =
      Map.of(
          "outcome", "PASSED",
          "phase", "OPEN",
          "accountResult", "MATCHED",
          "accountVerification", "NONE",
          "contract", "NONE",
          "deposit", "NONE",
          "expired", false,
          "caseId", "sa_00000000000000000000000000",
          "waitDueAt", "2020-01-01T00:00:00Z");

  private final Applications applications = new Applications();
  private final TestPlatform platform = applications.platform;
  private final Set<String> tried = new HashSet<>();

  @Test
  void leadAStoreApplicationNowhere() throws IOException {
    ObjectNode application = applications.complete();
    application.remove("shop");
    String id = applications.handIn(application);
    applications.awaitAnswerPossible(id);
    // A second instance for the same case: none of its steps is done.
    forge("store-application-submitted", "", Map.of("caseId", id, "round", 1));
    platform.awaitElement(id, "Task_AwaitAccount");
    forge("store-account-answered", id + ":1", LIES);
    awaitGroundless(id, 1, "VERIFYING_ACCOUNT");
    applications.verifyAccount(id);

    platform.awaitState(id, "SHOP_DATA_DUE");
    platform.awaitElement(id, "Task_AwaitShopData");
    forge("store-shop-data-handed-in", id + ":1", LIES);
    awaitGroundless(id, 2, "SHOP_DATA_DUE");
    assertThat(applications.handInShop(id, SampleApplications.shop(applications.merchant)).status())
        .isEqualTo(202);

    applications.task(id);
    forge("store-audit-redated", id + ":1", LIES);
    applications.sendBack(id);

    platform.awaitElement(id, "Task_AwaitResubmission");
    forge("store-application-resubmitted", id + ":1", LIES);
    awaitGroundless(id, 3, "FIX_REQUIRED");
    application.put("storeName", "青禾女装新店");
    assertThat(applications.resubmit(id, application).status()).isEqualTo(202);
    // The account and the shop are what they were: a person has it again at once.
    platform.awaitState(id, "IN_REVIEW");
    applications.approve(id);

    platform.awaitElement(id, "Task_AwaitSignature");
    forge("store-contract-signed", id, LIES);
    awaitGroundless(id, 4, "SIGNING");
    assertThat(applications.read(id).path("contract").path("signedAt").isString()).isFalse();
    applications.sign(id);
    platform.awaitState(id, "DEPOSIT_DUE");

    platform.awaitElement(id, "Task_AwaitDeposit");
    forge("store-deposit-paid", id, LIES);
    awaitGroundless(id, 5, "DEPOSIT_DUE");
    applications.pay(id, 400_000);
    platform.awaitState(id, "ACTIVE");
    assertThat(applications.read(id).path("contract").path("signedAt").isString()).isTrue();
    assertThat(applications.actions(id)).containsOnlyOnce("ACTIVATED");

    String other = applications.submit(applications.complete());
    platform.awaitState(other, "IN_REVIEW");
    applications.task(other);
    forge("store-application-withdrawn", other, LIES);
    awaitFound(other);
    assertThat(applications.read(other).path("state").asString()).isEqualTo("IN_REVIEW");
    applications.approve(other);
    platform.awaitState(other, "SIGNING");

    assertThat(tried).isEqualTo(messages("store-onboarding"));
  }

  @Test
  void payNoRefund() throws IOException {
    Refunding refunding = new Refunding();
    Refunding.Holder holder = refunding.provider();
    Map<String, Object> request = refunding.request(holder, "0202");
    String id = refunding.submit(request).id();
    platform.awaitState(id, "FIX_REQUIRED");
    platform.awaitElement(id, "Task_AwaitResubmission");
    forge("deposit-refund-submitted", "", Map.of("caseId", id, "round", 1));
    forge("deposit-refund-resubmitted", id + ":1", LIES);
    TestPlatform.await(
        "a step of " + id + " that had no ground",
        () -> refunding.actions(id).contains("STEP_WITHOUT_GROUND"));
    assertThat(refunding.read(id).path("state").asString()).isEqualTo("FIX_REQUIRED");
    refunding.end(holder);
    assertThat(refunding.resubmit(id, Refunding.content(request)).status()).isEqualTo(202);
    platform.awaitState(id, "IN_REVIEW");

    platform.awaitTask(platform.tasklist("finance1"), id);
    int round = refunding.read(id).path("round").asInt();
    forge("deposit-refund-redated", id + ":" + round, LIES);
    refunding.approve("finance1", id);
    platform.awaitState(id, "SECOND_REVIEW");
    refunding.approve("finance2", id);
    // The bank has not paid yet, whatever the message says; it is asked, and says so.
    platform.awaitElement(id, "Gateway_BankAnswer");
    String number = refunding.read(id).path("payouts").path(0).path("number").asString();
    forge("deposit-payout-notified", number, LIES);
    platform.awaitState(id, "PAID");
    assertThat(refunding.received(request)).hasSize(1);
    assertThat(refunding.read(id).path("payouts")).hasSize(1);
    assertThat(refunding.actions(id)).containsOnlyOnce("PAYOUT_STARTED", "PAID");
    refunding.assertHolds(holder, id);

    String other = refunding.inReview();
    platform.awaitTask(platform.tasklist("finance1"), other);
    forge("deposit-refund-withdrawn", other, LIES);
    awaitFound(other);
    assertThat(refunding.read(other).path("state").asString()).isEqualTo("IN_REVIEW");
    refunding.approve("finance1", other);
    platform.awaitState(other, "SECOND_REVIEW");

    assertThat(tried).isEqualTo(messages("deposit-refund"));
  }

  @Test
  void closeNoStore() throws IOException {
    Refunding refunding = new Refunding();
    Refunding.Holder store = refunding.store();
    String path = "/api/v1/stores/" + store.id();
    // Nobody asked for it: nothing is there to be reviewed.
    forge("store-closure-requested", "", anotherRound(store.id()));
    assertThat(refunding.askToClose(store).status()).isEqualTo(202);
    platform.awaitTask(platform.tasklist("auditor2"), store.id());
    forge("store-closure-review-redated", roundKey(store.id()), LIES);
    forge("store-closure-round-ended", roundKey(store.id()), LIES);
    awaitFound(store.id());
    assertThat(refunding.actions(store.id())).contains("STEP_WITHOUT_GROUND");
    assertThat(refunding.merchant.get(path).state()).isEqualTo("CLOSING");
    refunding.review("auditor2", store.id(), Map.of("verdict", "APPROVED"));
    platform.awaitState(store.id(), "CLOSED");
    assertThat(refunding.actions(store.id())).containsOnlyOnce("STORE_CLOSED");
    assertThat(tried).isEqualTo(messages("store-closure"));
  }

  @Test
  void fileNoProduct() throws IOException {
    LiveSelling selling = new LiveSelling();
    String id = selling.selfBuilt();
    for (String start : List.of("declared", "listed", "reopened", "submitted")) {
      // Other instances for the same filing: none of their steps is done.
      forge("streamer-filing-" + start, "", anotherRound(id));
    }
    platform.awaitBeingAt(id, "Task_AwaitQualification");
    forge("streamer-filing-edited", id + ":0", LIES);
    forge("streamer-filing-wait-redated", id + ":0", LIES);
    forge("streamer-filing-handed-in", id + ":0", LIES);
    TestPlatform.await(
        "a step of " + id + " that had no ground",
        () -> selling.actions(id).contains("STEP_WITHOUT_GROUND"));
    platform.awaitBeingAt(id, "Task_AwaitQualification");
    assertThat(selling.state(id)).isEqualTo("PENDING");

    selling.submit(id);
    String task = selling.task(id);
    forge("streamer-filing-review-redated", roundKey(id), LIES);
    for (String end : List.of("withdrawn", "edited")) {
      forge("streamer-filing-" + end, roundKey(id), LIES);
      // Reviewers get a fresh task; the round goes on.
      task = selling.taskOtherThan(task, id);
      assertThat(selling.state(id)).isEqualTo("IN_REVIEW");
    }
    forge("streamer-filing-closed", id + ":c1", LIES);
    awaitFound(id);
    assertThat(selling.state(id)).isEqualTo("IN_REVIEW");
    selling.approve(id);
    selling.awaitState(id, "APPROVED");
    assertThat(selling.read(id).path("round").asInt()).isEqualTo(1);
    assertThat(tried).isEqualTo(messages("streamer-filing"));
  }

  @Test
  void letNobodySellInAPk() throws IOException {
    LiveSelling selling = new LiveSelling();
    String streamer = selling.streamer(LiveSelling.ownMerchant());
    String opponent = selling.streamer(LiveSelling.otherMerchant());
    String id =
        selling
            .owner
            .post(
                "/api/v1/pk-sessions",
                Map.of(
                    "platform",
                    "KUAISHOU",
                    "streamerId",
                    streamer,
                    "counterpartId",
                    opponent,
                    "liveAt",
                    LiveSelling.evening(20)))
            .id();
    String waiting = streamer.compareTo(opponent) < 0 ? "Second" : "First";
    String confirmation = "Task_Await" + waiting + "Confirmation";
    TestPlatform.await("an instance of " + id, () -> platform.hasInstance(id));
    platform.awaitElement(id, confirmation);
    long instance = platform.instanceOf(id);
    Map<String, Object> lies = new HashMap<>(LIES);
    lies.putAll(
        Map.of(
            "standing", "BOTH_READY",
            "outcome", "HELD",
            "streamer", streamer,
            "firstStreamer", streamer,
            "secondStreamer", streamer,
            "liveAt", "2020-01-01T00:00:00Z",
            "overAt", "2020-01-01T00:00:00Z"));
    forge("pk-session-planned", "", Map.of("caseId", id));
    forge("pk-side-changed", id + ":" + opponent, lies);
    forge("pk-side-changed", id + ":" + streamer, lies);
    forge("pk-live-moved", id, lies);
    // Nobody waits for these, and whoever will looks for itself.
    forge("pk-side-left", id, lies);
    forge("pk-products-changed", id, lies);
    forge("pk-threshold-lost", id, lies);
    TestPlatform.await(
        "the times being looked up again, and the side being waited for again",
        () ->
            platform.tasklist("demo").hasReached(instance, "Event_LiveMoved")
                && platform.tasklist("demo").isAt(instance, confirmation));
    assertThat(selling.actions(id)).doesNotContain("PK_READY", "PK_LIVE_BEGAN", "PK_OVER");
    assertThat(platform.instanceOf(id)).isEqualTo(instance);

    assertThat(selling.other.post("/api/v1/pk-sessions/" + id + "/confirmation", Map.of()).status())
        .isEqualTo(202);
    TestPlatform.await("both sides being ready", () -> selling.actions(id).contains("PK_READY"));
    platform.awaitElement(id, "Gateway_AwaitLive");
    for (String name : List.of("pk-side-left", "pk-products-changed", "pk-threshold-lost")) {
      forge(name, id, lies);
    }
    TestPlatform.await(
        "both sides being looked at again, and nothing being missing",
        () ->
            platform.tasklist("demo").hasReached(instance, "Event_ThresholdLost")
                && platform.tasklist("demo").isAt(instance, "Gateway_AwaitLive"));
    assertThat(selling.actions(id)).containsOnlyOnce("PK_READY").doesNotContain("PK_REOPENED");
    assertThat(tried).isEqualTo(messages("pk-session"));
  }

  /** An instance that was ended by a lie is missed, told of, and begun anew by one call. */
  private void awaitFound(String id) {
    applications.awaitFinding(id, "INSTANCE_ENDED");
    assertThat(
            platform
                .api("operator")
                .post("/api/v1/cases/" + id + "/resync", Map.of())
                .body()
                .path("repaired")
                .asBoolean())
        .isTrue();
  }

  private static Map<String, Object> anotherRound(String id) {
    return Map.of("caseId", id, "round", 9, "roundKey", id + ":9");
  }

  private String roundKey(String id) {
    return platform
        .tasklist("demo")
        .variable(platform.awaitTask(platform.tasklist("demo"), id), "roundKey")
        .asString();
  }

  private void awaitGroundless(String id, int times, String state) {
    TestPlatform.await(
        "%d steps of %s that had no ground".formatted(times, id),
        () -> Collections.frequency(applications.actions(id), "STEP_WITHOUT_GROUND") == times);
    assertThat(applications.read(id).path("state").asString()).isEqualTo(state);
  }

  private void forge(String message, String key, Map<String, Object> variables) {
    tried.add(message);
    platform
        .bean(CamundaClient.class)
        .newPublishMessageCommand()
        .messageName(message)
        .correlationKey(key)
        .timeToLive(Duration.ofSeconds(5))
        .variables(variables)
        .send()
        .join();
  }

  private static Set<String> messages(String process) throws IOException {
    Matcher found = MESSAGE.matcher(Files.readString(Path.of("bpmn", process + ".bpmn")));
    Set<String> names = new HashSet<>();
    while (found.find()) {
      names.add(found.group(1));
    }
    return names;
  }
}
