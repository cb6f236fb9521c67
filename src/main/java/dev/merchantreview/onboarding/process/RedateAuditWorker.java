package dev.merchantreview.onboarding.process;

import dev.merchantreview.cases.Asked;
import dev.merchantreview.cases.CaseWorker;
import dev.merchantreview.onboarding.AuditSteps;
import dev.merchantreview.onboarding.Onboarding;
import dev.merchantreview.review.ReviewClock;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;

/** {@code onboarding.redate-audit}: gives the open task and the timers a due time counted anew. */
@Component
class RedateAuditWorker extends CaseWorker {

  private final AuditSteps steps;
  private final Onboarding onboarding;
  private final AuditTasks tasks;

  RedateAuditWorker(AuditSteps steps, Onboarding onboarding, AuditTasks tasks) {
    super("onboarding.redate-audit");
    this.steps = steps;
    this.onboarding = onboarding;
    this.tasks = tasks;
  }

  @Override
  protected Supplier<Map<String, Object>> prepare(Asked asked) {
    ReviewClock clock = onboarding.get(asked.caseId()).audit();
    if (clock != null) {
      tasks.changeDates(asked, clock);
    }
    return () -> steps.redated(asked).map(ReviewedVariables::of).orElseGet(HashMap::new);
  }
}
