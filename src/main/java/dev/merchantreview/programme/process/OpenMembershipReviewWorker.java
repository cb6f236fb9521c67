package dev.merchantreview.programme.process;

import dev.merchantreview.cases.Asked;
import dev.merchantreview.cases.RoundWorker;
import dev.merchantreview.programme.MembershipSteps;
import dev.merchantreview.review.DeadlineVariables;
import java.util.Map;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;

/** {@code programme.open-review}: a person is to look at an application or an answer. */
@Component
class OpenMembershipReviewWorker extends RoundWorker {

  private final MembershipSteps steps;

  OpenMembershipReviewWorker(MembershipSteps steps) {
    super("programme.open-review");
    this.steps = steps;
  }

  @Override
  protected Supplier<Map<String, Object>> prepare(Asked asked, int round) {
    return () -> DeadlineVariables.of(steps.openReview(asked, round));
  }
}
