package dev.merchantreview.onboarding.process;

import dev.merchantreview.cases.Asked;
import dev.merchantreview.cases.CaseWorker;
import dev.merchantreview.onboarding.AuditSteps;
import java.util.Map;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;

/** {@code onboarding.remind-auditor}: the first day of an audit is over. */
@Component
class RemindAuditorWorker extends CaseWorker {

  private final AuditSteps steps;

  RemindAuditorWorker(AuditSteps steps) {
    super("onboarding.remind-auditor");
    this.steps = steps;
  }

  @Override
  protected Supplier<Map<String, Object>> prepare(Asked asked) {
    return () -> {
      steps.remindAuditor(asked);
      return Map.of();
    };
  }
}
