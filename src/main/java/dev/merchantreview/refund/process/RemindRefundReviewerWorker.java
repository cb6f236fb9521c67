package dev.merchantreview.refund.process;

import dev.merchantreview.cases.Asked;
import dev.merchantreview.cases.CaseWorker;
import dev.merchantreview.refund.RefundSteps;
import java.util.Map;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;

/** {@code refund.remind-reviewer}: a refund should be decided soon. */
@Component
class RemindRefundReviewerWorker extends CaseWorker {

  private final RefundSteps steps;

  RemindRefundReviewerWorker(RefundSteps steps) {
    super("refund.remind-reviewer");
    this.steps = steps;
  }

  @Override
  protected Supplier<Map<String, Object>> prepare(Asked asked) {
    return () -> Map.of("reminded", steps.remind(asked));
  }
}
