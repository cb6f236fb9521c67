package dev.merchantreview.refund.process;

import dev.merchantreview.cases.Asked;
import dev.merchantreview.cases.CaseWorker;
import dev.merchantreview.refund.RefundSteps;
import java.util.Map;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;

/** {@code refund.remind-applicant}: an applicant's deadline comes near. */
@Component
class RemindApplicantWorker extends CaseWorker {

  private final RefundSteps steps;

  RemindApplicantWorker(RefundSteps steps) {
    super("refund.remind-applicant");
    this.steps = steps;
  }

  @Override
  protected Supplier<Map<String, Object>> prepare(Asked asked) {
    return () -> Map.of("reminded", steps.remindApplicant(asked));
  }
}
