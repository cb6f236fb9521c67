package dev.merchantreview.onboarding.process;

import dev.merchantreview.cases.Asked;
import dev.merchantreview.cases.CaseWorker;
import dev.merchantreview.onboarding.ApplicationContent;
import dev.merchantreview.onboarding.DepositRule;
import dev.merchantreview.onboarding.DepositSteps;
import dev.merchantreview.onboarding.Onboarding;
import dev.merchantreview.onboarding.PromotionRule;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;

/**
 * {@code onboarding.ask-deposit}: how much, by the tree of categories and the edition of the
 * deposit table that are in force today, and until when. What the process brings is not read:
 * whoever reaches the engine can change it, and its diagram asked the table of its own deployment,
 * with the classes of the day of the approval.
 */
@Component
class AskDepositWorker extends CaseWorker {

  private final DepositSteps steps;
  private final Onboarding onboarding;
  private final DepositRule deposits;
  private final PromotionRule promotions;

  AskDepositWorker(
      DepositSteps steps, Onboarding onboarding, DepositRule deposits, PromotionRule promotions) {
    super("onboarding.ask-deposit");
    this.steps = steps;
    this.onboarding = onboarding;
    this.deposits = deposits;
    this.promotions = promotions;
  }

  @Override
  public Set<String> formerJobTypes() {
    return Set.of("onboarding.demand-deposit");
  }

  @Override
  protected Supplier<Map<String, Object>> prepare(Asked asked) {
    ApplicationContent content = onboarding.get(asked.caseId()).content();
    DepositRule.Demand demand =
        new DepositRule.Demand(
            deposits.decide(content.platform(), content.storeType(), content.categories()),
            content.wantsPromotion()
                ? promotions
                    .decide(content.platform(), content.storeType(), content.categories())
                    .orElse(null)
                : null);
    // A record of its own: what the job does not get done is not kept.
    demand.undecided().ifPresent(why -> steps.reportUndecided(asked, why));
    return () -> steps.demandDeposit(asked, demand).variables();
  }
}
