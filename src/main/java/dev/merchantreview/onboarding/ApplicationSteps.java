package dev.merchantreview.onboarding;

import dev.merchantreview.cases.Asked;
import dev.merchantreview.review.Handled;
import dev.merchantreview.review.ReviewSteps;
import dev.merchantreview.review.RuleResult;
import dev.merchantreview.shared.ActorRef;
import dev.merchantreview.shared.Problem;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * What the steps of the store-onboarding process share: an application that was not withdrawn, and
 * the way back to the merchant.
 */
@Component
class ApplicationSteps {

  private final StoreApplicationReview review;
  private final ReviewSteps steps;

  ApplicationSteps(StoreApplicationReview review, ReviewSteps steps) {
    this.review = review;
    this.steps = steps;
  }

  <T> T with(Asked asked, Function<StoreApplication, T> step) {
    return steps.with(review, asked, 0, step);
  }

  /** The case of a step that changes nothing of it. */
  StoreApplication bind(Asked asked) {
    return steps.work(review).bind(asked, application -> review.isOver(application, 0));
  }

  /** Back to the merchant, or refused when the rounds of fixing are used up. */
  Handled sendBack(
      Asked asked,
      StoreApplication application,
      List<Problem> problems,
      Map<String, Object> details) {
    return steps.sendBack(review, asked, application, ActorRef.SYSTEM, problems, null, details);
  }

  /** The process came here before the fact the step stands on: it goes back to waiting for it. */
  Handled waitFor(Asked asked, StoreApplication application, String missing) {
    return steps.waitFor(review, asked, application, missing);
  }

  /** Puts a step on record that changed the state. */
  void changed(
      Asked asked,
      StoreApplication application,
      String action,
      @Nullable String from,
      Map<String, Object> details) {
    steps.changed(review, asked, application, ActorRef.SYSTEM, action, from, details);
  }

  /** Puts something on record that changed no state. */
  void note(Asked asked, StoreApplication application, String action, Map<String, Object> details) {
    steps.note(review, asked, application, action, details);
  }

  /** Keeps what the machine checks of the present round found. */
  void checked(
      Asked asked,
      StoreApplication application,
      List<RuleResult> results,
      List<Map<String, Object>> tables) {
    steps.checked(asked, application, results, tables);
  }

  Instant now() {
    return steps.now();
  }
}
