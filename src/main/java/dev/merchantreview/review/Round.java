package dev.merchantreview.review;

import dev.merchantreview.shared.ActorRef;
import dev.merchantreview.shared.Problem;
import dev.merchantreview.shared.Verdict;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A round of review as it can be read afterwards: what was handed in, what was said to it, by whom
 * and on what.
 *
 * @param number counts what was handed in from 1
 * @param submittedAt null where neither the round nor the history has it
 * @param submittedBy the system that handed it in; null as before
 * @param content masked; null where it was not kept: a round that ended without a verdict leaves
 *     none behind
 * @param erased whether the content's personal data cannot be read any more
 * @param verdict what it came to; null while it is open, and where it ended without one
 * @param decidedBy who decided last; null as before
 * @param verdicts every verdict that counted, oldest first
 * @param examinations what the machine found whenever it looked, oldest first
 * @param clock when its review was due; null where none began
 * @param reviewedAt when reviewers had done with it; null while they have not
 * @param source where verdicts, examinations and clock come from
 */
public record Round(
    int number,
    Standing standing,
    @Nullable Instant submittedAt,
    @Nullable String submittedBy,
    @Nullable Object content,
    boolean erased,
    List<Item> items,
    @Nullable Verdict verdict,
    List<Problem> problems,
    @Nullable String reason,
    @Nullable Instant decidedAt,
    @Nullable ActorRef decidedBy,
    List<GivenVerdict> verdicts,
    List<Examination> examinations,
    @Nullable ReviewClock clock,
    @Nullable Instant reviewedAt,
    Source source) {

  /** How a round stands. */
  public enum Standing {
    /** Not decided yet. */
    OPEN,
    /** Somebody, or the machine, decided it. */
    DECIDED,
    /** It ended before anybody decided: taken back, or edited. */
    ENDED
  }

  /** Where the evidence of a round comes from. */
  public enum Source {
    /** It was kept with the round. */
    ROUND,
    /** The round is older than that: read from the events of the case. */
    HISTORY
  }

  /**
   * A field or a document of it.
   *
   * @param accepted null while nobody judged it
   * @param round in which round it was judged: an earlier one where the verdict was carried over;
   *     null while nobody judged it
   * @param by who judged it then; null while nobody did
   */
  public record Item(
      ReviewItem item, @Nullable Boolean accepted, @Nullable Integer round, @Nullable String by) {}

  /** Whether reviewers had done with it when it was due; null while that cannot be said. */
  public @Nullable Boolean deadlineKept() {
    return clock == null || reviewedAt == null ? null : !reviewedAt.isAfter(clock.dueAt());
  }
}
