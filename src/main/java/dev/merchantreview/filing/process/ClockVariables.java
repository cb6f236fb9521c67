package dev.merchantreview.filing.process;

import dev.merchantreview.review.ReviewClock;
import java.util.HashMap;
import java.util.Map;

/** How deadlines of a review are told to the process. */
final class ClockVariables {

  private ClockVariables() {}

  static Map<String, Object> of(ReviewClock clock) {
    return new HashMap<>(
        Map.of(
            "reviewRemindAt", clock.remindAt().toString(),
            "reviewDueAt", clock.dueAt().toString()));
  }
}
