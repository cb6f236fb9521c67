package dev.merchantreview.review.process;

import dev.merchantreview.review.Dossiers;
import dev.merchantreview.review.ReviewStep;
import dev.merchantreview.review.ReviewSteps;
import dev.merchantreview.review.Reviewed;
import dev.merchantreview.review.ReviewedCase;
import dev.merchantreview.review.ReviewedTypes;
import dev.merchantreview.shared.TypedText;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;

/** {@code review.prepare}: the dossier of the reviewer's task, its dates and its place. */
@Component
class PrepareReviewWorker extends ReviewWorker<ReviewWorker.Round> {

  private final ReviewSteps steps;
  private final ReviewTasks tasks;

  PrepareReviewWorker(ReviewedTypes types, ReviewSteps steps, ReviewTasks tasks) {
    super(ReviewStep.PREPARE, Round.class, types);
    this.steps = steps;
    this.tasks = tasks;
  }

  @Override
  <C extends ReviewedCase<?, ?>> Supplier<Map<String, Object>> prepare(Step<C> step, Round given) {
    BiFunction<C, List<Dossiers.Row>, Reviewed.TaskContent> content =
        step.type().content(step.read(), step.task());
    return () -> {
      Map<String, Object> variables = new HashMap<>();
      Reviewed.TaskContent task =
          steps.prepare(
              step.type(),
              step.asked(),
              step.round(),
              step.task(),
              (locked, excluded) -> {
                variables.putAll(tasks.made(step.type(), locked));
                return content.apply(locked, excluded);
              });
      variables.put("taskTitle", TypedText.shown(task.title()));
      variables.put("dossier", task.dossier());
      return variables;
    };
  }
}
