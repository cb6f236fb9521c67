package dev.merchantreview.store.process;

import dev.merchantreview.engine.TaskDirectory;
import dev.merchantreview.review.ReviewTasks;
import dev.merchantreview.shared.CaseId;
import dev.merchantreview.store.ClosureSteps;
import dev.merchantreview.store.StoreRegister;
import org.springframework.stereotype.Component;

/** The reviews of closings. */
@Component
class ClosureTasks extends ReviewTasks {

  private final StoreRegister stores;

  ClosureTasks(TaskDirectory tasks, StoreRegister stores) {
    super(tasks, ClosureSteps.REVIEW);
    this.stores = stores;
  }

  @Override
  protected long lastTaskKey(CaseId caseId) {
    return stores.get(caseId).lastTaskKey();
  }
}
