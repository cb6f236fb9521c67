package dev.merchantreview.journey.filing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.merchantreview.journey.LiveSelling;
import dev.merchantreview.testing.HasPlatformAlone;
import dev.merchantreview.testing.TestPlatform;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** A filing that waits for its owner: reminders, another time of its live, and nobody answers. */
@HasPlatformAlone("moves the time")
class FilingWaitIT {

  private final LiveSelling selling = new LiveSelling();
  private final TestPlatform platform = selling.platform;

  @AfterEach
  void returnToPresent() {
    platform.returnToPresent();
  }

  @Test
  void remindsTheOwnerOnceBeforeTheLastDayToFile() {
    String id = withLive(LiveSelling.evening(20));
    platform.awaitBeingAt(id, "Task_AwaitQualification");
    Instant fileBy = time(selling.read(id), "fileBy");
    Instant remindAt = waiting(id, "remindAt");
    assertThat(remindAt).isBefore(fileBy);
    platform.travelTo(remindAt.minusSeconds(60));
    assertThat(selling.actions(id)).doesNotContain("MERCHANT_REMINDED");

    platform.travelTo(remindAt.plusSeconds(1));
    awaitAction(id, "MERCHANT_REMINDED");

    JsonNode details = event(id, "MERCHANT_REMINDED").path("details");
    // A weekend may lie between: at least one whole working day is left.
    assertThat(details.path("workingDaysLeft").asInt()).isBetween(1, 2);
    assertThat(Instant.parse(details.path("fileBy").asString())).isEqualTo(fileBy);
    TestPlatform.await(
        "the reminder on the path",
        () ->
            platform
                .passed(id)
                .containsAll(
                    List.of("Event_WaitReminder", "Task_RemindOwner", "Event_OwnerReminded")));
    assertThat(event(id, "MERCHANT_REMINDED").path("elementId").asString())
        .isEqualTo("Task_RemindOwner");
    // Still waited for, and not reminded again.
    selling.submit(id);
    selling.approve(id);
    selling.awaitState(id, "APPROVED");
    assertThat(selling.actions(id)).containsOnlyOnce("MERCHANT_REMINDED");
  }

  @Test
  void endsWhenNobodyAnswersAndBeginsAnewWithWhatComesLater() {
    String submitted = selling.selfBuilt();
    String edited = selling.selfBuilt();
    for (String id : List.of(submitted, edited)) {
      platform.awaitBeingAt(id, "Task_AwaitQualification");
    }
    // Were both times past at once, the end could come before the reminder, which is then none.
    platform.travelTo(waiting(edited, "remindAt").plusSeconds(1));
    for (String id : List.of(submitted, edited)) {
      awaitAction(id, "MERCHANT_REMINDED");
    }
    platform.travelTo(waiting(edited, "dueAt").plusSeconds(1));
    for (String id : List.of(submitted, edited)) {
      awaitAction(id, "LAPSED");
      platform.awaitEnd(id);
      assertThat(platform.passed(id))
          .containsSubsequence(
              "Event_Declared",
              "Task_AwaitQualification",
              "Event_WaitReminder",
              "Event_WaitExpired",
              "Task_Lapse",
              "Gateway_Lapsed",
              "Event_Lapsed");
      assertThat(selling.state(id)).isEqualTo("PENDING");
      assertThat(selling.actions(id)).containsOnlyOnce("MERCHANT_REMINDED", "LAPSED");
    }
    platform.returnToPresent();

    selling.submit(submitted);
    selling.approve(submitted);
    selling.awaitState(submitted, "APPROVED");
    assertThat(platform.passed(submitted)).startsWith("Event_Submitted", "Task_CheckFiling");

    selling.retitle(selling.productOf(edited), "久未提交之后修改的商品");
    TestPlatform.await(
        "another instance of " + edited,
        () ->
            platform
                .passed(edited)
                .equals(List.of("Event_Reopened", "Task_BeginWaiting", "Task_AwaitQualification")));
  }

  /** A live that is moved forth and back: each time the last day to file is another one. */
  @Test
  void isRemindedByTheTimeTheLiveIsMovedTo() {
    String one = LiveSelling.ownMerchant();
    String streamer = selling.streamer(LiveSelling.otherMerchant());
    selling.streamer(one);
    String id =
        selling.file(
            Map.of(
                "scenario",
                "PK",
                "productIds",
                List.of(selling.product(one)),
                "streamerId",
                streamer,
                "liveAt",
                LiveSelling.evening(40)));
    platform.awaitBeingAt(id, "Task_AwaitQualification");
    Instant first = waiting(id, "remindAt");
    String pk =
        selling
            .owner
            .get("/api/v1/pk-sessions?streamerId=" + streamer)
            .body()
            .path(0)
            .path("id")
            .asString();
    if (pk.isEmpty()) {
      pk =
          selling
              .other
              .get("/api/v1/pk-sessions?streamerId=" + streamer)
              .body()
              .path(0)
              .path("id")
              .asString();
    }
    for (int days : List.of(60, 20)) {
      assertThat(
              selling
                  .owner
                  .post(
                      "/api/v1/pk-sessions/" + pk + "/live-time",
                      Map.of("liveAt", LiveSelling.evening(days)))
                  .status())
          .isEqualTo(202);
    }
    Instant moved = waiting(id, "remindAt");
    assertThat(moved).isBefore(first);
    TestPlatform.await(
        "both on the path of " + id,
        () -> platform.passed(id).stream().filter("Event_WaitRedated"::equals).count() == 2);
    platform.awaitBeingAt(id, "Task_AwaitQualification");
    platform.travelTo(moved.plusSeconds(1));
    awaitAction(id, "MERCHANT_REMINDED");
  }

  /** What is older than instances that wait is given one, and is led to its end by it. */
  @Test
  void areBegunForWhatWaitsSinceBefore() {
    FormerFilings former = new FormerFilings(selling);
    String submitted = former.pending();
    String waiting = former.pending();
    awaitAction(waiting, "PROCESS_BEGUN");
    platform.awaitBeingAt(waiting, "Task_AwaitQualification");
    selling.submit(submitted);
    for (String id : List.of(submitted, waiting)) {
      if (id.equals(waiting)) {
        selling.submit(id);
      }
      selling.approve(id);
      selling.awaitState(id, "APPROVED");
      platform.awaitEnd(id);
    }
    assertThat(waiting(waiting, "dueAt")).isNull();
  }

  private String withLive(String liveAt) {
    String merchant = LiveSelling.ownMerchant();
    return selling.file(
        Map.of(
            "scenario",
            "SELF_BUILT",
            "productIds",
            List.of(selling.product(merchant)),
            "streamerId",
            selling.streamer(merchant),
            "liveAt",
            liveAt));
  }

  private void awaitAction(String id, String action) {
    TestPlatform.await(action + " of " + id, () -> selling.actions(id).contains(action));
  }

  private JsonNode event(String id, String action) {
    return selling
        .auditor
        .get("/api/v1/cases/" + id + "/history")
        .items()
        .valueStream()
        .filter(one -> one.path("action").asString().equals(action))
        .findFirst()
        .orElseThrow();
  }

  private static Instant time(JsonNode view, String field) {
    return OffsetDateTime.parse(view.path(field).asString()).toInstant();
  }

  private Instant waiting(String id, String what) {
    return platform
        .database()
        .sql("select cast(review -> 'waiting' ->> :what as timestamptz) from filing where id = :id")
        .param("what", what)
        .param("id", id)
        .query(
            (row, number) -> row.getTimestamp(1) == null ? null : row.getTimestamp(1).toInstant())
        .list()
        .getFirst();
  }
}
