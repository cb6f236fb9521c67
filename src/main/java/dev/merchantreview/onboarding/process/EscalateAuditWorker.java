package dev.merchantreview.onboarding.process;

import dev.merchantreview.onboarding.Asked;
import dev.merchantreview.onboarding.AuditSteps;
import java.util.Map;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;

/** {@code onboarding.escalate-audit}: an audit is overdue. */
@Component
class EscalateAuditWorker extends ApplicationWorker {

  private final AuditSteps steps;

  EscalateAuditWorker(AuditSteps steps) {
    super("onboarding.escalate-audit");
    this.steps = steps;
  }

  @Override
  Supplier<Map<String, Object>> prepare(Asked asked) {
    return () -> {
      steps.escalate(asked);
      return Map.of();
    };
  }
}
