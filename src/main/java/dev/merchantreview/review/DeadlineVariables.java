package dev.merchantreview.review;

import java.util.HashMap;
import java.util.Map;

/** How deadlines are told to the process, in the variables its timers read. */
public final class DeadlineVariables {

  private DeadlineVariables() {}

  /** The review's. */
  public static Map<String, Object> of(ReviewClock clock) {
    return Map.of(
        "reviewRemindAt", clock.remindAt().toString(), "reviewDueAt", clock.dueAt().toString());
  }

  /** The owner's. */
  public static Map<String, Object> of(Waiting waiting) {
    return Map.of(
        "waitRemindAt", waiting.remindAt().toString(), "waitDueAt", waiting.dueAt().toString());
  }

  /** What every process has to know of a case, wherever a new instance takes it up. */
  public static Map<String, Object> of(ReviewedCase<?, ?> reviewed) {
    Map<String, Object> variables = new HashMap<>();
    variables.put("caseId", reviewed.id().value());
    variables.put("round", reviewed.round());
    if (reviewed.clock() != null) {
      variables.putAll(of(reviewed.clock()));
    }
    if (reviewed.waiting() != null) {
      variables.putAll(of(reviewed.waiting()));
    }
    return variables;
  }
}
