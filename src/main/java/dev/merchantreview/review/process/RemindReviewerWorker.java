package dev.merchantreview.review.process;

import dev.merchantreview.review.ReviewClock;
import dev.merchantreview.review.ReviewStep;
import dev.merchantreview.review.ReviewSteps;
import dev.merchantreview.review.ReviewedCase;
import dev.merchantreview.review.ReviewedTypes;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * {@code review.remind}: a review should come soon. That goes on record first, whatever becomes of
 * the lists; then its tasks rise in them.
 */
@Component
class RemindReviewerWorker extends ReviewWorker<RemindReviewerWorker.Variables> {

  private final ReviewSteps steps;
  private final ReviewTasks tasks;
  private final TransactionTemplate transaction;

  RemindReviewerWorker(
      ReviewedTypes types, ReviewSteps steps, ReviewTasks tasks, TransactionTemplate transaction) {
    super(ReviewStep.REMIND, Variables.class, types);
    this.steps = steps;
    this.tasks = tasks;
    this.transaction = transaction;
  }

  /**
   * @param reviewRemindAt what the timer was set to; null in instances that were not told
   */
  record Variables(String caseId, @Nullable Integer round, @Nullable String reviewRemindAt)
      implements RoundOfCase {}

  @Override
  <C extends ReviewedCase<?, ?>> Supplier<Map<String, Object>> prepare(
      Step<C> step, Variables given) {
    // False when the step is done again because the lists did not answer: they were reminded then.
    boolean reminded =
        Boolean.TRUE.equals(
            transaction.execute(
                status ->
                    steps.remind(step.type(), step.asked(), step.round(), given.reviewRemindAt())));
    C reviewed = step.read();
    ReviewClock clock = reviewed.clock();
    if (clock != null && clock.remindedAt() != null) {
      tasks.rank(step, reviewed, clock);
    }
    return () -> Map.of("reminded", reminded);
  }
}
