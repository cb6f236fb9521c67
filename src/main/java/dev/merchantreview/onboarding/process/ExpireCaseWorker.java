package dev.merchantreview.onboarding.process;

import dev.merchantreview.cases.Asked;
import dev.merchantreview.cases.CaseWorker;
import dev.merchantreview.onboarding.DeadlineSteps;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;

/** {@code onboarding.expire-application}: a deadline of the merchant passed in the engine. */
@Component
class ExpireCaseWorker extends CaseWorker {

  private final DeadlineSteps steps;

  ExpireCaseWorker(DeadlineSteps steps) {
    super("onboarding.expire-application");
    this.steps = steps;
  }

  @Override
  protected Supplier<Map<String, Object>> prepare(Asked asked) {
    return () -> {
      DeadlineSteps.Expiry expiry = steps.expire(asked);
      Map<String, Object> variables = new HashMap<>();
      variables.put("expired", expiry.expired());
      variables.put("round", expiry.round());
      variables.put("accountResult", expiry.account() == null ? null : expiry.account().name());
      return variables;
    };
  }
}
