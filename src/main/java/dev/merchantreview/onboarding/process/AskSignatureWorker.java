package dev.merchantreview.onboarding.process;

import dev.merchantreview.cases.Asked;
import dev.merchantreview.cases.CaseWorker;
import dev.merchantreview.onboarding.ContractSteps;
import dev.merchantreview.onboarding.Onboarding;
import dev.merchantreview.outside.ContractSigning;
import dev.merchantreview.review.DeadlineVariables;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;

/** {@code onboarding.ask-signature}: the contract, at the signing provider. */
@Component
class AskSignatureWorker extends CaseWorker {

  private final ContractSteps steps;
  private final Onboarding onboarding;
  private final ContractSigning signing;

  AskSignatureWorker(ContractSteps steps, Onboarding onboarding, ContractSigning signing) {
    super("onboarding.ask-signature");
    this.steps = steps;
    this.onboarding = onboarding;
    this.signing = signing;
  }

  @Override
  public Set<String> formerJobTypes() {
    return Set.of("onboarding.offer-contract");
  }

  @Override
  protected Supplier<Map<String, Object>> prepare(Asked asked) {
    ContractSigning.Offer offer = signing.offer(steps.contract(onboarding.get(asked.caseId())));
    return () -> DeadlineVariables.of(steps.offered(asked, offer));
  }
}
