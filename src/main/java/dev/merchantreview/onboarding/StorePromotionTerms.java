package dev.merchantreview.onboarding;

import dev.merchantreview.shared.CaseId;
import dev.merchantreview.store.PromotionTerms;
import dev.merchantreview.store.Store;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** A store's categories are those of the application it came from. */
@Component
class StorePromotionTerms implements PromotionTerms {

  private final Onboarding onboarding;
  private final PromotionRule rule;

  StorePromotionTerms(Onboarding onboarding, PromotionRule rule) {
    this.onboarding = onboarding;
    this.rule = rule;
  }

  @Override
  public Optional<Terms> of(Store store) {
    CaseId application = store.opening().applicationId();
    ApplicationContent content = onboarding.get(application).content();
    return rule.decide(content.platform(), content.storeType(), content.categories())
        .filter(DepositRule.Requirement.class::isInstance)
        .map(DepositRule.Requirement.class::cast)
        .map(required -> new Terms(required.amountFen(), required.evidence()));
  }
}
