package dev.merchantreview.onboarding.process;

import dev.merchantreview.cases.Asked;
import dev.merchantreview.cases.CaseVariables;
import dev.merchantreview.engine.EngineJob;
import dev.merchantreview.engine.ProcessWorker;
import dev.merchantreview.onboarding.ApplicationContent;
import dev.merchantreview.onboarding.DepositRule;
import dev.merchantreview.onboarding.DepositSteps;
import dev.merchantreview.onboarding.Onboarding;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * {@code onboarding.demand-deposit}: how much, by the edition of the deposit table that counts
 * today, and until when. The process brings what the released table answered; it is worked on only
 * when that table, asked by the service with the case on record, says the same.
 */
@Component
class DemandDepositWorker implements ProcessWorker<DemandDepositWorker.Variables> {

  private final DepositSteps steps;
  private final Onboarding onboarding;
  private final DepositRule deposits;

  DemandDepositWorker(DepositSteps steps, Onboarding onboarding, DepositRule deposits) {
    this.steps = steps;
    this.onboarding = onboarding;
    this.deposits = deposits;
  }

  /**
   * @param depositYuan what the decision answered; null when no row matched
   */
  record Variables(String caseId, @Nullable Object depositYuan) {}

  @Override
  public String jobType() {
    return "onboarding.demand-deposit";
  }

  @Override
  public Class<Variables> variables() {
    return Variables.class;
  }

  @Override
  public Supplier<Map<String, Object>> prepare(EngineJob job, Variables given) {
    Asked asked = CaseVariables.asked(given.caseId(), job);
    ApplicationContent content = onboarding.get(asked.caseId()).content();
    DepositRule.Requirement required =
        deposits.requirementFor(content.platform(), content.storeType(), content.categories());
    if (required.isOfRelease()) {
      required.refuseOther(given.depositYuan());
    } else {
      deposits.refuseOtherThanReleased(
          given.depositYuan(), content.platform(), content.storeType(), content.categories());
    }
    return () -> steps.demandDeposit(asked, required).variables();
  }
}
