package dev.merchantreview.journey.filing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.merchantreview.journey.LiveSelling;
import dev.merchantreview.testing.HasPlatformAlone;
import dev.merchantreview.testing.TestPlatform;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** A round of review while the engine is away, is late, or hears of an edit after a verdict. */
@HasPlatformAlone("takes the engine away and moves the time")
class FilingInterruptionsIT {

  private final LiveSelling selling = new LiveSelling();
  private final TestPlatform platform = selling.platform;

  @AfterEach
  void returnToPresent() {
    platform.returnToPresent();
  }

  /**
   * The reviewer completes the task, and the edit commits before the verdict is dealt with: the
   * verdict does not count, its giver is named, the next reviewer is told.
   */
  @Test
  void neverApprovesTheOldContentWhenAnEditIsFirst() {
    String id = selling.inReview();
    String task = selling.task(id);
    platform.unplugEngine();
    selling.complete(task, Map.of("verdict", "APPROVED"));
    selling.retitle(selling.productOf(id), "抢在审核之前修改的商品");
    platform.plugEngineIn();
    TestPlatform.await(
        "the lost verdict on record", () -> selling.actions(id).contains("VERDICT_TOO_LATE"));
    platform.awaitBeingAt(id, "Task_AwaitQualification");
    assertThat(selling.state(id)).isEqualTo("PENDING");
    assertThat(selling.actions(id)).doesNotContain("APPROVED");
    JsonNode lost = selling.auditor.get("/api/v1/cases/" + id + "/history").items();
    assertThat(lost.toString()).contains("\"reviewer\":\"auditor1\"");
    selling.submit(id);
    selling.approve(id);
    selling.awaitState(id, "APPROVED");
    assertThat(selling.actions(id).stream().filter("VERDICT_TOO_LATE"::equals)).hasSize(1);
  }

  @Test
  void remindsAndEscalatesOnceARoundAndNotLaterThanTheLive() {
    String merchant = LiveSelling.ownMerchant();
    String id =
        selling.file(
            Map.of(
                "scenario", "SELF_BUILT",
                "productIds", List.of(selling.product(merchant)),
                "streamerId", selling.streamer(merchant),
                "liveAt", LiveSelling.evening(1)));
    selling.submit(id);
    selling.task(id);
    JsonNode late = selling.read(id);
    assertThat(late.path("late").asBoolean()).isTrue();
    assertThat(late.path("warnings").path(0).path("code").asString()).isEqualTo("FILED_LATE");
    Instant due = OffsetDateTime.parse(late.path("reviewDueAt").asString()).toInstant();
    assertThat(due).isBeforeOrEqualTo(OffsetDateTime.parse(LiveSelling.evening(1)).toInstant());
    platform.travelTo(due.plusSeconds(1));
    TestPlatform.await(
        "reminder and escalation",
        () -> selling.actions(id).containsAll(List.of("AUDITOR_REMINDED", "AUDIT_OVERDUE")));
    selling.approve(id);
    selling.awaitState(id, "APPROVED");
    assertThat(selling.actions(id).stream().filter("AUDIT_OVERDUE"::equals)).hasSize(1);
  }

  @Test
  void takesSubmissionsWhileTheEngineIsAway() {
    String id = selling.selfBuilt();
    platform.unplugEngine();
    selling.submit(id);
    assertThat(selling.withdraw(id).status()).isEqualTo(202);
    selling.submit(id);
    platform.plugEngineIn();
    selling.task(id);
    assertThat(selling.read(id).path("round").asInt()).isEqualTo(2);
    assertThat(selling.actions(id).stream().filter("MACHINE_CHECKED"::equals)).hasSize(1);
    // The message of the second submission was not needed; it is not taken for a third one.
    assertThat(selling.withdraw(id).status()).isEqualTo(202);
    TestPlatform.await(
        "the waiting of " + id,
        () -> Collections.frequency(platform.passed(id), "Task_AwaitQualification") == 2);
    platform.awaitBeingAt(id, "Task_AwaitQualification");
    selling.submit(id);
    selling.approve(id);
    selling.awaitState(id, "APPROVED");
    assertThat(Collections.frequency(platform.passed(id), "Task_CheckFiling")).isEqualTo(2);
    assertThat(selling.actions(id)).doesNotContain("STEP_WITHOUT_GROUND");
  }
}
