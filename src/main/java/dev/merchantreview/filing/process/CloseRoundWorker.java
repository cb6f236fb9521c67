package dev.merchantreview.filing.process;

import dev.merchantreview.filing.FilingSteps;
import dev.merchantreview.review.Asked;
import dev.merchantreview.review.Review;
import dev.merchantreview.review.RoundWorker;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;

/** {@code filing.close-round}: the round ended before a verdict counted. */
@Component
class CloseRoundWorker extends RoundWorker {

  private final FilingSteps steps;
  private final ReviewTasks tasks;

  CloseRoundWorker(FilingSteps steps, ReviewTasks tasks) {
    super("filing.close-round");
    this.steps = steps;
    this.tasks = tasks;
  }

  @Override
  protected Supplier<Map<String, Object>> prepare(Asked asked, int round) {
    Optional<Review> lost =
        tasks
            .completed(asked)
            .map(task -> new Review(task.taskKey(), task.assignee(), null, List.of(), null));
    return () -> Map.of("verdictLost", steps.closeRound(asked, round, lost));
  }
}
