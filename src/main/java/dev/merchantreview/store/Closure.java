package dev.merchantreview.store;

import dev.merchantreview.review.ReviewClock;
import dev.merchantreview.review.ReviewRound;
import dev.merchantreview.rules.ProblemTable;
import dev.merchantreview.shared.Problem;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The last time a store's merchant asked to close it.
 *
 * @param clock when its review is due; null before it was opened and after it was decided
 * @param notice why the task came back, for the top of its form
 * @param decidedBy who decided; null while nobody has
 * @param decisionCode why the store is kept open, of the table; null when it is not, and on
 *     decisions from before there were codes
 * @param decision what the reviewer said
 */
public record Closure(
    String reason,
    String requestedBy,
    Instant requestedAt,
    @Nullable ReviewClock clock,
    @Nullable String notice,
    @Nullable String decidedBy,
    @Nullable String decisionCode,
    @Nullable String decision) {

  static Closure of(String reason, ReviewRound round, @Nullable String decidedBy) {
    return new Closure(
        reason,
        round.submittedBy(),
        round.submittedAt(),
        round.clock(),
        round.notice(),
        decidedBy,
        round.problems().isEmpty() ? null : round.problems().getFirst().code(),
        round.reason());
  }

  /** The round of review it is, or was. */
  ReviewRound round(int number) {
    return new ReviewRound(
        number,
        requestedAt,
        requestedBy,
        decisionCode == null
            ? List.of()
            : List.of(
                new Problem(ProblemTable.WHOLE_CASE, decisionCode, null, Problem.Source.AUDITOR)),
        decision,
        List.of(),
        clock,
        0,
        null,
        notice);
  }
}
