package dev.merchantreview.programme.process;

import dev.merchantreview.cases.Asked;
import dev.merchantreview.cases.RoundWorker;
import dev.merchantreview.programme.MembershipSteps;
import java.util.Map;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;

/** {@code programme.check-eligibility}: whether an application meets the conditions. */
@Component
class CheckEligibilityWorker extends RoundWorker {

  private final MembershipSteps steps;

  CheckEligibilityWorker(MembershipSteps steps) {
    super("programme.check-eligibility");
    this.steps = steps;
  }

  @Override
  protected Supplier<Map<String, Object>> prepare(Asked asked, int round) {
    MembershipSteps.Answers answers = steps.askEligibility(asked);
    return () -> steps.checkEligibility(asked, round, answers).variables();
  }
}
