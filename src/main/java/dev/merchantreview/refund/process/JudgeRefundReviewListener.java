package dev.merchantreview.refund.process;

import dev.merchantreview.engine.TaskCompletion;
import dev.merchantreview.engine.TaskCompletionJudge;
import dev.merchantreview.refund.RefundSteps;
import dev.merchantreview.refund.Refunds;
import dev.merchantreview.review.ReviewForm;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Refuses a verdict that would not count, on the spot. */
abstract class JudgeRefundReviewListener implements TaskCompletionJudge {

  private final String jobType;
  private final Refunds refunds;
  private final RefundSteps steps;
  private final boolean second;

  JudgeRefundReviewListener(String jobType, Refunds refunds, RefundSteps steps, boolean second) {
    this.jobType = jobType;
    this.refunds = refunds;
    this.steps = steps;
    this.second = second;
  }

  @Override
  public final String jobType() {
    return jobType;
  }

  /** By the instance, not by a variable: the completion could bring any. */
  @Override
  public final Optional<String> reasonToDeny(TaskCompletion completion) {
    return refunds
        .findByInstance(completion.processInstanceKey())
        .map(
            refund ->
                steps.reasonToDeny(
                    refund,
                    second,
                    ReviewForm.of(completion.variables())
                        .review(completion.taskKey(), completion.assignee())))
        .orElseGet(() -> Optional.of("本次退款已结束 · This refund is over"));
  }

  /** {@code refund.judge-finance-review}. */
  @Component
  static class Finance extends JudgeRefundReviewListener {
    Finance(Refunds refunds, RefundSteps steps) {
      super("refund.judge-finance-review", refunds, steps, false);
    }
  }

  /** {@code refund.judge-second-review}. */
  @Component
  static class Second extends JudgeRefundReviewListener {
    Second(Refunds refunds, RefundSteps steps) {
      super("refund.judge-second-review", refunds, steps, true);
    }
  }
}
