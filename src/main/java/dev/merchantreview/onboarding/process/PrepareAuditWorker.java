package dev.merchantreview.onboarding.process;

import dev.merchantreview.engine.EngineJob;
import dev.merchantreview.engine.ProcessWorker;
import dev.merchantreview.onboarding.OnboardingSteps;
import dev.merchantreview.onboarding.OnboardingSteps.AuditTask;
import java.util.Map;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;

/** {@code onboarding.prepare-audit}: due time and dossier of the auditor's task. */
@Component
class PrepareAuditWorker implements ProcessWorker<ApplicationVariables> {

  private final OnboardingSteps steps;

  PrepareAuditWorker(OnboardingSteps steps) {
    this.steps = steps;
  }

  @Override
  public String jobType() {
    return "onboarding.prepare-audit";
  }

  @Override
  public Class<ApplicationVariables> variables() {
    return ApplicationVariables.class;
  }

  @Override
  public Supplier<Map<String, Object>> prepare(EngineJob job, ApplicationVariables variables) {
    return () -> {
      AuditTask task = steps.prepareAudit(variables.asked(job));
      return Map.of(
          "taskTitle", task.title(),
          "auditDueAt", task.dueAt().toString(),
          "dossier", task.dossier());
    };
  }
}
