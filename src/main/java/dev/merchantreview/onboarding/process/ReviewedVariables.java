package dev.merchantreview.onboarding.process;

import dev.merchantreview.onboarding.OnboardingSteps.Reviewed;
import java.util.HashMap;
import java.util.Map;

/** How a review's outcome is told to the process. */
final class ReviewedVariables {

  private ReviewedVariables() {}

  static Map<String, Object> of(Reviewed reviewed) {
    Map<String, Object> variables = new HashMap<>();
    variables.put("outcome", reviewed.outcome().name());
    variables.put("round", reviewed.round());
    if (reviewed.fixDueAt() != null) {
      variables.put("fixDueAt", reviewed.fixDueAt().toString());
    }
    return variables;
  }
}
