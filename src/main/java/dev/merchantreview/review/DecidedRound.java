package dev.merchantreview.review;

import dev.merchantreview.shared.Problem;
import dev.merchantreview.shared.Verdict;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A round of review that was decided.
 *
 * @param content what was handed in, as the module that has the case keeps it
 * @param byMachine whether no person looked
 * @param judged the verdict on each item; empty when no person looked
 */
public record DecidedRound<C>(
    int round,
    C content,
    Instant decidedAt,
    String decidedBy,
    boolean byMachine,
    Verdict verdict,
    List<Problem> problems,
    @Nullable String reason,
    List<Judged> judged) {

  /**
   * The verdict on one item.
   *
   * @param accepted false when a problem named it
   * @param round the round a person accepted it in: an earlier one when the verdict was carried
   *     over
   * @param by who accepted it then
   */
  public record Judged(String key, String fingerprint, boolean accepted, int round, String by) {

    boolean isDocument() {
      return key.equals(ReviewItem.DOCUMENTS);
    }

    boolean isAbout(ReviewItem item) {
      return key.equals(item.key()) && fingerprint.equals(item.fingerprint());
    }
  }

  /** The latest verdict on an item with the very same content; empty when there is none. */
  public static Optional<Judged> lastVerdict(
      List<? extends DecidedRound<?>> before, ReviewItem item) {
    return before.reversed().stream()
        .flatMap(round -> round.judged().stream())
        .filter(judged -> judged.isAbout(item))
        .findFirst();
  }
}
