package dev.merchantreview.filing.process;

import dev.merchantreview.filing.FilingSteps;
import dev.merchantreview.filing.Submissions;
import dev.merchantreview.review.Asked;
import dev.merchantreview.review.ClockVariables;
import dev.merchantreview.review.ReviewClock;
import dev.merchantreview.review.RoundWorker;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;

/** {@code filing.redate-review}: gives the open task and the timers a due time counted anew. */
@Component
class RedateReviewWorker extends RoundWorker {

  private final FilingSteps steps;
  private final Submissions submissions;
  private final ReviewTasks tasks;

  RedateReviewWorker(FilingSteps steps, Submissions submissions, ReviewTasks tasks) {
    super("filing.redate-review");
    this.steps = steps;
    this.submissions = submissions;
    this.tasks = tasks;
  }

  @Override
  protected Supplier<Map<String, Object>> prepare(Asked asked, int round) {
    ReviewClock clock = submissions.get(asked.caseId()).clock();
    if (clock != null) {
      tasks.changeDueDate(asked, clock.dueAt());
    }
    return () -> steps.redated(asked, round).map(ClockVariables::of).orElseGet(HashMap::new);
  }
}
