package dev.merchantreview.onboarding.process;

import dev.merchantreview.engine.TaskDirectory;
import dev.merchantreview.onboarding.AuditSteps;
import dev.merchantreview.onboarding.Onboarding;
import dev.merchantreview.review.ReviewTasks;
import dev.merchantreview.shared.CaseId;
import org.springframework.stereotype.Component;

/** The audits of store applications. */
@Component
class AuditTasks extends ReviewTasks {

  private final Onboarding onboarding;

  AuditTasks(TaskDirectory tasks, Onboarding onboarding) {
    super(tasks, AuditSteps.AUDIT);
    this.onboarding = onboarding;
  }

  @Override
  protected long lastTaskKey(CaseId caseId) {
    return onboarding.get(caseId).lastTaskKey();
  }
}
