package dev.merchantreview.onboarding.process;

import dev.merchantreview.cases.Asked;
import dev.merchantreview.cases.CaseWorker;
import dev.merchantreview.onboarding.DepositSteps;
import java.util.Map;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;

/** {@code onboarding.open-store}: opens the store at the end of the road. */
@Component
class OpenStoreWorker extends CaseWorker {

  private final DepositSteps steps;

  OpenStoreWorker(DepositSteps steps) {
    super("onboarding.open-store");
    this.steps = steps;
  }

  @Override
  protected Supplier<Map<String, Object>> prepare(Asked asked) {
    return () -> steps.open(asked).variables();
  }
}
