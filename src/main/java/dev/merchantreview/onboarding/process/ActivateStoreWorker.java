package dev.merchantreview.onboarding.process;

import dev.merchantreview.engine.EngineJob;
import dev.merchantreview.engine.ProcessWorker;
import dev.merchantreview.onboarding.OnboardingSteps;
import java.util.Map;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;

/** {@code onboarding.activate-store}: opens the store. */
@Component
class ActivateStoreWorker implements ProcessWorker<ApplicationVariables> {

  private final OnboardingSteps steps;

  ActivateStoreWorker(OnboardingSteps steps) {
    this.steps = steps;
  }

  @Override
  public String jobType() {
    return "onboarding.activate-store";
  }

  @Override
  public Class<ApplicationVariables> variables() {
    return ApplicationVariables.class;
  }

  @Override
  public Supplier<Map<String, Object>> prepare(EngineJob job, ApplicationVariables variables) {
    return () -> Map.of("storeId", steps.activate(variables.asked(job)));
  }
}
