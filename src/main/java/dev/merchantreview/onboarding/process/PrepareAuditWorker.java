package dev.merchantreview.onboarding.process;

import dev.merchantreview.cases.Asked;
import dev.merchantreview.cases.CaseWorker;
import dev.merchantreview.onboarding.AuditSteps;
import dev.merchantreview.shared.TypedText;
import java.util.Map;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;

/** {@code onboarding.prepare-audit}: the dossier of the auditor's task. */
@Component
class PrepareAuditWorker extends CaseWorker {

  private final AuditSteps steps;

  PrepareAuditWorker(AuditSteps steps) {
    super("onboarding.prepare-audit");
    this.steps = steps;
  }

  @Override
  protected Supplier<Map<String, Object>> prepare(Asked asked) {
    return () -> {
      AuditSteps.AuditTask task = steps.prepareAudit(asked);
      return Map.of("taskTitle", TypedText.shown(task.title()), "dossier", task.dossier());
    };
  }
}
