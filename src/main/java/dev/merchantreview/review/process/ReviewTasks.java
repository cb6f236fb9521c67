package dev.merchantreview.review.process;

import dev.merchantreview.calendar.WorkingCalendar;
import dev.merchantreview.engine.TaskDirectory;
import dev.merchantreview.engine.TaskDirectory.CompletedTask;
import dev.merchantreview.review.Review;
import dev.merchantreview.review.ReviewClock;
import dev.merchantreview.review.ReviewForm;
import dev.merchantreview.review.Reviewed;
import dev.merchantreview.review.ReviewedCase;
import dev.merchantreview.review.ReviewedTask;
import dev.merchantreview.review.Urgency;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The user tasks reviewers get of a case, as the cluster has them. */
@Component
class ReviewTasks {

  private final TaskDirectory tasks;
  private final WorkingCalendar calendar;
  private final Clock clock;

  ReviewTasks(TaskDirectory tasks, WorkingCalendar calendar, Clock clock) {
    this.tasks = tasks;
    this.calendar = calendar;
    this.clock = clock;
  }

  /** The completed one nobody dealt with yet; empty while the cluster shows none. */
  Optional<CompletedTask> completed(ReviewWorker.Step<?> step) {
    return tasks.completedAfter(
        step.asked().processInstanceKey(), step.task().elementId(), step.read().lastTaskKey());
  }

  /** What its form sent, as the cluster has it on record. */
  Map<String, @Nullable Object> sent(ReviewWorker.Step<?> step, CompletedTask task) {
    return tasks.sent(
        step.asked().processInstanceKey(), step.task().elementId(), task, ReviewForm.VARIABLES);
  }

  /**
   * A review that came to nothing because its round had ended: who gave it, not what was said;
   * empty when there was none.
   */
  Optional<Review> lost(ReviewWorker.Step<?> step) {
    return completed(step)
        .map(task -> new Review(task.taskKey(), task.assignee(), null, List.of(), null));
  }

  /** What the process is told of the task it is about to make: its dates and its place. */
  <C extends ReviewedCase<?, ?>> Map<String, Object> made(Reviewed<C> type, C reviewed) {
    Map<String, Object> variables = new HashMap<>();
    ReviewClock due = reviewed.clock();
    if (due != null) {
      variables.put("taskDueAt", Urgency.shown(due.dueAt(), calendar.zone()).toString());
      variables.put("taskFollowUpAt", Urgency.shown(due.remindAt(), calendar.zone()).toString());
      variables.put("taskPriority", urgency(type, reviewed, due));
    }
    return variables;
  }

  /** Gives the open ones the dates of a clock that was counted anew, and the place. */
  <C extends ReviewedCase<?, ?>> void changeDates(ReviewWorker.Step<C> step, ReviewClock due) {
    tasks.changeDates(
        step.asked().processInstanceKey(),
        elements(step),
        Urgency.shown(due.dueAt(), calendar.zone()),
        Urgency.shown(due.remindAt(), calendar.zone()));
    rank(step, step.read(), due);
  }

  /** Puts the open ones where they stand by the time that is left now. */
  <C extends ReviewedCase<?, ?>> void rank(ReviewWorker.Step<C> step, C reviewed, ReviewClock due) {
    put(step, urgency(step.type(), reviewed, due));
  }

  /** Gives the open ones a place. */
  void put(ReviewWorker.Step<?> step, int place) {
    tasks.changePriority(step.asked().processInstanceKey(), elements(step), place);
  }

  private <C extends ReviewedCase<?, ?>> int urgency(
      Reviewed<C> type, C reviewed, ReviewClock due) {
    return Urgency.of(due.dueAt(), clock.instant(), calendar.zone(), type.precedence(reviewed));
  }

  private static List<String> elements(ReviewWorker.Step<?> step) {
    return step.type().tasks().stream().map(ReviewedTask::elementId).sorted().toList();
  }
}
