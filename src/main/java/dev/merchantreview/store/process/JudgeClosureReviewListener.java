package dev.merchantreview.store.process;

import dev.merchantreview.review.Refusals;
import dev.merchantreview.review.Review;
import dev.merchantreview.review.ReviewJudge;
import dev.merchantreview.store.ClosureSteps;
import dev.merchantreview.store.StoreRegister;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** {@code store.judge-closure-review}: refuses a verdict that would not count, on the spot. */
@Component
class JudgeClosureReviewListener extends ReviewJudge {

  private final StoreRegister stores;
  private final ClosureSteps steps;

  JudgeClosureReviewListener(StoreRegister stores, ClosureSteps steps, Refusals refusals) {
    super("store.judge-closure-review", ClosureSteps.REVIEW, refusals);
    this.stores = stores;
    this.steps = steps;
  }

  @Override
  protected Optional<Opinion> judge(long processInstanceKey, Review review) {
    return stores
        .findByInstance(processInstanceKey)
        .map(store -> new Opinion(store.id(), store.state().name(), steps.refusal(store, review)));
  }
}
