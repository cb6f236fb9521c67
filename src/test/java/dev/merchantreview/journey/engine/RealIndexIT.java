package dev.merchantreview.journey.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.merchantreview.journey.Applications;
import dev.merchantreview.journey.Refunding;
import dev.merchantreview.local.TasklistClient;
import dev.merchantreview.shared.Sha256;
import dev.merchantreview.testing.PlatformKind;
import dev.merchantreview.testing.SharesPlatform;
import dev.merchantreview.testing.TaggedFiles;
import dev.merchantreview.testing.TestPlatform;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What the service reads of Tasklist and Operate, where the real index has its own ways. */
@SharesPlatform(PlatformKind.WEB_APPLICATIONS)
class RealIndexIT {

  private final Applications applications = new Applications();
  private final Refunding refunding = new Refunding();
  private final TestPlatform platform = applications.platform;

  /** Of every process; and the diagram without its tag is the file, to the byte. */
  @Test
  void showsInOperateWhichFileAProcessAndADecisionAre() throws IOException {
    TasklistClient operate = platform.tasklist("demo");
    JsonNode tags =
        platform.api("admin").get("/actuator/info").body().path("engine").path("models");
    for (String process :
        List.of(
            "deposit-refund",
            "pk-session",
            "store-closure",
            "store-onboarding",
            "streamer-filing")) {
      String tag = tags.path(process + ".bpmn").asString();
      TestPlatform.await(process + " in Operate", () -> operate.diagrams(process).containsKey(tag));
      String file = Files.readString(Path.of("bpmn", process + ".bpmn"));
      assertThat(Sha256.hex(file.getBytes(StandardCharsets.UTF_8))).startsWith(tag);
      assertThat(TaggedFiles.withoutTag(operate.diagrams(process).get(tag))).isEqualTo(file);
    }
    String table = Files.readString(Path.of("bpmn/rules/pk-threshold.dmn"));
    String tag = tags.path("pk-threshold.dmn").asString();
    TestPlatform.await(
        "the decision in Operate",
        () ->
            operate.decisionTables("Definitions_PkThreshold").stream()
                .anyMatch(xml -> xml.contains(tag) && TaggedFiles.withoutTag(xml).equals(table)));
  }

  /** What the decision is asked with can be changed; what the case on record needs cannot. */
  @Test
  void aChangedVariableMakesNoDepositCheaper() {
    String id = applications.submit(applications.complete());
    applications.approve(id);
    applications.verifyAccount(id);
    platform.awaitElement(id, "Task_AwaitSignature");
    platform
        .engineByHand()
        .setVariables(id, Map.of("platform", "WECHAT", "categories", List.of("服饰内衣")));
    applications.sign(id);

    // Each phase begins with what is on record.
    platform.awaitState(id, "DEPOSIT_DUE");
    assertThat(applications.read(id).path("deposit").path("requiredFen").asLong())
        .isEqualTo(400_000);
    assertThat(applications.actions(id)).doesNotContain("DEPOSIT_NOT_REQUIRED");

    String untouched = applications.submit(applications.complete());
    applications.approveUpToDeposit(untouched);
    TestPlatform.await(
        "the row that decided, in Operate",
        () ->
            platform
                .tasklist("demo")
                .decisions(platform.instanceOf(untouched))
                .equals(List.of("store-deposit Rule_Douyin_Enterprise_Clothing 4000")));
  }

  /** The cause is removed by a person; the call tries the failed step again. */
  @Test
  void findsAStepThatFailedTooOftenAndTriesItAgain() {
    String id = applications.submit(applications.complete("WECHAT", "PERSONAL"));
    applications.approve(id);
    platform.awaitState(id, "SIGNING");
    platform.awaitElement(id, "Task_AwaitSignature");
    long instance = platform.instanceOf(id);
    // A wrong instance on record makes the next step refuse to work for the right one.
    platform.setInstance(id, 1);
    applications.sign(id);
    TestPlatform.await(
        "an incident of " + id, () -> platform.processState(instance).equals("INCIDENT"));
    platform.setInstance(id, instance);
    applications.awaitFinding(id, "INCIDENT");
    assertThat(applications.finding(id).orElseThrow().path("detail").asString())
        .contains("does not belong");
    assertThat(
            platform
                .api("operator")
                .post("/api/v1/cases/" + id + "/resync", Map.of())
                .body()
                .path("repaired")
                .asBoolean())
        .isTrue();
    platform.awaitState(id, "ACTIVE");
  }

  /** The index cuts long values short, and has names that no user has. */
  @Test
  void readsFromTasklistWhoeverReviewedAndWhateverWasWritten() {
    String id = refunding.inReview();
    refunding.assertReturned(
        id, () -> refunding.approve("auditor1", id), "auditor1: Not in the group finance");
    String task = platform.awaitTask(platform.tasklist("finance1"), id);
    refunding.assertReturned(
        id,
        () -> {
          platform.engineByHand().assign(task, "a\u0000b");
          platform.engineByHand().complete(task, Map.of("verdict", "APPROVED"));
        },
        "Not in the group finance");
    String next = platform.awaitTask(platform.tasklist("finance1"), id);
    refunding.assertReturned(
        id,
        () -> {
          platform.engineByHand().assign(next, "finance1");
          platform
              .engineByHand()
              .complete(
                  next,
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
  }
}
