package dev.merchantreview.journey.refund;

import static org.assertj.core.api.Assertions.assertThat;

import dev.merchantreview.journey.Refunding;
import dev.merchantreview.local.TasklistClient;
import dev.merchantreview.testing.HasPlatformAlone;
import dev.merchantreview.testing.TestPlatform;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * Whoever can change variables of a process, in Operate or through the engine, does so between a
 * reviewer's verdict and its being recorded: on record is what the reviewer said.
 */
@HasPlatformAlone("takes the engine away")
class ChangedVerdictIT {

  private final Refunding refunding = new Refunding();
  private final TestPlatform platform = refunding.platform;

  @Test
  void paysNothingThatWasRefused() {
    Refunding.Holder holder = refunding.endedProvider();
    String id = refunding.inReview(holder, "0000");
    refunding.approve("finance1", id);
    platform.awaitState(id, "SECOND_REVIEW");
    changed(
        id,
        "finance2",
        TasklistClient.rejection("NOT_ENTITLED", "不予退还"),
        Map.of("verdict", "APPROVED"));
    platform.awaitState(id, "REJECTED");
    platform.awaitEnd(id);
    assertThat(refunding.actions(id)).doesNotContain("PAYOUT_STARTED");
    assertThat(refunding.auditor.get("/api/v1/cases/" + id + "/history").body().toString())
        .contains("不予退还");
    assertThat(refunding.deposit(holder).path("heldFen").asLong())
        .isEqualTo(Refunding.PROVIDER_DEPOSIT);
  }

  @Test
  void refusesNothingThatWasApprovedAndPutsNoWordsIntoAnybodysMouth() {
    String id = refunding.inReview();
    changed(
        id,
        "finance1",
        Map.of("verdict", "APPROVED"),
        Map.of(
            "verdict",
            "REJECTED",
            "problems",
            List.of(Map.of("field", "", "code", "NOT_ENTITLED")),
            "reason",
            "别人写的话"));
    platform.awaitState(id, "SECOND_REVIEW");
    assertThat(refunding.auditor.get("/api/v1/cases/" + id + "/history").body().toString())
        .doesNotContain("别人写的话");
  }

  private void changed(
      String id, String reviewer, Map<String, Object> verdict, Map<String, Object> variables) {
    TasklistClient tasklist = platform.tasklist(reviewer);
    String task = platform.awaitTask(tasklist, id);
    platform.unplugEngine();
    try {
      tasklist.complete(task, verdict);
      Map<String, Object> all = new HashMap<>();
      List.of("problems", "reason").forEach(name -> all.put(name, null));
      all.putAll(variables);
      platform.engineByHand().setVariables(id, "SubProcess_Handling", all);
    } finally {
      platform.plugEngineIn();
    }
  }
}
