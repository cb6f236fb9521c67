package dev.merchantreview.storereview.process;

import dev.merchantreview.cases.Asked;
import dev.merchantreview.cases.CaseWorker;
import dev.merchantreview.storereview.ReviewOfStores;
import java.util.Map;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;

/** {@code store-review.open}: a person is to look at a store, or its merchant hands in first. */
@Component
class OpenStoreReviewWorker extends CaseWorker {

  private final ReviewOfStores review;

  OpenStoreReviewWorker(ReviewOfStores review) {
    super("store-review.open");
    this.review = review;
  }

  @Override
  protected Supplier<Map<String, Object>> prepare(Asked asked) {
    return () -> review.open(asked).variables();
  }
}
