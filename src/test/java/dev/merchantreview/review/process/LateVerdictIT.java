package dev.merchantreview.review.process;

import static dev.merchantreview.review.process.RefundToRecord.REFUSAL;
import static dev.merchantreview.review.process.RefundToRecord.REVIEWER;
import static dev.merchantreview.review.process.RefundToRecord.TASK;

import dev.merchantreview.testing.ServiceAlone;
import dev.merchantreview.testing.StandInGateway;
import dev.merchantreview.testing.StandInRecords;
import dev.merchantreview.testing.TestPlatform;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Up to 8.7 a verdict is read from Tasklist, which shows it after the engine handed out the job, or
 * never: what the process says in the meantime is nobody's verdict.
 */
class LateVerdictIT {

  private static StandInGateway gateway;
  private static StandInRecords tasklist;
  private static ServiceAlone service;

  private RefundToRecord refund;

  @BeforeAll
  static void start() {
    gateway = new StandInGateway();
    tasklist = new StandInRecords(gateway);
    service = tasklist.service();
    service.awaitTables();
  }

  @AfterAll
  static void stop() {
    service.close();
    tasklist.close();
    gateway.close();
  }

  @BeforeEach
  void complete() {
    tasklist.completed.clear();
    tasklist.sent.clear();
    tasklist.behind = true;
    refund = new RefundToRecord(service);
  }

  private void showCompleted() {
    tasklist.completed.put(TASK, new StandInRecords.Completed(refund.task, REVIEWER));
  }

  @Test
  void waitsForTheTaskAndThenForWhatItsFormSent() {
    refund.assertWaits();
    showCompleted();
    refund.assertWaits();
    refund.assertWaits();
    tasklist.sent.put(refund.task, REFUSAL);
    refund.assertRefused();
  }

  /** However far the records are: without the completed task nobody is known to have decided. */
  @Test
  void waitsForTheTaskWhereTheRecordsShowAllElse() {
    tasklist.behind = false;
    for (int time = 0; time < 4; time++) {
      refund.assertWaits();
    }
  }

  @Test
  void givesTheTaskBackWhereTheRecordsShowAllAndNothingOfTheForm() {
    showCompleted();
    refund.assertWaits();
    tasklist.behind = false;
    // It is seen that the records have come so far, and only what they are asked then counts.
    refund.assertWaits();
    TestPlatform.await("a judgement", () -> !refund.waits());
    refund.assertIsReturned();
  }

  /** Tasklist shows the completion as the engine's records have it, and writes the form later. */
  @Test
  void waitsForTasklistThatWritesTheFormLast() {
    showCompleted();
    tasklist.behind = false;
    for (int time = 0; time < 6; time++) {
      refund.assertWaits();
    }
    tasklist.sent.put(refund.task, REFUSAL);
    refund.assertRefused();
  }
}
