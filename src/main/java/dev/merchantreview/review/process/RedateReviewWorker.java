package dev.merchantreview.review.process;

import dev.merchantreview.review.ReviewClock;
import dev.merchantreview.review.ReviewStep;
import dev.merchantreview.review.ReviewSteps;
import dev.merchantreview.review.ReviewedCase;
import dev.merchantreview.review.ReviewedTypes;
import java.util.Map;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;

/** {@code review.redate}: gives the open tasks and the timers a due time counted anew. */
@Component
class RedateReviewWorker extends ReviewWorker<ReviewWorker.Round> {

  private final ReviewSteps steps;
  private final ReviewTasks tasks;

  RedateReviewWorker(ReviewedTypes types, ReviewSteps steps, ReviewTasks tasks) {
    super(ReviewStep.REDATE, Round.class, types);
    this.steps = steps;
    this.tasks = tasks;
  }

  @Override
  <C extends ReviewedCase<?, ?>> Supplier<Map<String, Object>> prepare(Step<C> step, Round given) {
    ReviewClock clock = step.read().clock();
    if (clock != null) {
      tasks.changeDates(step, clock);
    }
    return () ->
        steps
            .redated(step.type(), step.asked(), step.round())
            .map(step.type()::deadline)
            .orElseGet(Map::of);
  }
}
