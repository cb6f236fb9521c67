package dev.merchantreview.onboarding.process;

import dev.merchantreview.cases.Asked;
import dev.merchantreview.cases.CaseWorker;
import dev.merchantreview.onboarding.ApplicationCheckStep;
import java.util.Map;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;

/**
 * {@code onboarding.choose-phase}: which phase of its road an application enters next, the machine
 * checks being one of them. Only diagrams that lead back to the checks have it.
 */
@Component
class ChoosePhaseWorker extends CaseWorker {

  private final ApplicationCheckStep steps;

  ChoosePhaseWorker(ApplicationCheckStep steps) {
    super("onboarding.choose-phase");
    this.steps = steps;
  }

  @Override
  protected Supplier<Map<String, Object>> prepare(Asked asked) {
    return () -> steps.choose(asked);
  }
}
