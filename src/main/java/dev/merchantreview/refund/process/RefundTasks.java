package dev.merchantreview.refund.process;

import dev.merchantreview.engine.TaskDirectory;
import dev.merchantreview.refund.RefundSteps;
import dev.merchantreview.refund.Refunds;
import dev.merchantreview.review.ReviewTasks;
import dev.merchantreview.shared.CaseId;
import org.springframework.stereotype.Component;

/** Both reviews of a refund. */
@Component
class RefundTasks extends ReviewTasks {

  private final Refunds refunds;

  RefundTasks(TaskDirectory tasks, Refunds refunds) {
    super(tasks, RefundSteps.FINANCE, RefundSteps.SECOND);
    this.refunds = refunds;
  }

  @Override
  protected long lastTaskKey(CaseId caseId) {
    return refunds.get(caseId).lastTaskKey();
  }
}
