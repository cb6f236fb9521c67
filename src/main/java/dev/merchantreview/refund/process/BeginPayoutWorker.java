package dev.merchantreview.refund.process;

import dev.merchantreview.cases.Asked;
import dev.merchantreview.cases.CaseWorker;
import dev.merchantreview.refund.BlockerChecks;
import dev.merchantreview.refund.Holders;
import dev.merchantreview.refund.PayoutSteps;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;

/** {@code refund.begin-payout}: a last look, then a number on record. */
@Component
class BeginPayoutWorker extends CaseWorker {

  private final PayoutSteps payouts;
  private final Holders holders;
  private final BlockerChecks checks;

  BeginPayoutWorker(PayoutSteps payouts, Holders holders, BlockerChecks checks) {
    super("refund.begin-payout");
    this.payouts = payouts;
    this.holders = holders;
    this.checks = checks;
  }

  @Override
  protected Supplier<Map<String, Object>> prepare(Asked asked) {
    BlockerChecks.OutsideFacts outside = checks.ask(holders.claim(asked.caseId()));
    return () -> {
      PayoutSteps.Begun begun = payouts.begin(asked, outside);
      Map<String, Object> variables = new HashMap<>(begun.handled().variables());
      variables.put("payoutNumber", begun.number());
      return variables;
    };
  }
}
