package dev.merchantreview.refund.process;

import dev.merchantreview.cases.Asked;
import dev.merchantreview.cases.CaseWorker;
import dev.merchantreview.refund.BlockerChecks;
import dev.merchantreview.refund.Holders;
import dev.merchantreview.refund.RefundCheckStep;
import java.util.Map;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;

/** {@code refund.check-refund}: everything that stands in the way, at once. */
@Component
class CheckRefundWorker extends CaseWorker {

  private final RefundCheckStep steps;
  private final Holders holders;
  private final BlockerChecks checks;

  CheckRefundWorker(RefundCheckStep steps, Holders holders, BlockerChecks checks) {
    super("refund.check-refund");
    this.steps = steps;
    this.holders = holders;
    this.checks = checks;
  }

  @Override
  protected Supplier<Map<String, Object>> prepare(Asked asked) {
    BlockerChecks.OutsideFacts outside = checks.ask(holders.claim(asked.caseId()));
    return () -> steps.check(asked, outside).variables();
  }
}
