package dev.merchantreview.engine;

import java.util.Optional;

/**
 * Judges who takes a user task and how it is completed, before it counts, where the cluster asks
 * first (Camunda 8.8 and later). An older cluster never asks: everybody can take a task there, and
 * a completion that would have been denied comes back as a fresh task.
 */
public interface TaskCompletionJudge {

  /** {@code <module>.<verb>-<object>}, as the task listener in the BPMN. */
  String jobType();

  /** The same of the listener that asks who takes a task. */
  default String claimJobType() {
    return jobType() + "-claim";
  }

  /**
   * Why the task may not be this person's, in words Tasklist shows; empty when it may.
   *
   * @param person who takes the task, or whom it is given to
   */
  Optional<String> reasonToDenyClaim(long processInstanceKey, long taskKey, String person);

  /** Why the task may not be completed like that, in words Tasklist shows; empty when it may. */
  Optional<String> reasonToDeny(TaskCompletion completion);
}
