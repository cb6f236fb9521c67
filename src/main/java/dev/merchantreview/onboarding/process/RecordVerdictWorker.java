package dev.merchantreview.onboarding.process;

import dev.merchantreview.engine.EngineJob;
import dev.merchantreview.engine.NotYetException;
import dev.merchantreview.engine.ProcessWorker;
import dev.merchantreview.engine.TaskDirectory;
import dev.merchantreview.engine.TaskDirectory.CompletedTask;
import dev.merchantreview.onboarding.AuditSteps;
import dev.merchantreview.onboarding.Onboarding;
import dev.merchantreview.review.Asked;
import dev.merchantreview.review.CaseVariables;
import dev.merchantreview.review.Review;
import dev.merchantreview.review.ReviewForm;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** {@code onboarding.record-verdict}: the auditor's verdict, under the auditor's name. */
@Component
class RecordVerdictWorker implements ProcessWorker<RecordVerdictWorker.Variables> {

  private static final String USER_TASK = "Task_AuditStore";

  private final AuditSteps steps;
  private final Onboarding onboarding;
  private final TaskDirectory tasks;

  RecordVerdictWorker(AuditSteps steps, Onboarding onboarding, TaskDirectory tasks) {
    this.steps = steps;
    this.onboarding = onboarding;
    this.tasks = tasks;
  }

  /**
   * What the form let out. It came from a browser: any of it may be missing or of another type than
   * the form makes it.
   */
  record Variables(
      String caseId, @Nullable Object verdict, @Nullable Object problems, @Nullable Object reason) {

    ReviewForm form() {
      return new ReviewForm(verdict, problems, reason);
    }
  }

  @Override
  public String jobType() {
    return "onboarding.record-verdict";
  }

  @Override
  public Class<Variables> variables() {
    return Variables.class;
  }

  @Override
  public Supplier<Map<String, Object>> prepare(EngineJob job, Variables variables) {
    Asked asked = CaseVariables.asked(variables.caseId(), job);
    CompletedTask task =
        tasks
            .completedAfter(
                job.processInstanceKey(), USER_TASK, onboarding.get(asked.caseId()).lastTaskKey())
            .orElseThrow(() -> new NotYetException("Tasklist does not show the completion yet"));
    Review review = variables.form().review(task.taskKey(), task.assignee());
    return () -> ReviewedVariables.of(steps.recordVerdict(asked, review));
  }
}
