package dev.merchantreview.onboarding.process;

import dev.merchantreview.engine.EngineJob;
import dev.merchantreview.engine.ProcessWorker;
import dev.merchantreview.onboarding.ApplicationContent;
import dev.merchantreview.onboarding.OnboardingSteps;
import dev.merchantreview.rules.DocumentRule;
import java.util.Map;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;

/** {@code onboarding.check-application}: machine checks before a person looks. */
@Component
class CheckApplicationWorker implements ProcessWorker<ApplicationVariables> {

  private final OnboardingSteps steps;
  private final DocumentRule documents;

  CheckApplicationWorker(OnboardingSteps steps, DocumentRule documents) {
    this.steps = steps;
    this.documents = documents;
  }

  @Override
  public String jobType() {
    return "onboarding.check-application";
  }

  @Override
  public Class<ApplicationVariables> variables() {
    return ApplicationVariables.class;
  }

  @Override
  public Supplier<Map<String, Object>> prepare(EngineJob job, ApplicationVariables variables) {
    OnboardingSteps.Asked asked = variables.asked(job);
    ApplicationContent content = steps.read(asked.caseId()).content();
    DocumentRule.Requirement required =
        documents.requirementFor(
            content.platform(), content.storeType().name(), content.categories());
    return () -> ReviewedVariables.of(steps.check(asked, required));
  }
}
