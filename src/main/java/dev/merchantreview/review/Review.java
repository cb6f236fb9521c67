package dev.merchantreview.review;

import dev.merchantreview.shared.Problem;
import dev.merchantreview.shared.Verdict;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What came out of a reviewer's task.
 *
 * @param verdict null when the form was left without one
 * @param reviewer empty when nobody is on record for the completion
 */
public record Review(
    long taskKey,
    Optional<String> reviewer,
    @Nullable Verdict verdict,
    List<Problem> problems,
    @Nullable String reason) {

  /** For the history: whose verdict did not count, and why. */
  public Map<String, Object> returned(String why) {
    return Map.of(
        "reason", why,
        "reviewer", reviewer.orElse(""),
        "taskKey", Long.toString(taskKey));
  }
}
