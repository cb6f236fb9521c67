package dev.merchantreview.store.process;

import dev.merchantreview.cases.Asked;
import dev.merchantreview.cases.RoundWorker;
import dev.merchantreview.review.OverdueReviews;
import dev.merchantreview.review.ReviewClock;
import dev.merchantreview.store.Closure;
import dev.merchantreview.store.ClosureSteps;
import dev.merchantreview.store.StoreRegister;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** {@code store.escalate-closure-review}: a review is overdue. */
@Component
class EscalateClosureReviewWorker extends RoundWorker {

  private final ClosureSteps steps;
  private final StoreRegister stores;
  private final ClosureTasks tasks;
  private final OverdueReviews overdue;

  EscalateClosureReviewWorker(
      ClosureSteps steps, StoreRegister stores, ClosureTasks tasks, OverdueReviews overdue) {
    super("store.escalate-closure-review");
    this.steps = steps;
    this.stores = stores;
    this.tasks = tasks;
    this.overdue = overdue;
  }

  @Override
  protected Supplier<Map<String, Object>> prepare(Asked asked, int round) {
    return overdue.escalate(asked, tasks, () -> steps.escalate(asked, round), () -> clock(asked));
  }

  private @Nullable ReviewClock clock(Asked asked) {
    Closure closing = stores.get(asked.caseId()).closure();
    return closing == null ? null : closing.clock();
  }
}
