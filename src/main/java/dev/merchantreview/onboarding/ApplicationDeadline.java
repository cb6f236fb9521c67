package dev.merchantreview.onboarding;

import dev.merchantreview.review.DeadlineVariables;
import dev.merchantreview.review.ReviewClock;
import java.util.HashMap;
import java.util.Map;

/** The variables the review's timers read, which had names of their own in earlier diagrams. */
final class ApplicationDeadline {

  private ApplicationDeadline() {}

  static Map<String, Object> variables(ReviewClock clock) {
    Map<String, Object> variables = new HashMap<>(DeadlineVariables.of(clock));
    variables.put("auditRemindAt", clock.remindAt().toString());
    variables.put("auditDueAt", clock.dueAt().toString());
    return variables;
  }
}
