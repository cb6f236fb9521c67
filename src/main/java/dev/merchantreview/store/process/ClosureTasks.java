package dev.merchantreview.store.process;

import dev.merchantreview.engine.TaskDirectory;
import dev.merchantreview.review.Asked;
import dev.merchantreview.store.StoreRegister;
import java.time.Instant;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** The user task of a closing's review, as the cluster has it. */
@Component
class ClosureTasks {

  private static final String USER_TASK = "Task_ReviewClosure";

  private final TaskDirectory tasks;
  private final StoreRegister stores;

  ClosureTasks(TaskDirectory tasks, StoreRegister stores) {
    this.tasks = tasks;
    this.stores = stores;
  }

  /** The completed one nobody dealt with yet; empty while the cluster shows none. */
  Optional<TaskDirectory.CompletedTask> completed(Asked asked) {
    return tasks.completedAfter(
        asked.processInstanceKey(), USER_TASK, stores.get(asked.caseId()).lastTaskKey());
  }

  /** Gives the open one another due date. */
  void changeDueDate(Asked asked, Instant dueAt) {
    tasks.changeDueDate(asked.processInstanceKey(), USER_TASK, dueAt);
  }
}
