package dev.merchantreview.review;

import java.util.HashMap;
import java.util.Map;

/** How deadlines of a review are told to the process. */
public final class ClockVariables {

  private ClockVariables() {}

  /** The variables its timers read. */
  public static Map<String, Object> of(ReviewClock clock) {
    return new HashMap<>(
        Map.of(
            "reviewRemindAt", clock.remindAt().toString(),
            "reviewDueAt", clock.dueAt().toString()));
  }
}
