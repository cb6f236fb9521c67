package dev.merchantreview.onboarding.process;

import dev.merchantreview.cases.Asked;
import dev.merchantreview.cases.CaseWorker;
import dev.merchantreview.onboarding.ApplicationContent;
import dev.merchantreview.onboarding.DepositSteps;
import dev.merchantreview.onboarding.Onboarding;
import dev.merchantreview.rules.DepositRule;
import java.util.Map;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;

/** {@code onboarding.demand-deposit}: how much, by the deposit table, and until when. */
@Component
class DemandDepositWorker extends CaseWorker {

  private final DepositSteps steps;
  private final Onboarding onboarding;
  private final DepositRule deposits;

  DemandDepositWorker(DepositSteps steps, Onboarding onboarding, DepositRule deposits) {
    super("onboarding.demand-deposit");
    this.steps = steps;
    this.onboarding = onboarding;
    this.deposits = deposits;
  }

  @Override
  protected Supplier<Map<String, Object>> prepare(Asked asked) {
    ApplicationContent content = onboarding.get(asked.caseId()).content();
    DepositRule.Requirement required =
        deposits.requirementFor(
            content.platform(), content.storeType().name(), content.categories());
    return () -> ReviewedVariables.of(steps.demandDeposit(asked, required));
  }
}
