package dev.merchantreview.refund.process;

import dev.merchantreview.engine.NotYetException;
import dev.merchantreview.engine.TaskDirectory;
import dev.merchantreview.refund.Refunds;
import dev.merchantreview.review.Asked;
import java.time.Instant;
import org.springframework.stereotype.Component;

/** The user tasks of a refund, as the cluster has them. */
@Component
class RefundTasks {

  static final String FINANCE = "Task_ReviewFinance";
  static final String SECOND = "Task_ReviewSecond";

  private final TaskDirectory tasks;
  private final Refunds refunds;

  RefundTasks(TaskDirectory tasks, Refunds refunds) {
    this.tasks = tasks;
    this.refunds = refunds;
  }

  /** The completed one nobody dealt with yet. */
  TaskDirectory.CompletedTask completed(Asked asked, String userTask) {
    return tasks
        .completedAfter(
            asked.processInstanceKey(), userTask, refunds.get(asked.caseId()).lastTaskKey())
        .orElseThrow(() -> new NotYetException("Tasklist does not show the completion yet"));
  }

  /** Gives the open one another due date. */
  void changeDueDate(Asked asked, Instant dueAt) {
    tasks.changeDueDate(asked.processInstanceKey(), FINANCE, dueAt);
    tasks.changeDueDate(asked.processInstanceKey(), SECOND, dueAt);
  }
}
