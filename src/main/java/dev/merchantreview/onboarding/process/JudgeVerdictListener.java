package dev.merchantreview.onboarding.process;

import dev.merchantreview.engine.TaskCompletion;
import dev.merchantreview.engine.TaskCompletionJudge;
import dev.merchantreview.onboarding.AuditSteps;
import dev.merchantreview.onboarding.Onboarding;
import dev.merchantreview.onboarding.StoreApplication;
import dev.merchantreview.review.ReviewForm;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** {@code onboarding.judge-verdict}: refuses a verdict that would not count, on the spot. */
@Component
class JudgeVerdictListener implements TaskCompletionJudge {

  private final Onboarding onboarding;
  private final AuditSteps steps;

  JudgeVerdictListener(Onboarding onboarding, AuditSteps steps) {
    this.onboarding = onboarding;
    this.steps = steps;
  }

  @Override
  public String jobType() {
    return "onboarding.judge-verdict";
  }

  /** By the instance, not by a variable: the completion could bring any. */
  @Override
  public Optional<String> reasonToDeny(TaskCompletion completion) {
    StoreApplication application =
        onboarding
            .findByInstance(completion.processInstanceKey())
            .orElseThrow(
                () ->
                    new IllegalStateException(
                        "no case has process instance " + completion.processInstanceKey()));
    return steps.reasonToDeny(
        application,
        ReviewForm.of(completion.variables()).review(completion.taskKey(), completion.assignee()));
  }
}
