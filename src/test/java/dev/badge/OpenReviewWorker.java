package dev.badge;

import dev.merchantreview.cases.Asked;
import dev.merchantreview.cases.CaseWorker;
import dev.merchantreview.review.DeadlineVariables;
import java.util.Map;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;

/** {@code badge.open-review}: a person is to look at a badge. */
@Component
class OpenReviewWorker extends CaseWorker {

  private final BadgeReview review;

  OpenReviewWorker(BadgeReview review) {
    super("badge.open-review");
    this.review = review;
  }

  @Override
  protected Supplier<Map<String, Object>> prepare(Asked asked) {
    return () -> DeadlineVariables.of(review.open(asked));
  }
}
