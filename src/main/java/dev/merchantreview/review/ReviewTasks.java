package dev.merchantreview.review;

import dev.merchantreview.cases.Asked;
import dev.merchantreview.engine.TaskDirectory;
import dev.merchantreview.engine.TaskDirectory.CompletedTask;
import dev.merchantreview.shared.CaseId;
import java.util.List;
import java.util.Optional;

/** The user tasks reviewers get of one type of case, as the cluster has them. */
public abstract class ReviewTasks {

  /** An overdue task's place in the lists (ours); the diagrams say the same of one made later. */
  public static final int OVERDUE = 90;

  private final TaskDirectory tasks;
  private final List<ReviewedTask> userTasks;

  /**
   * @param userTasks at least one
   */
  protected ReviewTasks(TaskDirectory tasks, ReviewedTask... userTasks) {
    this.tasks = tasks;
    this.userTasks = List.of(userTasks);
  }

  /** The last task of a case whose completion was dealt with; 0 for none. */
  protected abstract long lastTaskKey(CaseId caseId);

  /** The completed one nobody dealt with yet; empty while the cluster shows none. */
  Optional<CompletedTask> completed(Asked asked, ReviewedTask userTask) {
    return tasks.completedAfter(
        asked.processInstanceKey(), userTask.elementId(), lastTaskKey(asked.caseId()));
  }

  /**
   * A review that came to nothing because its round had ended: who gave it, not what was said;
   * empty when there was none.
   */
  public Optional<Review> lost(Asked asked) {
    return completed(asked, userTasks.getFirst())
        .map(task -> new Review(task.taskKey(), task.assignee(), null, List.of(), null));
  }

  /** Gives the open ones the dates of a clock that was counted anew. */
  public void changeDates(Asked asked, ReviewClock clock) {
    userTasks.forEach(
        userTask ->
            tasks.changeDates(
                asked.processInstanceKey(), userTask.elementId(), clock.dueAt(), clock.remindAt()));
  }

  /** Puts the open ones before those that have time. */
  void putFirst(Asked asked) {
    userTasks.forEach(
        userTask ->
            tasks.changePriority(asked.processInstanceKey(), userTask.elementId(), OVERDUE));
  }
}
