package dev.merchantreview.review.process;

import dev.merchantreview.engine.TaskDirectory;
import dev.merchantreview.engine.TaskDirectory.CompletedTask;
import dev.merchantreview.review.Review;
import dev.merchantreview.review.ReviewClock;
import dev.merchantreview.review.ReviewedTask;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** The user tasks reviewers get of a case, as the cluster has them. */
@Component
class ReviewTasks {

  private final TaskDirectory tasks;

  ReviewTasks(TaskDirectory tasks) {
    this.tasks = tasks;
  }

  /** The completed one nobody dealt with yet; empty while the cluster shows none. */
  Optional<CompletedTask> completed(ReviewWorker.Step<?> step) {
    return tasks.completedAfter(
        step.asked().processInstanceKey(), step.task().elementId(), step.read().lastTaskKey());
  }

  /**
   * A review that came to nothing because its round had ended: who gave it, not what was said;
   * empty when there was none.
   */
  Optional<Review> lost(ReviewWorker.Step<?> step) {
    return completed(step)
        .map(task -> new Review(task.taskKey(), task.assignee(), null, List.of(), null));
  }

  /** Gives the open ones the dates of a clock that was counted anew. */
  void changeDates(ReviewWorker.Step<?> step, ReviewClock clock) {
    tasks.changeDates(
        step.asked().processInstanceKey(), elements(step), clock.dueAt(), clock.remindAt());
  }

  /** Puts the open ones before those that have time. */
  void putFirst(ReviewWorker.Step<?> step) {
    tasks.changePriority(step.asked().processInstanceKey(), elements(step), ReviewedTask.OVERDUE);
  }

  private static List<String> elements(ReviewWorker.Step<?> step) {
    return step.type().tasks().stream().map(ReviewedTask::elementId).sorted().toList();
  }
}
