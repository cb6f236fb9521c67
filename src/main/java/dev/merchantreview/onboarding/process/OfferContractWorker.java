package dev.merchantreview.onboarding.process;

import dev.merchantreview.cases.Asked;
import dev.merchantreview.cases.CaseWorker;
import dev.merchantreview.onboarding.ContractSteps;
import dev.merchantreview.onboarding.Onboarding;
import dev.merchantreview.outside.ContractSigning;
import dev.merchantreview.review.DeadlineVariables;
import java.util.Map;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;

/** {@code onboarding.offer-contract}: the contract, at the signing provider. */
@Component
class OfferContractWorker extends CaseWorker {

  private final ContractSteps steps;
  private final Onboarding onboarding;
  private final ContractSigning signing;

  OfferContractWorker(ContractSteps steps, Onboarding onboarding, ContractSigning signing) {
    super("onboarding.offer-contract");
    this.steps = steps;
    this.onboarding = onboarding;
    this.signing = signing;
  }

  @Override
  protected Supplier<Map<String, Object>> prepare(Asked asked) {
    ContractSigning.Offer offer = signing.offer(steps.contract(onboarding.get(asked.caseId())));
    return () -> DeadlineVariables.of(steps.offered(asked, offer));
  }
}
