package dev.merchantreview.onboarding.process;

import dev.merchantreview.cases.Asked;
import dev.merchantreview.cases.CaseWorker;
import dev.merchantreview.onboarding.VerificationSteps;
import java.util.Map;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;

/** {@code onboarding.read-account-answer}: what a verification came to, by the record. */
@Component
class ReadAccountAnswerWorker extends CaseWorker {

  private final VerificationSteps steps;

  ReadAccountAnswerWorker(VerificationSteps steps) {
    super("onboarding.read-account-answer");
    this.steps = steps;
  }

  @Override
  protected Supplier<Map<String, Object>> prepare(Asked asked) {
    return () -> steps.answered(asked).variables();
  }
}
