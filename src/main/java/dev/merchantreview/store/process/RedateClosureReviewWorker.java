package dev.merchantreview.store.process;

import dev.merchantreview.cases.Asked;
import dev.merchantreview.cases.RoundWorker;
import dev.merchantreview.review.ClockVariables;
import dev.merchantreview.store.Closure;
import dev.merchantreview.store.ClosureSteps;
import dev.merchantreview.store.StoreRegister;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;

/**
 * {@code store.redate-closure-review}: gives the open task and the timers a due time counted anew.
 */
@Component
class RedateClosureReviewWorker extends RoundWorker {

  private final ClosureSteps steps;
  private final StoreRegister stores;
  private final ClosureTasks tasks;

  RedateClosureReviewWorker(ClosureSteps steps, StoreRegister stores, ClosureTasks tasks) {
    super("store.redate-closure-review");
    this.steps = steps;
    this.stores = stores;
    this.tasks = tasks;
  }

  @Override
  protected Supplier<Map<String, Object>> prepare(Asked asked, int round) {
    Closure closing = stores.get(asked.caseId()).closure();
    if (closing != null && closing.clock() != null) {
      tasks.changeDates(asked, closing.clock());
    }
    return () -> steps.redated(asked, round).map(ClockVariables::of).orElseGet(HashMap::new);
  }
}
