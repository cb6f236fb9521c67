package dev.merchantreview.review.process;

import dev.merchantreview.engine.NotYetException;
import dev.merchantreview.engine.TaskDirectory.CompletedTask;
import dev.merchantreview.review.Review;
import dev.merchantreview.review.ReviewForm;
import dev.merchantreview.review.ReviewStep;
import dev.merchantreview.review.ReviewedCase;
import dev.merchantreview.review.ReviewedTypes;
import dev.merchantreview.review.Verdicts;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * {@code review.record}: a reviewer's verdict, under the name the cluster has on record for the
 * completed task.
 */
@Component
class RecordReviewWorker extends ReviewWorker<RecordReviewWorker.Variables> {

  private final Verdicts verdicts;
  private final ReviewTasks tasks;

  RecordReviewWorker(ReviewedTypes types, Verdicts verdicts, ReviewTasks tasks) {
    super(ReviewStep.RECORD, Variables.class, types);
    this.verdicts = verdicts;
    this.tasks = tasks;
  }

  /**
   * What the form sent. It came from a browser: any of it may be missing or of another type than
   * the form makes it.
   */
  record Variables(
      String caseId,
      @Nullable Integer round,
      @Nullable Object verdict,
      @Nullable Object problems,
      @Nullable Object reason)
      implements RoundOfCase {}

  @Override
  <C extends ReviewedCase<?, ?>> Supplier<Map<String, Object>> prepare(
      Step<C> step, Variables given) {
    CompletedTask task =
        tasks
            .completed(step)
            .orElseThrow(() -> new NotYetException("Tasklist does not show the completion yet"));
    Review review =
        new ReviewForm(given.verdict(), given.problems(), given.reason())
            .review(task.taskKey(), task.assignee());
    return () ->
        verdicts.record(step.type(), step.asked(), step.round(), step.task(), review).variables();
  }
}
