package dev.merchantreview.onboarding.process;

import dev.merchantreview.cases.Asked;
import dev.merchantreview.onboarding.AuditSteps;
import dev.merchantreview.review.RecordReviewWorker;
import dev.merchantreview.review.Review;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** {@code onboarding.record-verdict}: the auditor's verdict. */
@Component
class RecordVerdictWorker extends RecordReviewWorker<RecordVerdictWorker.Variables> {

  private final AuditSteps steps;

  RecordVerdictWorker(AuditSteps steps, AuditTasks tasks) {
    super("onboarding.record-verdict", Variables.class, tasks, AuditSteps.AUDIT);
    this.steps = steps;
  }

  /** What the form let out. */
  record Variables(
      String caseId, @Nullable Object verdict, @Nullable Object problems, @Nullable Object reason)
      implements FormVariables {}

  @Override
  protected Map<String, Object> record(Asked asked, Variables given, Review review) {
    return ReviewedVariables.of(steps.recordVerdict(asked, review));
  }
}
