package dev.merchantreview.closure.process;

import dev.merchantreview.cases.Asked;
import dev.merchantreview.cases.RoundWorker;
import dev.merchantreview.closure.ClosureReview;
import dev.merchantreview.review.DeadlineVariables;
import java.util.Map;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;

/** {@code store.open-closure-review}: a person is to look at a closing. */
@Component
class OpenClosureReviewWorker extends RoundWorker {

  private final ClosureReview review;

  OpenClosureReviewWorker(ClosureReview review) {
    super("store.open-closure-review");
    this.review = review;
  }

  @Override
  protected Supplier<Map<String, Object>> prepare(Asked asked, int round) {
    return () -> DeadlineVariables.of(review.open(asked, round));
  }
}
