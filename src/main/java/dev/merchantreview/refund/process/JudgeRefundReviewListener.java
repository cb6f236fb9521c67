package dev.merchantreview.refund.process;

import dev.merchantreview.refund.RefundSteps;
import dev.merchantreview.refund.Refunds;
import dev.merchantreview.review.Refusals;
import dev.merchantreview.review.Review;
import dev.merchantreview.review.ReviewJudge;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Refuses a verdict on a refund that would not count, on the spot. */
abstract class JudgeRefundReviewListener extends ReviewJudge {

  private final Refunds refunds;
  private final RefundSteps steps;
  private final boolean second;

  JudgeRefundReviewListener(
      String jobType, Refunds refunds, RefundSteps steps, Refusals refusals, boolean second) {
    super(jobType, second ? RefundSteps.SECOND : RefundSteps.FINANCE, refusals);
    this.refunds = refunds;
    this.steps = steps;
    this.second = second;
  }

  @Override
  protected final Optional<Opinion> judge(long processInstanceKey, Review review) {
    return refunds
        .findByInstance(processInstanceKey)
        .map(
            refund ->
                new Opinion(
                    refund.id(), refund.state().name(), steps.refusal(refund, second, review)));
  }

  /** {@code refund.judge-finance-review}. */
  @Component
  static class Finance extends JudgeRefundReviewListener {
    Finance(Refunds refunds, RefundSteps steps, Refusals refusals) {
      super("refund.judge-finance-review", refunds, steps, refusals, false);
    }
  }

  /** {@code refund.judge-second-review}. */
  @Component
  static class Second extends JudgeRefundReviewListener {
    Second(Refunds refunds, RefundSteps steps, Refusals refusals) {
      super("refund.judge-second-review", refunds, steps, refusals, true);
    }
  }
}
