package dev.merchantreview.refund.process;

import dev.merchantreview.cases.Asked;
import dev.merchantreview.cases.CaseWorker;
import dev.merchantreview.refund.RefundSteps;
import dev.merchantreview.refund.Refunds;
import dev.merchantreview.review.ClockVariables;
import dev.merchantreview.review.ReviewClock;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;

/** {@code refund.redate-refund}: gives the open task and the timers a due time counted anew. */
@Component
class RedateRefundWorker extends CaseWorker {

  private final RefundSteps steps;
  private final Refunds refunds;
  private final RefundTasks tasks;

  RedateRefundWorker(RefundSteps steps, Refunds refunds, RefundTasks tasks) {
    super("refund.redate-refund");
    this.steps = steps;
    this.refunds = refunds;
    this.tasks = tasks;
  }

  @Override
  protected Supplier<Map<String, Object>> prepare(Asked asked) {
    ReviewClock clock = refunds.get(asked.caseId()).clock();
    if (clock != null) {
      tasks.changeDates(asked, clock);
    }
    return () -> steps.redated(asked).map(ClockVariables::of).orElseGet(HashMap::new);
  }
}
