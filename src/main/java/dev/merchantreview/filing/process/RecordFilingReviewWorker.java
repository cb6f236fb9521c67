package dev.merchantreview.filing.process;

import dev.merchantreview.cases.Asked;
import dev.merchantreview.filing.FilingSteps;
import dev.merchantreview.review.RecordReviewWorker;
import dev.merchantreview.review.Review;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** {@code filing.record-review}: the reviewer's verdict. */
@Component
class RecordFilingReviewWorker extends RecordReviewWorker<RecordFilingReviewWorker.Variables> {

  private final FilingSteps steps;

  RecordFilingReviewWorker(FilingSteps steps, FilingTasks tasks) {
    super("filing.record-review", Variables.class, tasks, FilingSteps.REVIEW);
    this.steps = steps;
  }

  /** What the form let out, and the round it is of. */
  record Variables(
      String caseId,
      int round,
      @Nullable Object verdict,
      @Nullable Object problems,
      @Nullable Object reason)
      implements FormVariables {}

  @Override
  protected Map<String, Object> record(Asked asked, Variables given, Review review) {
    return Map.of("outcome", steps.recordVerdict(asked, given.round(), review).name());
  }
}
