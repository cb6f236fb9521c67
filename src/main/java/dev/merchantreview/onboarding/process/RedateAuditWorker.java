package dev.merchantreview.onboarding.process;

import dev.merchantreview.engine.TaskDirectory;
import dev.merchantreview.onboarding.Asked;
import dev.merchantreview.onboarding.AuditClock;
import dev.merchantreview.onboarding.AuditSteps;
import dev.merchantreview.onboarding.Onboarding;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;

/** {@code onboarding.redate-audit}: gives the open task and the timers a due time counted anew. */
@Component
class RedateAuditWorker extends ApplicationWorker {

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
  Supplier<Map<String, Object>> prepare(Asked asked) {
    AuditClock clock = onboarding.get(asked.caseId()).audit();
    if (clock != null) {
      tasks.changeDueDate(asked.processInstanceKey(), USER_TASK, clock.dueAt());
    }
    return () -> steps.redated(asked).map(ReviewedVariables::of).orElseGet(HashMap::new);
  }
}
