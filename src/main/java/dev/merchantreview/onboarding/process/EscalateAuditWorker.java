package dev.merchantreview.onboarding.process;

import dev.merchantreview.cases.Asked;
import dev.merchantreview.cases.CaseWorker;
import dev.merchantreview.onboarding.AuditSteps;
import dev.merchantreview.onboarding.Onboarding;
import dev.merchantreview.review.OverdueReviews;
import java.util.Map;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;

/** {@code onboarding.escalate-audit}: an audit is overdue. */
@Component
class EscalateAuditWorker extends CaseWorker {

  private final AuditSteps steps;
  private final Onboarding onboarding;
  private final AuditTasks tasks;
  private final OverdueReviews overdue;

  EscalateAuditWorker(
      AuditSteps steps, Onboarding onboarding, AuditTasks tasks, OverdueReviews overdue) {
    super("onboarding.escalate-audit");
    this.steps = steps;
    this.onboarding = onboarding;
    this.tasks = tasks;
    this.overdue = overdue;
  }

  @Override
  protected Supplier<Map<String, Object>> prepare(Asked asked) {
    return overdue.escalate(
        asked, tasks, () -> steps.escalate(asked), () -> onboarding.get(asked.caseId()).audit());
  }
}
