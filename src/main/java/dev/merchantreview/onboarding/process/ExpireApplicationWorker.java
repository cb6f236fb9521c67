package dev.merchantreview.onboarding.process;

import dev.merchantreview.onboarding.Asked;
import dev.merchantreview.onboarding.DeadlineSteps;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;

/** {@code onboarding.expire-application}: a deadline of the merchant passed in the engine. */
@Component
class ExpireApplicationWorker extends ApplicationWorker {

  private final DeadlineSteps steps;

  ExpireApplicationWorker(DeadlineSteps steps) {
    super("onboarding.expire-application");
    this.steps = steps;
  }

  @Override
  Supplier<Map<String, Object>> prepare(Asked asked) {
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
