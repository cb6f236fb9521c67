package dev.merchantreview.filing.process;

import dev.merchantreview.cases.Asked;
import dev.merchantreview.cases.RoundWorker;
import dev.merchantreview.filing.FilingSteps;
import java.util.Map;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;

/** {@code filing.remind-reviewer}: a review should come soon. */
@Component
class RemindReviewerWorker extends RoundWorker {

  private final FilingSteps steps;

  RemindReviewerWorker(FilingSteps steps) {
    super("filing.remind-reviewer");
    this.steps = steps;
  }

  @Override
  protected Supplier<Map<String, Object>> prepare(Asked asked, int round) {
    return () -> Map.of("reminded", steps.remind(asked, round));
  }
}
