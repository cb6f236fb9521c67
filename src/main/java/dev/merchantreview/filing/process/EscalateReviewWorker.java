package dev.merchantreview.filing.process;

import dev.merchantreview.cases.Asked;
import dev.merchantreview.cases.RoundWorker;
import dev.merchantreview.filing.FilingSteps;
import java.util.Map;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;

/** {@code filing.escalate-review}: a review is overdue. */
@Component
class EscalateReviewWorker extends RoundWorker {

  private final FilingSteps steps;

  EscalateReviewWorker(FilingSteps steps) {
    super("filing.escalate-review");
    this.steps = steps;
  }

  @Override
  protected Supplier<Map<String, Object>> prepare(Asked asked, int round) {
    return () -> Map.of("escalated", steps.escalate(asked, round));
  }
}
