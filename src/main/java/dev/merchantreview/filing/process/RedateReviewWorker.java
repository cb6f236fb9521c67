package dev.merchantreview.filing.process;

import dev.merchantreview.cases.Asked;
import dev.merchantreview.cases.RoundWorker;
import dev.merchantreview.filing.FilingSteps;
import dev.merchantreview.filing.Submissions;
import dev.merchantreview.review.ClockVariables;
import dev.merchantreview.review.ReviewClock;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;

/** {@code filing.redate-review}: gives the open task and the timers a due time counted anew. */
@Component
class RedateReviewWorker extends RoundWorker {

  private final FilingSteps steps;
  private final Submissions submissions;
  private final FilingTasks tasks;

  RedateReviewWorker(FilingSteps steps, Submissions submissions, FilingTasks tasks) {
    super("filing.redate-review");
    this.steps = steps;
    this.submissions = submissions;
    this.tasks = tasks;
  }

  @Override
  protected Supplier<Map<String, Object>> prepare(Asked asked, int round) {
    ReviewClock clock = submissions.get(asked.caseId()).clock();
    if (clock != null) {
      tasks.changeDates(asked, clock);
    }
    return () -> steps.redated(asked, round).map(ClockVariables::of).orElseGet(HashMap::new);
  }
}
