package dev.merchantreview.store.process;

import dev.merchantreview.cases.Asked;
import dev.merchantreview.cases.RoundWorker;
import dev.merchantreview.store.ClosureSteps;
import java.util.Map;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;

/** {@code store.escalate-closure-review}: a review is overdue. */
@Component
class EscalateClosureReviewWorker extends RoundWorker {

  private final ClosureSteps steps;

  EscalateClosureReviewWorker(ClosureSteps steps) {
    super("store.escalate-closure-review");
    this.steps = steps;
  }

  @Override
  protected Supplier<Map<String, Object>> prepare(Asked asked, int round) {
    return () -> Map.of("escalated", steps.escalate(asked, round));
  }
}
