package dev.merchantreview.filing.process;

import dev.merchantreview.engine.TaskDirectory;
import dev.merchantreview.filing.FilingSteps;
import dev.merchantreview.filing.Submissions;
import dev.merchantreview.review.ReviewTasks;
import dev.merchantreview.shared.CaseId;
import org.springframework.stereotype.Component;

/** The reviews of filings. */
@Component
class FilingTasks extends ReviewTasks {

  private final Submissions submissions;

  FilingTasks(TaskDirectory tasks, Submissions submissions) {
    super(tasks, FilingSteps.REVIEW);
    this.submissions = submissions;
  }

  @Override
  protected long lastTaskKey(CaseId caseId) {
    return submissions.get(caseId).lastTaskKey();
  }
}
