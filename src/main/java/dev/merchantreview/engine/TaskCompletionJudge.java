package dev.merchantreview.engine;

import java.util.Optional;
import java.util.Set;

/**
 * Judges who takes a user task and how it is completed, before it counts, where the cluster asks
 * first (Camunda 8.8 and later). An older cluster never asks: everybody can take a task there, and
 * a completion that would have been denied comes back as a fresh task.
 */
public interface TaskCompletionJudge {

  /** {@code <module>.<verb>-<object>}, as the task listener in the BPMN. */
  String jobType();

  /** The names it had in earlier diagrams, for the instances that still run by them. */
  default Set<String> formerJobTypes() {
    return Set.of();
  }

  /** The variables its forms send, which are kept of a completion. */
  Set<String> formVariables();

  /** What is appended to the job type for the listener that asks who takes a task. */
  String CLAIM = "-claim";

  /**
   * Why the task may not be this person's, in words Tasklist shows; empty when it may.
   *
   * @param claim whose assignee is who takes the task, or whom it is given to
   */
  Optional<String> reasonToDenyClaim(TaskCompletion claim);

  /** Why the task may not be completed like that, in words Tasklist shows; empty when it may. */
  Optional<String> reasonToDeny(TaskCompletion completion);
}
