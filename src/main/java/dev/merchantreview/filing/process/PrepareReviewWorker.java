package dev.merchantreview.filing.process;

import dev.merchantreview.cases.Asked;
import dev.merchantreview.cases.RoundWorker;
import dev.merchantreview.filing.FilingSteps;
import dev.merchantreview.shared.TypedText;
import java.util.Map;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;

/** {@code filing.prepare-review}: the dossier of the reviewer's task. */
@Component
class PrepareReviewWorker extends RoundWorker {

  private final FilingSteps steps;

  PrepareReviewWorker(FilingSteps steps) {
    super("filing.prepare-review");
    this.steps = steps;
  }

  @Override
  protected Supplier<Map<String, Object>> prepare(Asked asked, int round) {
    return () -> {
      FilingSteps.ReviewTask task = steps.prepare(asked, round);
      return Map.of("taskTitle", TypedText.shown(task.title()), "dossier", task.dossier());
    };
  }
}
