package dev.merchantreview.review.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.merchantreview.engine.EngineJob;
import dev.merchantreview.engine.NotYetException;
import dev.merchantreview.refund.RefundSample;
import dev.merchantreview.shared.CaseId;
import dev.merchantreview.testing.ServiceAlone;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * A refund whose first review is completed, and the job that records the verdict. The process says
 * that it is an approval, as whoever may change variables there can have it say.
 */
final class RefundToRecord {

  static final String TASK = "Task_ReviewFinance";
  static final String REVIEWER = "finance1";
  static final String WORDS = "材料与账户不符";

  /** What the reviewer's form sends. */
  static final Map<String, Object> REFUSAL =
      Map.of("verdict", "REJECTED", "rejectionCode", "NOT_ENTITLED", "rejectionReason", WORDS);

  private static final AtomicLong KEYS = new AtomicLong(880_000);
  private static final int KEYS_OF_ONE = 100;

  private final ServiceAlone service;
  final CaseId id;
  final long instance = KEYS.addAndGet(KEYS_OF_ONE);
  final long task = instance + 2;

  RefundToRecord(ServiceAlone service) {
    this.service = service;
    this.id = new RefundSample(service).inReview();
  }

  /** Does the job as the engine hands it out, once. */
  Map<String, Object> record() {
    return service
        .bean(TransactionTemplate.class)
        .execute(
            status ->
                service
                    .bean(RecordReviewWorker.class)
                    .prepare(
                        new EngineJob(
                            instance + 1, instance, "deposit-refund", "Task_RecordFinanceReview"),
                        new RecordReviewWorker.Variables(id.value(), 1, "APPROVED"))
                    .get());
  }

  /** The job waits, and nothing is on record of a verdict. */
  void assertWaits() {
    List<String> before = actions();
    assertThatThrownBy(this::record).isInstanceOf(NotYetException.class);
    assertThat(actions()).isEqualTo(before);
  }

  /** What the reviewer said is on record, and under the reviewer's name. */
  void assertRefused() {
    assertThat(record()).containsEntry("outcome", "REJECTED");
    assertThat(service.api("auditor").get("/api/v1/cases/" + id + "/history").items())
        .last()
        .satisfies(
            event -> {
              assertThat(event.path("actor").path("id").asString()).isEqualTo(REVIEWER);
              assertThat(event.toString()).contains(WORDS);
            });
  }

  /** Does the job, and tells whether it has to wait. */
  boolean waits() {
    try {
      record();
      return false;
    } catch (NotYetException waits) {
      return true;
    }
  }

  /** There is no verdict: the task comes back to the reviewers. */
  void assertReturned() {
    assertThat(record()).containsEntry("outcome", "UNUSABLE");
    assertIsReturned();
  }

  void assertIsReturned() {
    assertThat(actions()).endsWith("VERDICT_RETURNED");
  }

  private List<String> actions() {
    return service.api("auditor").actions(id.value());
  }
}
