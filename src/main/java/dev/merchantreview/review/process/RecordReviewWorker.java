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
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * {@code review.record}: a reviewer's verdict, under the name and with the words the cluster has on
 * record for the completed task. What the process brings decides nothing: whoever may change its
 * variables, in Operate or through the engine, could turn a refusal into an approval before it is
 * recorded.
 */
@Component
class RecordReviewWorker extends ReviewWorker<RecordReviewWorker.Variables> {

  private static final Logger log = LoggerFactory.getLogger(RecordReviewWorker.class);

  private final Verdicts verdicts;
  private final ReviewTasks tasks;

  RecordReviewWorker(ReviewedTypes types, Verdicts verdicts, ReviewTasks tasks) {
    super(ReviewStep.RECORD, Variables.class, types);
    this.verdicts = verdicts;
    this.tasks = tasks;
  }

  /**
   * What it reads of the process.
   *
   * @param verdict what the process says that the form sent, for the log alone; it may be of
   *     another type than the form makes it
   */
  record Variables(String caseId, @Nullable Integer round, @Nullable Object verdict)
      implements RoundOfCase {}

  @Override
  <C extends ReviewedCase<?, ?>> Supplier<Map<String, Object>> prepare(
      Step<C> step, Variables given) {
    CompletedTask task =
        tasks
            .completed(step)
            .orElseThrow(() -> new NotYetException("Tasklist does not show the completion yet"));
    ReviewForm form = ReviewForm.of(tasks.sent(step, task));
    if (!Objects.equals(form.verdict(), given.verdict())) {
      log.warn(
          "{} of {}: the process brings the verdict {}, task {} was completed with {}",
          step.task().elementId(),
          given.caseId(),
          given.verdict(),
          task.taskKey(),
          form.verdict());
    }
    Review review = form.review(task.taskKey(), task.assignee());
    return () ->
        verdicts.record(step.type(), step.asked(), step.round(), step.task(), review).variables();
  }
}
