package dev.merchantreview.onboarding.process;

import dev.merchantreview.cases.Asked;
import dev.merchantreview.cases.CaseWorker;
import dev.merchantreview.onboarding.DeadlineSteps;
import java.util.Map;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;

/** {@code onboarding.remind-merchant}: a deadline of the merchant is near. */
@Component
class RemindMerchantWorker extends CaseWorker {

  private final DeadlineSteps steps;

  RemindMerchantWorker(DeadlineSteps steps) {
    super("onboarding.remind-merchant");
    this.steps = steps;
  }

  @Override
  protected Supplier<Map<String, Object>> prepare(Asked asked) {
    return () -> {
      steps.remindMerchant(asked);
      return Map.of();
    };
  }
}
