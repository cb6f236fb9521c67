package dev.merchantreview.filing.process;

import dev.merchantreview.cases.Asked;
import dev.merchantreview.filing.FilingWaitSteps;
import java.util.Map;
import org.springframework.stereotype.Component;

/** {@code filing.await-qualification}: the qualification is waited for, until then. */
@Component
class AwaitQualificationWorker extends FilingWaitWorker {

  private final FilingWaitSteps steps;

  AwaitQualificationWorker(FilingWaitSteps steps) {
    super("filing.await-qualification");
    this.steps = steps;
  }

  @Override
  Map<String, Object> step(Asked asked, FilingVariables given) {
    return steps.begin(asked, given.run());
  }
}
