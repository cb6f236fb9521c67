package dev.merchantreview.onboarding.process;

import dev.merchantreview.engine.EngineJob;
import dev.merchantreview.engine.ProcessWorker;
import dev.merchantreview.onboarding.OnboardingSteps;
import java.util.Map;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;

/** {@code onboarding.expire-application}: a deadline of the merchant passed in the engine. */
@Component
class ExpireApplicationWorker implements ProcessWorker<ApplicationVariables> {

  private final OnboardingSteps steps;

  ExpireApplicationWorker(OnboardingSteps steps) {
    this.steps = steps;
  }

  @Override
  public String jobType() {
    return "onboarding.expire-application";
  }

  @Override
  public Class<ApplicationVariables> variables() {
    return ApplicationVariables.class;
  }

  @Override
  public Supplier<Map<String, Object>> prepare(EngineJob job, ApplicationVariables variables) {
    return () -> {
      OnboardingSteps.Expiry expiry = steps.expire(variables.asked(job));
      return Map.of("expired", expiry.expired(), "round", expiry.round());
    };
  }
}
