package dev.merchantreview.store.process;

import dev.merchantreview.cases.Asked;
import dev.merchantreview.review.RecordReviewWorker;
import dev.merchantreview.review.Review;
import dev.merchantreview.store.ClosureSteps;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** {@code store.record-closure-review}: the reviewer's verdict. */
@Component
class RecordClosureReviewWorker extends RecordReviewWorker<RecordClosureReviewWorker.Variables> {

  private final ClosureSteps steps;

  RecordClosureReviewWorker(ClosureSteps steps, ClosureTasks tasks) {
    super("store.record-closure-review", Variables.class, tasks, ClosureSteps.REVIEW);
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
