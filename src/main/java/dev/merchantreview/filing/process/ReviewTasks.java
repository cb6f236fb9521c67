package dev.merchantreview.filing.process;

import dev.merchantreview.engine.TaskDirectory;
import dev.merchantreview.filing.Submissions;
import dev.merchantreview.review.Asked;
import java.time.Instant;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** The user task of a round, as the cluster has it. */
@Component
class ReviewTasks {

  private static final String USER_TASK = "Task_ReviewFiling";

  private final TaskDirectory tasks;
  private final Submissions submissions;

  ReviewTasks(TaskDirectory tasks, Submissions submissions) {
    this.tasks = tasks;
    this.submissions = submissions;
  }

  /** The completed one nobody dealt with yet; empty while the cluster shows none. */
  Optional<TaskDirectory.CompletedTask> completed(Asked asked) {
    return tasks.completedAfter(
        asked.processInstanceKey(), USER_TASK, submissions.get(asked.caseId()).lastTaskKey());
  }

  /** Gives the open one another due date. */
  void changeDueDate(Asked asked, Instant dueAt) {
    tasks.changeDueDate(asked.processInstanceKey(), USER_TASK, dueAt);
  }
}
