package dev.merchantreview.engine;

import java.util.Optional;

/**
 * Judges the completion of a user task before it counts, where the cluster asks first (Camunda 8.8
 * and later). An older cluster never asks; what would have been denied comes back as a fresh task
 * there.
 */
public interface TaskCompletionJudge {

  /** {@code <module>.<verb>-<object>}, as the task listener in the BPMN. */
  String jobType();

  /** Why the task may not be completed like that, in words Tasklist shows; empty when it may. */
  Optional<String> reasonToDeny(TaskCompletion completion);
}
