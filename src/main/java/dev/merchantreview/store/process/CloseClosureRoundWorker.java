package dev.merchantreview.store.process;

import dev.merchantreview.cases.Asked;
import dev.merchantreview.cases.RoundWorker;
import dev.merchantreview.review.Review;
import dev.merchantreview.store.ClosureSteps;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;

/** {@code store.close-closure-round}: the merchant took the closing back. */
@Component
class CloseClosureRoundWorker extends RoundWorker {

  private final ClosureSteps steps;
  private final ClosureTasks tasks;

  CloseClosureRoundWorker(ClosureSteps steps, ClosureTasks tasks) {
    super("store.close-closure-round");
    this.steps = steps;
    this.tasks = tasks;
  }

  @Override
  protected Supplier<Map<String, Object>> prepare(Asked asked, int round) {
    Optional<Review> lost = tasks.lost(asked);
    return () -> Map.of("verdictLost", steps.closeRound(asked, round, lost));
  }
}
