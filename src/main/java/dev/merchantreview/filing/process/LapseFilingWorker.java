package dev.merchantreview.filing.process;

import dev.merchantreview.cases.Asked;
import dev.merchantreview.filing.FilingWaitSteps;
import java.util.Map;
import org.springframework.stereotype.Component;

/** {@code filing.lapse}: nobody answered for long. */
@Component
class LapseFilingWorker extends FilingWaitWorker {

  private final FilingWaitSteps steps;

  LapseFilingWorker(FilingWaitSteps steps) {
    super("filing.lapse");
    this.steps = steps;
  }

  @Override
  Map<String, Object> step(Asked asked, FilingVariables given) {
    return Map.of("lapsed", steps.lapse(asked, given.run(), given.waitDueAt()));
  }
}
