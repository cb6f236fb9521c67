package dev.merchantreview.onboarding.process;

import dev.merchantreview.cases.Asked;
import dev.merchantreview.cases.CaseWorker;
import dev.merchantreview.onboarding.ShopSteps;
import java.util.Map;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;

/** {@code onboarding.ask-shop-data}: asks the merchant for what its shop shows. */
@Component
class AskShopDataWorker extends CaseWorker {

  private final ShopSteps steps;

  AskShopDataWorker(ShopSteps steps) {
    super("onboarding.ask-shop-data");
    this.steps = steps;
  }

  @Override
  protected Supplier<Map<String, Object>> prepare(Asked asked) {
    return () -> steps.ask(asked);
  }
}
