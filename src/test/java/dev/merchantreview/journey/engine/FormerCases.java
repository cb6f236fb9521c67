package dev.merchantreview.journey.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.merchantreview.journey.Applications;
import dev.merchantreview.journey.LiveSelling;
import dev.merchantreview.journey.Refunding;
import dev.merchantreview.journey.filing.FormerFilings;
import dev.merchantreview.testing.TestPlatform;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;

/**
 * Cases of all types whose instances were started on former diagrams and wait there for a verdict.
 */
final class FormerCases {

  private final Applications applications = new Applications();
  private final LiveSelling selling = new LiveSelling();
  private final FormerFilings formerFilings = new FormerFilings(selling);
  private final Refunding refunding = new Refunding();
  private final TestPlatform platform = applications.platform;

  final String application;
  final String returned;
  final String filing;
  final String withdrawn;
  final String refund;
  final Refunding.Holder closing;

  /** Starts them; the former diagrams are the newest ones afterwards. */
  FormerCases() throws IOException {
    closing = refunding.store();
    Refunding.Holder provider = refunding.endedProvider();
    Diagrams.deploy(platform, Diagrams.FORMER);
    application = applications.submit(applications.complete());
    returned = applications.submit(applications.complete());
    filing = formerFilings.inReview();
    withdrawn = formerFilings.inReview();
    refund = refunding.inReview(provider, "1");
    refunding.askToClose(closing);
    platform.awaitTask(platform.tasklist("auditor2"), closing.id());
    platform.awaitTask(platform.tasklist("auditor1"), application);
    // Whose instance has done no step yet belongs to none on record.
    for (String one : all()) {
      TestPlatform.await("an instance of " + one, () -> platform.hasInstance(one));
    }
  }

  List<String> all() {
    return List.of(application, returned, filing, withdrawn, refund, closing.id());
  }

  void sendBack() {
    applications.sendBack(returned);
    platform.awaitState(returned, "FIX_REQUIRED");
  }

  /** Every clock of a review runs out, and each is reminded of and reported. */
  void letReviewsRunOut() {
    platform.travelTo(Instant.now().plus(Duration.ofDays(20)));
    for (String id : List.of(application, filing, closing.id(), refund)) {
      TestPlatform.await(
          "a reminder and a report of " + id,
          () -> applications.actions(id).containsAll(List.of("AUDITOR_REMINDED", "AUDIT_OVERDUE")));
    }
  }

  /** The merchant to whom one was sent back is reminded, and does nothing. */
  void letReturnedOneExpire() {
    Instant due =
        OffsetDateTime.parse(applications.read(returned).path("fixDueAt").asString()).toInstant();
    // Time must not run past the reminder before its job is done: the deadline takes it away.
    platform.travelTo(due.minus(Duration.ofHours(1)));
    TestPlatform.await(
        "a reminder", () -> applications.actions(returned).contains("MERCHANT_REMINDED"));
    platform.travelTo(due.plusSeconds(1));
    platform.awaitState(returned, "EXPIRED");
  }

  /** Verdicts and a withdrawal lead the others to their ends. */
  void leadToTheirEnds() {
    long endsWithItsRound = platform.instanceOf(withdrawn);
    assertThat(selling.withdraw(withdrawn).status()).isEqualTo(202);
    selling.approve(filing);
    platform.awaitState(filing, "APPROVED");
    refunding.approveTwice(refund);
    platform.awaitState(refund, "PAID");
    refunding.review("auditor2", closing.id(), Map.of("verdict", "APPROVED"));
    platform.awaitState(closing.id(), "CLOSED");
    applications.approveUpToDeposit(application);
    TestPlatform.await(
        "the end of the round", () -> platform.processState(endsWithItsRound).equals("COMPLETED"));
    // What is PENDING is accompanied now, whatever diagram its review ran by.
    platform.awaitBeingAt(withdrawn, "Task_AwaitQualification");
  }
}
