package dev.merchantreview.store.process;

import dev.merchantreview.engine.EngineJob;
import dev.merchantreview.engine.NotYetException;
import dev.merchantreview.engine.ProcessWorker;
import dev.merchantreview.engine.TaskDirectory;
import dev.merchantreview.review.Asked;
import dev.merchantreview.review.CaseVariables;
import dev.merchantreview.review.Review;
import dev.merchantreview.review.ReviewForm;
import dev.merchantreview.store.ClosureSteps;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** {@code store.record-closure-review}: the reviewer's verdict, under the reviewer's name. */
@Component
class RecordClosureReviewWorker implements ProcessWorker<RecordClosureReviewWorker.Variables> {

  private final ClosureSteps steps;
  private final ClosureTasks tasks;

  RecordClosureReviewWorker(ClosureSteps steps, ClosureTasks tasks) {
    this.steps = steps;
    this.tasks = tasks;
  }

  /**
   * What the form let out. It came from a browser: any of it may be missing or of another type than
   * the form makes it.
   */
  record Variables(
      String caseId,
      int round,
      @Nullable Object verdict,
      @Nullable Object problems,
      @Nullable Object reason) {}

  @Override
  public String jobType() {
    return "store.record-closure-review";
  }

  @Override
  public Class<Variables> variables() {
    return Variables.class;
  }

  @Override
  public Supplier<Map<String, Object>> prepare(EngineJob job, Variables variables) {
    Asked asked = CaseVariables.asked(variables.caseId(), job);
    TaskDirectory.CompletedTask task =
        tasks
            .completed(asked)
            .orElseThrow(() -> new NotYetException("Tasklist does not show the completion yet"));
    Review review =
        new ReviewForm(variables.verdict(), variables.problems(), variables.reason())
            .review(task.taskKey(), task.assignee());
    return () -> Map.of("outcome", steps.recordVerdict(asked, variables.round(), review).name());
  }
}
