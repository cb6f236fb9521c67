package dev.merchantreview.store;

import dev.merchantreview.review.ReviewClock;
import java.time.Instant;
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

  static Closure requested(String reason, String by, Instant now) {
    return new Closure(reason, by, now, null, null, null, null, null);
  }

  Closure withClock(@Nullable ReviewClock next) {
    return new Closure(
        reason, requestedBy, requestedAt, next, notice, decidedBy, decisionCode, decision);
  }

  /**
   * @throws IllegalStateException when no review runs
   */
  ReviewClock requiredClock() {
    if (clock == null) {
      throw new IllegalStateException("no review of a closing runs");
    }
    return clock;
  }

  Closure withNotice(String words) {
    return new Closure(
        reason, requestedBy, requestedAt, clock, words, decidedBy, decisionCode, decision);
  }

  Closure decided(String by, @Nullable String code, @Nullable String words) {
    return new Closure(reason, requestedBy, requestedAt, null, null, by, code, words);
  }
}
