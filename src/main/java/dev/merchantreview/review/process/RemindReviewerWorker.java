package dev.merchantreview.review.process;

import dev.merchantreview.review.ReviewStep;
import dev.merchantreview.review.ReviewSteps;
import dev.merchantreview.review.ReviewedCase;
import dev.merchantreview.review.ReviewedTypes;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** {@code review.remind}: a review should come soon. */
@Component
class RemindReviewerWorker extends ReviewWorker<RemindReviewerWorker.Variables> {

  private final ReviewSteps steps;

  RemindReviewerWorker(ReviewedTypes types, ReviewSteps steps) {
    super(ReviewStep.REMIND, Variables.class, types);
    this.steps = steps;
  }

  /**
   * @param reviewRemindAt what the timer was set to; null in instances that were not told
   */
  record Variables(String caseId, @Nullable Integer round, @Nullable String reviewRemindAt)
      implements RoundOfCase {}

  @Override
  <C extends ReviewedCase<?, ?>> Supplier<Map<String, Object>> prepare(
      Step<C> step, Variables given) {
    return () ->
        Map.of(
            "reminded",
            steps.remind(step.type(), step.asked(), step.round(), given.reviewRemindAt()));
  }
}
