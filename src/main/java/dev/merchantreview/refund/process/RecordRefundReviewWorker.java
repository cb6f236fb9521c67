package dev.merchantreview.refund.process;

import dev.merchantreview.engine.EngineJob;
import dev.merchantreview.engine.ProcessWorker;
import dev.merchantreview.engine.TaskDirectory;
import dev.merchantreview.refund.RefundSteps;
import dev.merchantreview.review.Asked;
import dev.merchantreview.review.CaseVariables;
import dev.merchantreview.review.Review;
import dev.merchantreview.review.ReviewForm;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** A reviewer's verdict, under the reviewer's name. */
abstract class RecordRefundReviewWorker
    implements ProcessWorker<RecordRefundReviewWorker.Variables> {

  private final String jobType;
  private final RefundSteps steps;
  private final RefundTasks tasks;
  private final boolean second;

  RecordRefundReviewWorker(String jobType, RefundSteps steps, RefundTasks tasks, boolean second) {
    this.jobType = jobType;
    this.steps = steps;
    this.tasks = tasks;
    this.second = second;
  }

  /**
   * What the form let out. It came from a browser: any of it may be missing or of another type than
   * the form makes it.
   */
  record Variables(
      String caseId,
      @Nullable Object verdict,
      @Nullable Object problems,
      @Nullable Object reason) {}

  @Override
  public final String jobType() {
    return jobType;
  }

  @Override
  public final Class<Variables> variables() {
    return Variables.class;
  }

  @Override
  public final Supplier<Map<String, Object>> prepare(EngineJob job, Variables variables) {
    Asked asked = CaseVariables.asked(variables.caseId(), job);
    TaskDirectory.CompletedTask task =
        tasks.completed(asked, second ? RefundTasks.SECOND : RefundTasks.FINANCE);
    Review review =
        new ReviewForm(variables.verdict(), variables.problems(), variables.reason())
            .review(task.taskKey(), task.assignee());
    return () -> steps.recordVerdict(asked, second, review).variables();
  }

  /** {@code refund.record-finance-review}. */
  @Component
  static class Finance extends RecordRefundReviewWorker {
    Finance(RefundSteps steps, RefundTasks tasks) {
      super("refund.record-finance-review", steps, tasks, false);
    }
  }

  /** {@code refund.record-second-review}. */
  @Component
  static class Second extends RecordRefundReviewWorker {
    Second(RefundSteps steps, RefundTasks tasks) {
      super("refund.record-second-review", steps, tasks, true);
    }
  }
}
