package dev.merchantreview.store.process;

import dev.merchantreview.engine.TaskCompletion;
import dev.merchantreview.engine.TaskCompletionJudge;
import dev.merchantreview.review.ReviewForm;
import dev.merchantreview.store.ClosureSteps;
import dev.merchantreview.store.StoreRegister;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** {@code store.judge-closure-review}: refuses a verdict that would not count, on the spot. */
@Component
class JudgeClosureReviewListener implements TaskCompletionJudge {

  private final StoreRegister stores;
  private final ClosureSteps steps;

  JudgeClosureReviewListener(StoreRegister stores, ClosureSteps steps) {
    this.stores = stores;
    this.steps = steps;
  }

  @Override
  public String jobType() {
    return "store.judge-closure-review";
  }

  /** By the instance, not by a variable: the completion could bring any. */
  @Override
  public Optional<String> reasonToDeny(TaskCompletion completion) {
    return stores
        .findByInstance(completion.processInstanceKey())
        .map(
            store ->
                steps.reasonToDeny(
                    store,
                    ReviewForm.of(completion.variables())
                        .review(completion.taskKey(), completion.assignee())))
        .orElseGet(() -> Optional.of("本轮审核已结束 · This round of review is over"));
  }
}
