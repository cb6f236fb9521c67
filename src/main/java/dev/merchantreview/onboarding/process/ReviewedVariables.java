package dev.merchantreview.onboarding.process;

import dev.merchantreview.onboarding.Reviewed;
import dev.merchantreview.review.ReviewClock;
import dev.merchantreview.review.Waiting;
import java.util.HashMap;
import java.util.Map;

/** How outcomes and deadlines are told to the process. */
final class ReviewedVariables {

  private ReviewedVariables() {}

  static Map<String, Object> of(Reviewed reviewed) {
    Map<String, Object> variables = new HashMap<>();
    variables.put("outcome", reviewed.outcome().name());
    variables.put("round", reviewed.round());
    if (reviewed.road() != null) {
      variables.putAll(reviewed.road().variables());
    }
    if (reviewed.audit() != null) {
      variables.putAll(of(reviewed.audit()));
    }
    if (reviewed.waiting() != null) {
      variables.putAll(of(reviewed.waiting()));
    }
    return variables;
  }

  static Map<String, Object> of(ReviewClock clock) {
    return new HashMap<>(
        Map.of(
            "auditRemindAt", clock.remindAt().toString(), "auditDueAt", clock.dueAt().toString()));
  }

  static Map<String, Object> of(Waiting waiting) {
    return new HashMap<>(
        Map.of(
            "waitRemindAt",
            waiting.remindAt().toString(),
            "waitDueAt",
            waiting.dueAt().toString()));
  }
}
