package dev.merchantreview.refund.process;

import dev.merchantreview.cases.Asked;
import dev.merchantreview.cases.CaseWorker;
import dev.merchantreview.refund.RefundSteps;
import java.util.Map;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;

/** {@code refund.escalate-refund}: a refund is overdue. */
@Component
class EscalateRefundWorker extends CaseWorker {

  private final RefundSteps steps;

  EscalateRefundWorker(RefundSteps steps) {
    super("refund.escalate-refund");
    this.steps = steps;
  }

  @Override
  protected Supplier<Map<String, Object>> prepare(Asked asked) {
    return () -> Map.of("escalated", steps.escalate(asked));
  }
}
