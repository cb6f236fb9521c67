package dev.merchantreview.onboarding.process;

import dev.merchantreview.cases.Asked;
import dev.merchantreview.cases.CaseWorker;
import dev.merchantreview.onboarding.DepositSteps;
import java.util.Map;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;

/**
 * {@code onboarding.activate-store}: opens the store, in diagrams before every platform had its own
 * road.
 */
@Component
class ActivateStoreWorker extends CaseWorker {

  private final DepositSteps steps;

  ActivateStoreWorker(DepositSteps steps) {
    super("onboarding.activate-store");
    this.steps = steps;
  }

  @Override
  protected Supplier<Map<String, Object>> prepare(Asked asked) {
    return () -> steps.activate(asked).variables();
  }
}
