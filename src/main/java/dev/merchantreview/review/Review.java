package dev.merchantreview.review;

import dev.merchantreview.rules.ProblemTable;
import dev.merchantreview.shared.Problem;
import dev.merchantreview.shared.Verdict;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What came out of a reviewer's task.
 *
 * @param reviewer empty when nobody is on record for the completion
 * @param verdict null when the form was left without one
 * @param faults what was of another type than the form makes it
 */
public record Review(
    long taskKey,
    Optional<String> reviewer,
    @Nullable Verdict verdict,
    List<Problem> problems,
    @Nullable String reason,
    List<ProblemTable.Text> faults) {

  /** A review whose form had everything in its right type. */
  public Review(
      long taskKey,
      Optional<String> reviewer,
      @Nullable Verdict verdict,
      List<Problem> problems,
      @Nullable String reason) {
    this(taskKey, reviewer, verdict, problems, reason, List.of());
  }
}
