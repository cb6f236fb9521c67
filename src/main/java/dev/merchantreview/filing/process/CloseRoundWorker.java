package dev.merchantreview.filing.process;

import dev.merchantreview.cases.Asked;
import dev.merchantreview.cases.RoundWorker;
import dev.merchantreview.filing.FilingSteps;
import dev.merchantreview.review.Review;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;

/** {@code filing.close-round}: the round ended before a verdict counted. */
@Component
class CloseRoundWorker extends RoundWorker {

  private final FilingSteps steps;
  private final FilingTasks tasks;

  CloseRoundWorker(FilingSteps steps, FilingTasks tasks) {
    super("filing.close-round");
    this.steps = steps;
    this.tasks = tasks;
  }

  @Override
  protected Supplier<Map<String, Object>> prepare(Asked asked, int round) {
    Optional<Review> lost = tasks.lost(asked);
    return () -> Map.of("verdictLost", steps.closeRound(asked, round, lost));
  }
}
