package dev.merchantreview.onboarding.process;

import dev.merchantreview.cases.Asked;
import dev.merchantreview.cases.CaseWorker;
import dev.merchantreview.onboarding.AuditSteps;
import java.util.Map;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;

/** {@code onboarding.escalate-audit}: an audit is overdue. */
@Component
class EscalateAuditWorker extends CaseWorker {

  private final AuditSteps steps;

  EscalateAuditWorker(AuditSteps steps) {
    super("onboarding.escalate-audit");
    this.steps = steps;
  }

  @Override
  protected Supplier<Map<String, Object>> prepare(Asked asked) {
    return () -> {
      steps.escalate(asked);
      return Map.of();
    };
  }
}
