package dev.merchantreview.filing.process;

import dev.merchantreview.engine.TaskDirectory;
import dev.merchantreview.filing.Submissions;
import dev.merchantreview.review.Asked;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** The completed user tasks of a round nobody dealt with yet. */
@Component
class ReviewTasks {

  private static final String USER_TASK = "Task_ReviewFiling";

  private final TaskDirectory tasks;
  private final Submissions submissions;

  ReviewTasks(TaskDirectory tasks, Submissions submissions) {
    this.tasks = tasks;
    this.submissions = submissions;
  }

  /** Empty while the cluster shows none. */
  Optional<TaskDirectory.CompletedTask> completed(Asked asked) {
    return tasks.completedAfter(
        asked.processInstanceKey(), USER_TASK, submissions.get(asked.caseId()).lastTaskKey());
  }
}
