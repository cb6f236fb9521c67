package dev.merchantreview.review.process;

import dev.merchantreview.review.ReviewStep;
import dev.merchantreview.review.ReviewSteps;
import dev.merchantreview.review.ReviewedCase;
import dev.merchantreview.review.ReviewedTypes;
import java.util.Map;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;

/** {@code review.remind}: a review should come soon. */
@Component
class RemindReviewerWorker extends ReviewWorker<ReviewWorker.Round> {

  private final ReviewSteps steps;

  RemindReviewerWorker(ReviewedTypes types, ReviewSteps steps) {
    super(ReviewStep.REMIND, Round.class, types);
    this.steps = steps;
  }

  @Override
  <C extends ReviewedCase<?, ?>> Supplier<Map<String, Object>> prepare(Step<C> step, Round given) {
    return () -> Map.of("reminded", steps.remind(step.type(), step.asked(), step.round()));
  }
}
