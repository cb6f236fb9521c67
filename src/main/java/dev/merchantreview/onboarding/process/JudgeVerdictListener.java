package dev.merchantreview.onboarding.process;

import dev.merchantreview.onboarding.AuditSteps;
import dev.merchantreview.onboarding.Onboarding;
import dev.merchantreview.review.Refusals;
import dev.merchantreview.review.Review;
import dev.merchantreview.review.ReviewJudge;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** {@code onboarding.judge-verdict}: refuses a verdict that would not count, on the spot. */
@Component
class JudgeVerdictListener extends ReviewJudge {

  private final Onboarding onboarding;
  private final AuditSteps steps;

  JudgeVerdictListener(Onboarding onboarding, AuditSteps steps, Refusals refusals) {
    super("onboarding.judge-verdict", AuditSteps.AUDIT, refusals);
    this.onboarding = onboarding;
    this.steps = steps;
  }

  @Override
  protected Optional<Opinion> judge(long processInstanceKey, Review review) {
    return onboarding
        .findByInstance(processInstanceKey)
        .map(
            application ->
                new Opinion(
                    application.id(),
                    application.state().name(),
                    steps.refusal(application, review)));
  }
}
