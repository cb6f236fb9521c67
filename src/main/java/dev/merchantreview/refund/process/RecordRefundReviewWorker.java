package dev.merchantreview.refund.process;

import dev.merchantreview.cases.Asked;
import dev.merchantreview.refund.RefundSteps;
import dev.merchantreview.review.RecordReviewWorker;
import dev.merchantreview.review.Review;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** A reviewer's verdict on a refund. */
abstract class RecordRefundReviewWorker
    extends RecordReviewWorker<RecordRefundReviewWorker.Variables> {

  private final RefundSteps steps;
  private final boolean second;

  RecordRefundReviewWorker(String jobType, RefundSteps steps, RefundTasks tasks, boolean second) {
    super(jobType, Variables.class, tasks, second ? RefundSteps.SECOND : RefundSteps.FINANCE);
    this.steps = steps;
    this.second = second;
  }

  /** What the form let out. */
  record Variables(
      String caseId, @Nullable Object verdict, @Nullable Object problems, @Nullable Object reason)
      implements FormVariables {}

  @Override
  protected final Map<String, Object> record(Asked asked, Variables given, Review review) {
    return steps.recordVerdict(asked, second, review).variables();
  }

  /** {@code refund.record-finance-review}. */
  @Component
  static class Finance extends RecordRefundReviewWorker {
    Finance(RefundSteps steps, RefundTasks tasks) {
      super("refund.record-finance-review", steps, tasks, false);
    }
  }

  /** {@code refund.record-second-review}. */
  @Component
  static class Second extends RecordRefundReviewWorker {
    Second(RefundSteps steps, RefundTasks tasks) {
      super("refund.record-second-review", steps, tasks, true);
    }
  }
}
