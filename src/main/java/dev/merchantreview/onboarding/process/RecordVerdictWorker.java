package dev.merchantreview.onboarding.process;

import dev.merchantreview.engine.EngineJob;
import dev.merchantreview.engine.NotYetException;
import dev.merchantreview.engine.ProcessWorker;
import dev.merchantreview.engine.TaskDirectory;
import dev.merchantreview.engine.TaskDirectory.CompletedTask;
import dev.merchantreview.onboarding.OnboardingSteps;
import dev.merchantreview.onboarding.OnboardingSteps.Asked;
import dev.merchantreview.onboarding.OnboardingSteps.Review;
import dev.merchantreview.shared.Problem;
import dev.merchantreview.shared.Verdict;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** {@code onboarding.record-verdict}: the auditor's verdict, under the auditor's name. */
@Component
class RecordVerdictWorker implements ProcessWorker<RecordVerdictWorker.Variables> {

  private static final String USER_TASK = "Task_AuditStore";

  private final OnboardingSteps steps;
  private final TaskDirectory tasks;

  RecordVerdictWorker(OnboardingSteps steps, TaskDirectory tasks) {
    this.steps = steps;
    this.tasks = tasks;
  }

  /**
   * What the form let out. It came from a browser: any of it may be missing or of another type than
   * the form makes it.
   */
  record Variables(
      String caseId,
      @Nullable Object verdict,
      @Nullable Object problems,
      @Nullable Object reason) {}

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
    Asked asked = ApplicationVariables.asked(variables.caseId(), job);
    CompletedTask task =
        tasks
            .completedAfter(job.processInstanceKey(), USER_TASK, steps.lastTaskKey(asked.caseId()))
            .orElseThrow(() -> new NotYetException("Tasklist does not show the completion yet"));
    Verdict verdict = verdict(variables.verdict());
    Review review =
        new Review(
            task.taskKey(),
            task.assignee(),
            verdict,
            verdict == Verdict.SENT_BACK ? problems(variables.problems()) : List.of(),
            text(variables.reason()));
    return () -> ReviewedVariables.of(steps.recordVerdict(asked, review));
  }

  private static @Nullable Verdict verdict(@Nullable Object value) {
    return Arrays.stream(Verdict.values())
        .filter(verdict -> verdict.name().equals(value))
        .findFirst()
        .orElse(null);
  }

  private static @Nullable String text(@Nullable Object value) {
    return value instanceof String text && !text.isBlank() ? text.strip() : null;
  }

  /** Rows that are no problems become problems nobody knows, which the verdict policy returns. */
  private static List<Problem> problems(@Nullable Object value) {
    List<Problem> problems = new ArrayList<>();
    if (value instanceof List<?> rows) {
      for (Object row : rows) {
        Map<?, ?> cells = row instanceof Map<?, ?> map ? map : Map.of();
        problems.add(
            new Problem(
                String.valueOf(cells.get("field")),
                String.valueOf(cells.get("code")),
                text(cells.get("note")),
                Problem.Source.AUDITOR));
      }
    }
    return problems;
  }
}
