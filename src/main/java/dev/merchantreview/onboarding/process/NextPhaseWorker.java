package dev.merchantreview.onboarding.process;

import dev.merchantreview.cases.Asked;
import dev.merchantreview.cases.CaseWorker;
import dev.merchantreview.onboarding.PhaseSteps;
import java.util.Map;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;

/** {@code onboarding.next-phase}: which phase of its road an application enters next. */
@Component
class NextPhaseWorker extends CaseWorker {

  private final PhaseSteps steps;

  NextPhaseWorker(PhaseSteps steps) {
    super("onboarding.next-phase");
    this.steps = steps;
  }

  @Override
  protected Supplier<Map<String, Object>> prepare(Asked asked) {
    return () -> steps.next(asked);
  }
}
