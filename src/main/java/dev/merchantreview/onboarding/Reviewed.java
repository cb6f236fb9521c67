package dev.merchantreview.onboarding;

import dev.merchantreview.review.ReviewClock;
import dev.merchantreview.review.Waiting;
import org.jspecify.annotations.Nullable;

/**
 * How a check went, as the process's gateways and timers read it.
 *
 * @param round the round the case is in: what the merchant is waited for by
 * @param audit set when an auditor comes next
 * @param waiting set when the merchant comes next
 * @param road what the platform asks for next; set when the application is approved
 */
public record Reviewed(
    Outcome outcome,
    int round,
    @Nullable ReviewClock audit,
    @Nullable Waiting waiting,
    @Nullable Road road) {

  /** How it went. */
  public enum Outcome {
    /** Goes on. */
    PASSED,
    /** Back to the merchant. */
    SENT_BACK,
    /** Refused. */
    REJECTED,
    /** Not a usable verdict: the task comes back. */
    UNUSABLE,
    /** What the step stands on is not on record: it is waited for again. */
    WAITING
  }

  static Reviewed passed(int round, Waiting waiting) {
    return new Reviewed(Outcome.PASSED, round, null, waiting, null);
  }

  static Reviewed waiting(int round, @Nullable Waiting waiting) {
    return new Reviewed(Outcome.WAITING, round, null, waiting, null);
  }

  static Reviewed sentBack(int round, Waiting waiting) {
    return new Reviewed(Outcome.SENT_BACK, round, null, waiting, null);
  }

  static Reviewed of(Outcome outcome, int round) {
    return new Reviewed(outcome, round, null, null, null);
  }
}
