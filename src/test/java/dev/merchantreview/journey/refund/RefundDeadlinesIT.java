package dev.merchantreview.journey.refund;

import static org.assertj.core.api.Assertions.assertThat;

import dev.merchantreview.journey.Refunding;
import dev.merchantreview.review.Urgency;
import dev.merchantreview.testing.HasPlatformAlone;
import dev.merchantreview.testing.TestPlatform;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What becomes of a deposit refund nobody deals with; time is moved, never waited for. */
@HasPlatformAlone("moves the time")
class RefundDeadlinesIT {

  private final Refunding refunding = new Refunding();
  private final TestPlatform platform = refunding.platform;

  @AfterEach
  void returnToPresent() {
    platform.returnToPresent();
  }

  @Test
  void remindsAndExpiresWhenItsApplicantNeverAnswers() {
    Refunding.Holder holder = refunding.provider();
    String id = refunding.submit(refunding.request(holder, "0000")).id();
    platform.awaitState(id, "FIX_REQUIRED");
    platform.awaitElement(id, "Task_AwaitResubmission");
    Instant due = OffsetDateTime.parse(refunding.read(id).path("fixDueAt").asString()).toInstant();
    platform.travelTo(due.minus(Duration.ofDays(4)));
    TestPlatform.await("a reminder", () -> refunding.actions(id).contains("MERCHANT_REMINDED"));
    platform.travelTo(due.plusSeconds(1));
    platform.awaitState(id, "EXPIRED");
    assertThat(refunding.resubmit(id, Map.of()).status()).isEqualTo(422);
  }

  @Test
  void remindsAndReportsReviewersWhoLetItLie() {
    String id = refunding.inReview();
    String task = platform.awaitTask(platform.tasklist("finance1"), id);
    Instant due =
        OffsetDateTime.parse(refunding.read(id).path("payoutDueAt").asString()).toInstant();
    platform.travelTo(due.minus(Duration.ofDays(1)));
    TestPlatform.await("a reminder", () -> refunding.actions(id).contains("AUDITOR_REMINDED"));
    assertThat(refunding.read(id).path("overdue").asBoolean()).isFalse();
    platform.travelTo(due.plusSeconds(1));
    TestPlatform.await("a report", () -> refunding.actions(id).contains("AUDIT_OVERDUE"));
    assertThat(refunding.read(id).path("overdue").asBoolean()).isTrue();
    TestPlatform.await(
        "the task to rise", () -> platform.tasklist("finance1").priority(task) == Urgency.OVERDUE);
    refunding.approve("finance1", id);
    platform.awaitState(id, "SECOND_REVIEW");
    // One made after the review was overdue stands first from the beginning.
    String second = platform.awaitTask(platform.tasklist("finance2"), id);
    assertThat(platform.tasklist("finance2").priority(second)).isEqualTo(Urgency.OVERDUE);
  }
}
