package dev.merchantreview.refund.process;

import dev.merchantreview.cases.Asked;
import dev.merchantreview.cases.CaseWorker;
import dev.merchantreview.refund.RefundSteps;
import java.util.Map;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;

/** {@code refund.expire-refund}: an applicant's deadline passed in the engine. */
@Component
class ExpireRefundWorker extends CaseWorker {

  private final RefundSteps steps;

  ExpireRefundWorker(RefundSteps steps) {
    super("refund.expire-refund");
    this.steps = steps;
  }

  @Override
  protected Supplier<Map<String, Object>> prepare(Asked asked) {
    return () -> {
      RefundSteps.Expiry expiry = steps.expire(asked);
      return Map.of("expired", expiry.expired(), "round", expiry.round());
    };
  }
}
