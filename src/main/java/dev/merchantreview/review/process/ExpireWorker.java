package dev.merchantreview.review.process;

import dev.merchantreview.review.ReviewStep;
import dev.merchantreview.review.ReviewSteps;
import dev.merchantreview.review.ReviewedCase;
import dev.merchantreview.review.ReviewedTypes;
import java.util.Map;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;

/** {@code review.expire}: a deadline of the owner passed in the engine. */
@Component
class ExpireWorker extends ReviewWorker<ReviewWorker.Round> {

  private final ReviewSteps steps;

  ExpireWorker(ReviewedTypes types, ReviewSteps steps) {
    super(ReviewStep.EXPIRE, Round.class, types);
    this.steps = steps;
  }

  @Override
  <C extends ReviewedCase<?, ?>> Supplier<Map<String, Object>> prepare(Step<C> step, Round given) {
    return () -> steps.expire(step.type(), step.asked(), step.round());
  }
}
