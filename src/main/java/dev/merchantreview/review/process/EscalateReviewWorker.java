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
 * {@code review.escalate}: a review is overdue. That goes on record first, whatever becomes of the
 * lists; then its tasks rise in them.
 */
@Component
class EscalateReviewWorker extends ReviewWorker<EscalateReviewWorker.Variables> {

  private final ReviewSteps steps;
  private final ReviewTasks tasks;
  private final TransactionTemplate transaction;

  EscalateReviewWorker(
      ReviewedTypes types, ReviewSteps steps, ReviewTasks tasks, TransactionTemplate transaction) {
    super(ReviewStep.ESCALATE, Variables.class, types);
    this.steps = steps;
    this.tasks = tasks;
    this.transaction = transaction;
  }

  /**
   * @param reviewDueAt what the timer was set to; null in instances that were not told
   */
  record Variables(String caseId, @Nullable Integer round, @Nullable String reviewDueAt)
      implements RoundOfCase {}

  @Override
  <C extends ReviewedCase<?, ?>> Supplier<Map<String, Object>> prepare(
      Step<C> step, Variables given) {
    // False when the step is done again because the lists did not answer: it was reported then.
    boolean escalated =
        Boolean.TRUE.equals(
            transaction.execute(
                status ->
                    steps.escalate(step.type(), step.asked(), step.round(), given.reviewDueAt())));
    C reviewed = step.read();
    ReviewClock clock = reviewed.clock();
    if (clock != null && clock.escalatedAt() != null) {
      tasks.rank(step, reviewed, clock);
    }
    return () -> Map.of("escalated", escalated);
  }
}
