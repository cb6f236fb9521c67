package dev.programme;

import dev.merchantreview.cases.Asked;
import dev.merchantreview.cases.CaseWorker;
import dev.merchantreview.review.DeadlineVariables;
import java.util.Map;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;

/** {@code programme.open-review}: a person is to look at a membership. */
@Component
class OpenReviewWorker extends CaseWorker {

  private final MembershipReview review;

  OpenReviewWorker(MembershipReview review) {
    super("programme.open-review");
    this.review = review;
  }

  @Override
  protected Supplier<Map<String, Object>> prepare(Asked asked) {
    return () -> DeadlineVariables.of(review.open(asked));
  }
}
