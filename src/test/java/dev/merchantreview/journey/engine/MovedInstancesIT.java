package dev.merchantreview.journey.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.merchantreview.journey.Applications;
import dev.merchantreview.journey.LiveSelling;
import dev.merchantreview.journey.Refunding;
import dev.merchantreview.testing.HasPlatformAlone;
import dev.merchantreview.testing.PlatformKind;
import dev.merchantreview.testing.TestPlatform;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * Instances that were started on former diagrams are moved to the present ones, as the real Operate
 * shows them, and go on there to their end.
 */
@HasPlatformAlone(
    value = "deploys other diagrams and moves the time",
    on = PlatformKind.WEB_APPLICATIONS)
class MovedInstancesIT {

  private final Applications applications = new Applications();
  private final LiveSelling selling = new LiveSelling();
  private final Refunding refunding = new Refunding();
  private final TestPlatform platform = applications.platform;

  @AfterEach
  void deployPresentOnes() throws IOException {
    platform.returnToPresent();
    Diagrams.deploy(platform, Diagrams.PRESENT);
  }

  /**
   * Moved while reviews and a merchant are waited for; clocks, withdrawals and verdicts find them
   * in the present diagrams.
   */
  @Test
  void areMovedToThePresentOnesAndEndThere() throws IOException {
    Refunding.Holder closing = refunding.store();
    Refunding.Holder provider = refunding.endedProvider();
    Diagrams.deploy(platform, Diagrams.FORMER);
    String application = applications.submit(applications.complete());
    String returned = applications.submit(applications.complete());
    String filing = selling.inReview();
    String withdrawn = selling.inReview();
    String refund = refunding.inReview(provider, "1");
    refunding.askToClose(closing);
    platform.awaitTask(platform.tasklist("auditor2"), closing.id());
    applications.sendBack(returned);
    platform.awaitState(returned, "FIX_REQUIRED");
    platform.awaitTask(platform.tasklist("auditor1"), application);
    Diagrams.deploy(platform, Diagrams.PRESENT);

    List<String> all = List.of(application, returned, filing, withdrawn, refund, closing.id());
    for (String id : all) {
      TestPlatform.await(
          "the records to know where the instance of " + id + " is",
          () ->
              platform
                  .api("operator")
                  .get("/api/v1/cases/" + id + "/migration")
                  .body()
                  .path("outcome")
                  .asString()
                  .equals("PLANNED"));
      assertThat(
              platform
                  .api("operator")
                  .post("/api/v1/cases/" + id + "/migration", Map.of())
                  .body()
                  .path("outcome")
                  .asString())
          .isEqualTo("ACCEPTED");
    }
    for (String id : all) {
      TestPlatform.await(
          "the move of " + id,
          () -> applications.actions(id).stream().anyMatch(action -> action.startsWith("MIGRAT")));
      assertThat(applications.actions(id)).contains("MIGRATED");
    }

    platform.travelTo(Instant.now().plus(Duration.ofDays(20)));
    for (String id : List.of(application, filing, closing.id(), refund)) {
      TestPlatform.await(
          "a reminder and a report of " + id,
          () -> applications.actions(id).containsAll(List.of("AUDITOR_REMINDED", "AUDIT_OVERDUE")));
    }
    Instant due =
        OffsetDateTime.parse(applications.read(returned).path("fixDueAt").asString()).toInstant();
    // Time must not run past the reminder before its job is done: the deadline takes it away.
    platform.travelTo(due.minus(Duration.ofHours(1)));
    TestPlatform.await(
        "a reminder", () -> applications.actions(returned).contains("MERCHANT_REMINDED"));
    platform.travelTo(due.plusSeconds(1));
    platform.awaitState(returned, "EXPIRED");
    platform.returnToPresent();

    assertThat(selling.withdraw(withdrawn).status()).isEqualTo(202);
    selling.approve(filing);
    platform.awaitState(filing, "APPROVED");
    refunding.review("finance1", refund, Map.of("verdict", "APPROVED"));
    platform.awaitState(refund, "SECOND_REVIEW");
    refunding.review("finance2", refund, Map.of("verdict", "APPROVED"));
    platform.awaitState(refund, "PAID");
    refunding.review("auditor2", closing.id(), Map.of("verdict", "APPROVED"));
    platform.awaitState(closing.id(), "CLOSED");
    applications.approveUpToDeposit(application);
    TestPlatform.await(
        "the end of the round", () -> platform.processState(withdrawn).equals("COMPLETED"));
  }
}
