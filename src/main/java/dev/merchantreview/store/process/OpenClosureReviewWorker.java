package dev.merchantreview.store.process;

import dev.merchantreview.cases.Asked;
import dev.merchantreview.cases.RoundWorker;
import dev.merchantreview.review.ClockVariables;
import dev.merchantreview.store.ClosureSteps;
import java.util.Map;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;

/** {@code store.open-closure-review}: a person is to look at a closing. */
@Component
class OpenClosureReviewWorker extends RoundWorker {

  private final ClosureSteps steps;

  OpenClosureReviewWorker(ClosureSteps steps) {
    super("store.open-closure-review");
    this.steps = steps;
  }

  @Override
  protected Supplier<Map<String, Object>> prepare(Asked asked, int round) {
    return () -> ClockVariables.of(steps.open(asked, round));
  }
}
