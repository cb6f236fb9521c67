package dev.merchantreview.refund.process;

import dev.merchantreview.cases.Asked;
import dev.merchantreview.cases.CaseWorker;
import dev.merchantreview.refund.RefundSteps;
import dev.merchantreview.refund.Refunds;
import dev.merchantreview.review.OverdueReviews;
import java.util.Map;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;

/** {@code refund.escalate-refund}: a refund is overdue. */
@Component
class EscalateRefundWorker extends CaseWorker {

  private final RefundSteps steps;
  private final Refunds refunds;
  private final RefundTasks tasks;
  private final OverdueReviews overdue;

  EscalateRefundWorker(
      RefundSteps steps, Refunds refunds, RefundTasks tasks, OverdueReviews overdue) {
    super("refund.escalate-refund");
    this.steps = steps;
    this.refunds = refunds;
    this.tasks = tasks;
    this.overdue = overdue;
  }

  @Override
  protected Supplier<Map<String, Object>> prepare(Asked asked) {
    return overdue.escalate(
        asked, tasks, () -> steps.escalate(asked), () -> refunds.get(asked.caseId()).clock());
  }
}
