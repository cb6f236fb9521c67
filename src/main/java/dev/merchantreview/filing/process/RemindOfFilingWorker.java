package dev.merchantreview.filing.process;

import dev.merchantreview.cases.Asked;
import dev.merchantreview.filing.FilingWaitSteps;
import java.util.Map;
import org.springframework.stereotype.Component;

/** {@code filing.remind-owner}: the last day to file comes near, or nobody answered for days. */
@Component
class RemindOfFilingWorker extends FilingWaitWorker {

  private final FilingWaitSteps steps;

  RemindOfFilingWorker(FilingWaitSteps steps) {
    super("filing.remind-owner");
    this.steps = steps;
  }

  @Override
  Map<String, Object> step(Asked asked, FilingVariables given) {
    return Map.of("reminded", steps.remind(asked, given.run(), given.waitRemindAt()));
  }
}
