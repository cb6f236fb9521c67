package dev.merchantreview.journey.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.merchantreview.journey.Applications;
import dev.merchantreview.journey.LiveSelling;
import dev.merchantreview.journey.Refunding;
import dev.merchantreview.testing.HasPlatformAlone;
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
 * Instances that were started before all diagrams had the same job types for the steps of a review
 * go on to their end. The diagrams are those of that time.
 */
@HasPlatformAlone("deploys other diagrams")
class FormerDiagramsIT {

  private final Applications applications = new Applications();
  private final LiveSelling selling = new LiveSelling();
  private final Refunding refunding = new Refunding();
  private final TestPlatform platform = applications.platform;

  @AfterEach
  void deployPresentOnes() throws IOException {
    platform.returnToPresent();
    Diagrams.deploy(platform, Diagrams.PRESENT);
  }

  @Test
  void leadToTheEndWithWhatIsNamedOtherwiseNow() throws IOException {
    Refunding.Holder closing = refunding.store();
    Refunding.Holder provider = refunding.endedProvider();
    Diagrams.deploy(platform, Diagrams.FORMER);
    String application = applications.submit(applications.complete());
    String returned = applications.submit(applications.complete());
    String filing = selling.inReview();
    String edited = selling.inReview();
    String refund = refunding.inReview(provider, "1");
    refunding.askToClose(closing);
    platform.awaitTask(platform.tasklist("auditor2"), closing.id());
    Diagrams.deploy(platform, Diagrams.PRESENT);

    // Every clock of a review runs out, and each is reminded of and reported once.
    List<String> reviewed = List.of(application, filing, closing.id(), refund);
    platform.awaitTask(platform.tasklist("auditor1"), application);
    platform.travelTo(Instant.now().plus(Duration.ofDays(20)));
    for (String id : reviewed) {
      TestPlatform.await(
          "a reminder and a report of " + id,
          () -> applications.actions(id).containsAll(List.of("AUDITOR_REMINDED", "AUDIT_OVERDUE")));
    }
    platform.returnToPresent();

    // A verdict that does not count comes back, one that does leads on.
    refunding.review("auditor1", refund, Map.of("verdict", "APPROVED"));
    TestPlatform.await(
        "a returned task", () -> refunding.actions(refund).contains("VERDICT_RETURNED"));
    refunding.review("finance1", refund, Map.of("verdict", "APPROVED"));
    platform.awaitState(refund, "SECOND_REVIEW");
    refunding.review("finance2", refund, Map.of("verdict", "APPROVED"));
    platform.awaitState(refund, "PAID");

    selling.approve(filing);
    platform.awaitState(filing, "APPROVED");
    assertThat(selling.withdraw(edited).status()).isEqualTo(202);
    TestPlatform.await(
        "the end of the round", () -> platform.processState(edited).equals("COMPLETED"));

    refunding.review("auditor2", closing.id(), Map.of("verdict", "APPROVED"));
    platform.awaitState(closing.id(), "CLOSED");

    applications.approveUpToDeposit(application);
    applications.sendBack(returned);
    platform.awaitState(returned, "FIX_REQUIRED");
    Instant due =
        OffsetDateTime.parse(applications.read(returned).path("fixDueAt").asString()).toInstant();
    platform.travelTo(due.minus(Duration.ofHours(1)));
    TestPlatform.await(
        "a reminder", () -> applications.actions(returned).contains("MERCHANT_REMINDED"));
    platform.travelTo(due.plusSeconds(1));
    platform.awaitState(returned, "EXPIRED");
  }
}
