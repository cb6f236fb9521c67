package dev.merchantreview.review.process;

import dev.merchantreview.review.Review;
import dev.merchantreview.review.ReviewStep;
import dev.merchantreview.review.ReviewedCase;
import dev.merchantreview.review.ReviewedTypes;
import dev.merchantreview.review.Verdicts;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;

/** {@code review.close-round}: the round ended before a verdict counted. */
@Component
class CloseRoundWorker extends ReviewWorker<ReviewWorker.Round> {

  private final Verdicts verdicts;
  private final ReviewTasks tasks;

  CloseRoundWorker(ReviewedTypes types, Verdicts verdicts, ReviewTasks tasks) {
    super(ReviewStep.CLOSE_ROUND, Round.class, types);
    this.verdicts = verdicts;
    this.tasks = tasks;
  }

  @Override
  <C extends ReviewedCase<?, ?>> Supplier<Map<String, Object>> prepare(Step<C> step, Round given) {
    Optional<Review> lost = tasks.lost(step);
    return () -> {
      Verdicts.RoundEnd end = verdicts.closeRound(step.type(), step.asked(), step.round(), lost);
      return Map.of("roundEnded", end.ended(), "verdictLost", end.verdictLost());
    };
  }
}
