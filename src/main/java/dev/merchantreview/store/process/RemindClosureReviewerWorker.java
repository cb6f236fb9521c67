package dev.merchantreview.store.process;

import dev.merchantreview.cases.Asked;
import dev.merchantreview.cases.RoundWorker;
import dev.merchantreview.store.ClosureSteps;
import java.util.Map;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;

/** {@code store.remind-closure-reviewer}: a review should come soon. */
@Component
class RemindClosureReviewerWorker extends RoundWorker {

  private final ClosureSteps steps;

  RemindClosureReviewerWorker(ClosureSteps steps) {
    super("store.remind-closure-reviewer");
    this.steps = steps;
  }

  @Override
  protected Supplier<Map<String, Object>> prepare(Asked asked, int round) {
    return () -> Map.of("reminded", steps.remind(asked, round));
  }
}
