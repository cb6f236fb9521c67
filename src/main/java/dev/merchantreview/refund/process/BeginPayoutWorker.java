package dev.merchantreview.refund.process;

import dev.merchantreview.cases.Asked;
import dev.merchantreview.cases.CaseWorker;
import dev.merchantreview.refund.BlockerChecks;
import dev.merchantreview.refund.PayoutSteps;
import dev.merchantreview.refund.RefundSteps;
import java.util.Map;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;

/** {@code refund.begin-payout}: a last look, then a number on record. */
@Component
class BeginPayoutWorker extends CaseWorker {

  private final PayoutSteps payouts;
  private final RefundSteps steps;
  private final BlockerChecks checks;

  BeginPayoutWorker(PayoutSteps payouts, RefundSteps steps, BlockerChecks checks) {
    super("refund.begin-payout");
    this.payouts = payouts;
    this.steps = steps;
    this.checks = checks;
  }

  @Override
  protected Supplier<Map<String, Object>> prepare(Asked asked) {
    BlockerChecks.Asked outside = checks.ask(steps.holderOf(asked.caseId()));
    return () -> {
      PayoutSteps.Begun begun = payouts.begin(asked, outside);
      Map<String, Object> variables = begun.handled().variables();
      variables.put("payoutNumber", begun.number());
      return variables;
    };
  }
}
