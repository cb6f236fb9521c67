package dev.merchantreview.onboarding.process;

import dev.merchantreview.onboarding.Asked;
import dev.merchantreview.onboarding.AuditSteps;
import java.util.Map;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;

/** {@code onboarding.remind-auditor}: the first day of an audit is over. */
@Component
class RemindAuditorWorker extends ApplicationWorker {

  private final AuditSteps steps;

  RemindAuditorWorker(AuditSteps steps) {
    super("onboarding.remind-auditor");
    this.steps = steps;
  }

  @Override
  Supplier<Map<String, Object>> prepare(Asked asked) {
    return () -> {
      steps.remindAuditor(asked);
      return Map.of();
    };
  }
}
