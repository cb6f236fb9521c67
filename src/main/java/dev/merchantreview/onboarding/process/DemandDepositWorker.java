package dev.merchantreview.onboarding.process;

import dev.merchantreview.engine.EngineJob;
import dev.merchantreview.engine.ProcessWorker;
import dev.merchantreview.onboarding.ApplicationContent;
import dev.merchantreview.onboarding.OnboardingSteps;
import dev.merchantreview.rules.DepositRule;
import java.util.Map;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;

/** {@code onboarding.demand-deposit}: how much, by the deposit table, and until when. */
@Component
class DemandDepositWorker implements ProcessWorker<ApplicationVariables> {

  private final OnboardingSteps steps;
  private final DepositRule deposits;

  DemandDepositWorker(OnboardingSteps steps, DepositRule deposits) {
    this.steps = steps;
    this.deposits = deposits;
  }

  @Override
  public String jobType() {
    return "onboarding.demand-deposit";
  }

  @Override
  public Class<ApplicationVariables> variables() {
    return ApplicationVariables.class;
  }

  @Override
  public Supplier<Map<String, Object>> prepare(EngineJob job, ApplicationVariables variables) {
    OnboardingSteps.Asked asked = variables.asked(job);
    ApplicationContent content = steps.read(asked.caseId()).content();
    DepositRule.Requirement required =
        deposits.requirementFor(
            content.platform(), content.storeType().name(), content.categories());
    return () -> Map.of("depositDueAt", steps.demandDeposit(asked, required).toString());
  }
}
