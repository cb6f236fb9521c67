package dev.merchantreview.engine;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * By which keys the engine knows the parts of a model.
 *
 * @param processes keys by process id
 * @param decisions keys by decision id
 */
record ModelKeys(Map<String, Long> processes, Map<String, Long> decisions) {

  /**
   * @throws IllegalArgumentException when the model has no such process
   */
  long process(String processId) {
    return of(processes.get(processId), processId);
  }

  /**
   * @throws IllegalArgumentException when the model has no such decision
   */
  long decision(String decisionId) {
    return of(decisions.get(decisionId), decisionId);
  }

  /** One of its decisions: who has it has all that was deployed with it. */
  long anyDecision() {
    return decisions.values().iterator().next();
  }

  private static long of(@Nullable Long key, String id) {
    if (key == null) {
      throw new IllegalArgumentException("not in the deployed model: " + id);
    }
    return key;
  }
}
