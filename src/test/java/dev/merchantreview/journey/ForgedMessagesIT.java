package dev.merchantreview.journey;

import static org.assertj.core.api.Assertions.assertThat;

import dev.merchantreview.local.TestPlatform;
import io.camunda.client.CamundaClient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

/**
 * Whoever reaches the engine can publish its messages, with any variables. A case goes on by what
 * is on record, and waits on where it waited.
 */
class ForgedMessagesIT {

  private static final Pattern MESSAGE =
      Pattern.compile("<bpmn:message id=\"\\w+\" name=\"([^\"]+)\"");
  private static final Map<String, Object> LIES =
      Map.of(
          "outcome", "PASSED",
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
    String id = applications.submit(application);
    platform.awaitState(id, "IN_REVIEW");
    // A second instance for the same case: none of its steps is done.
    forge("store-application-submitted", "", Map.of("caseId", id, "round", 1));
    applications.task(id);
    forge("store-audit-redated", id + ":1", LIES);
    applications.sendBack(id);

    platform.awaitElement(id, "Task_AwaitResubmission");
    forge("store-application-resubmitted", id + ":1", LIES);
    awaitGroundless(id, 1, "FIX_REQUIRED");
    application.put("storeName", "青禾女装新店");
    assertThat(applications.resubmit(id, application).status()).isEqualTo(202);
    platform.awaitState(id, "IN_REVIEW");
    applications.approve(id);

    platform.awaitElement(id, "Task_AwaitAccount");
    forge("store-account-answered", id + ":1", LIES);
    awaitGroundless(id, 2, "VERIFYING_ACCOUNT");
    applications.verifyAccount(id);

    platform.awaitElement(id, "Task_AwaitSignature");
    forge("store-contract-signed", id, LIES);
    awaitGroundless(id, 3, "SIGNING");
    assertThat(applications.read(id).path("contract").path("signedAt").isString()).isFalse();
    applications.sign(id);
    platform.awaitState(id, "DEPOSIT_DUE");

    platform.awaitElement(id, "Task_AwaitDeposit");
    forge("store-deposit-paid", id, LIES);
    awaitGroundless(id, 4, "DEPOSIT_DUE");
    applications.pay(id, 400_000);
    platform.awaitState(id, "ACTIVE");
    assertThat(applications.read(id).path("contract").path("signedAt").isString()).isTrue();
    assertThat(applications.actions(id)).containsOnlyOnce("ACTIVATED");

    // The one message that ends an instance: the case stays as it is, and that it has none is told.
    String other = applications.submit(applications.complete());
    platform.awaitState(other, "IN_REVIEW");
    applications.task(other);
    forge("store-application-withdrawn", other, LIES);
    TestPlatform.await(
        "the instance of " + other + " to end",
        () -> !platform.processState(other).equals("ACTIVE"));
    assertThat(applications.read(other).path("state").asString()).isEqualTo("IN_REVIEW");

    assertThat(tried).isEqualTo(messages("store-onboarding"));
  }

  /** What the decision is asked with can be changed; what the case on record needs cannot. */
  @Test
  @Tag(TestPlatform.WEB_APPLICATIONS)
  void aChangedVariableMakesNoDepositCheaper() {
    String id = applications.submit(applications.complete());
    applications.approve(id);
    applications.verifyAccount(id);
    platform.awaitElement(id, "Task_AwaitSignature");
    platform.setVariablesInEngine(id, Map.of("platform", "WECHAT", "categories", List.of("服饰内衣")));
    applications.sign(id);

    applications.awaitFinding(id, "INCIDENT");
    assertThat(applications.finding(id).orElseThrow().path("detail").asString())
        .contains("a deposit of 0 yuan, the table says 4000.00");
    assertThat(applications.read(id).path("state").asString()).isEqualTo("SIGNING");
    assertThat(applications.actions(id)).doesNotContain("DEPOSIT_NOT_REQUIRED");

    // Started anew it is asked with what is on record.
    platform.cancelInEngine(id);
    applications.awaitFinding(id, "INSTANCE_ENDED");
    assertThat(
            platform
                .api("operator")
                .post("/api/v1/cases/" + id + "/resync", Map.of())
                .body()
                .path("repaired")
                .asBoolean())
        .isTrue();
    platform.awaitState(id, "DEPOSIT_DUE");
    assertThat(applications.read(id).path("deposit").path("requiredFen").asLong())
        .isEqualTo(400_000);
    TestPlatform.await(
        "the row that decided, in Operate",
        () ->
            platform
                .tasklist("demo")
                .decisions(platform.instanceOf(id))
                .equals(List.of("store-deposit Rule_Douyin_Enterprise_Clothing 4000")));
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
