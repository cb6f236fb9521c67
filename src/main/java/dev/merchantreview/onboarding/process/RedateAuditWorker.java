package dev.merchantreview.onboarding.process;

import dev.merchantreview.engine.TaskDirectory;
import dev.merchantreview.onboarding.AuditSteps;
import dev.merchantreview.onboarding.Onboarding;
import dev.merchantreview.review.Asked;
import dev.merchantreview.review.CaseWorker;
import dev.merchantreview.review.ReviewClock;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;

/** {@code onboarding.redate-audit}: gives the open task and the timers a due time counted anew. */
@Component
class RedateAuditWorker extends CaseWorker {

  private static final String USER_TASK = "Task_AuditStore";

  private final AuditSteps steps;
  private final Onboarding onboarding;
  private final TaskDirectory tasks;

  RedateAuditWorker(AuditSteps steps, Onboarding onboarding, TaskDirectory tasks) {
    super("onboarding.redate-audit");
    this.steps = steps;
    this.onboarding = onboarding;
    this.tasks = tasks;
  }

  @Override
  protected Supplier<Map<String, Object>> prepare(Asked asked) {
    ReviewClock clock = onboarding.get(asked.caseId()).audit();
    if (clock != null) {
      tasks.changeDueDate(asked.processInstanceKey(), USER_TASK, clock.dueAt());
    }
    return () -> steps.redated(asked).map(ReviewedVariables::of).orElseGet(HashMap::new);
  }
}
