package dev.merchantreview.filing.process;

import dev.merchantreview.cases.Asked;
import dev.merchantreview.cases.RoundWorker;
import dev.merchantreview.filing.FilingSteps;
import dev.merchantreview.filing.Submissions;
import dev.merchantreview.review.OverdueReviews;
import java.util.Map;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;

/** {@code filing.escalate-review}: a review is overdue. */
@Component
class EscalateReviewWorker extends RoundWorker {

  private final FilingSteps steps;
  private final Submissions submissions;
  private final FilingTasks tasks;
  private final OverdueReviews overdue;

  EscalateReviewWorker(
      FilingSteps steps, Submissions submissions, FilingTasks tasks, OverdueReviews overdue) {
    super("filing.escalate-review");
    this.steps = steps;
    this.submissions = submissions;
    this.tasks = tasks;
    this.overdue = overdue;
  }

  @Override
  protected Supplier<Map<String, Object>> prepare(Asked asked, int round) {
    return overdue.escalate(
        asked,
        tasks,
        () -> steps.escalate(asked, round),
        () -> submissions.get(asked.caseId()).clock());
  }
}
