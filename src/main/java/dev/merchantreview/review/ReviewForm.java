package dev.merchantreview.review;

import dev.merchantreview.shared.Problem;
import dev.merchantreview.shared.Verdict;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What came out of a reviewer's form. It came from a browser: any of it may be missing or of
 * another type than the form makes it.
 */
public record ReviewForm(
    @Nullable Object verdict, @Nullable Object problems, @Nullable Object reason) {

  /** As the form sends it, before the task's output mapping. */
  public static ReviewForm of(Map<String, Object> sent) {
    Object verdict = sent.get("verdict");
    boolean rejected = Verdict.REJECTED.name().equals(verdict);
    return new ReviewForm(
        verdict, sent.get("problems"), sent.get(rejected ? "rejectionReason" : "reason"));
  }

  /** What the form says, of the task it belongs to. */
  public Review review(long taskKey, Optional<String> reviewer) {
    return new Review(taskKey, reviewer, verdict(verdict), problems(problems), text(reason));
  }

  private static @Nullable Verdict verdict(@Nullable Object value) {
    return Arrays.stream(Verdict.values())
        .filter(verdict -> verdict.name().equals(value))
        .findFirst()
        .orElse(null);
  }

  private static @Nullable String text(@Nullable Object value) {
    return value instanceof String text && !text.isBlank() ? text.strip() : null;
  }

  /** Rows that are no problems become problems nobody knows, which the verdict policy returns. */
  private static List<Problem> problems(@Nullable Object value) {
    List<Problem> problems = new ArrayList<>();
    if (value instanceof List<?> rows) {
      for (Object row : rows) {
        Map<?, ?> cells = row instanceof Map<?, ?> map ? map : Map.of();
        problems.add(
            new Problem(
                String.valueOf(cells.get("field")),
                String.valueOf(cells.get("code")),
                text(cells.get("note")),
                Problem.Source.AUDITOR));
      }
    }
    return problems;
  }
}
