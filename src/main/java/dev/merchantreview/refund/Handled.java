package dev.merchantreview.refund;

import dev.merchantreview.review.ClockVariables;
import dev.merchantreview.review.ReviewClock;
import dev.merchantreview.review.Waiting;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How a step went, as the process's gateways and timers read it.
 *
 * @param round what the applicant is waited for by
 * @param clock set when reviewers come next
 * @param waiting set when the applicant comes next
 */
public record Handled(
    Outcome outcome, int round, @Nullable ReviewClock clock, @Nullable Waiting waiting) {

  /** How it went. */
  public enum Outcome {
    /** Nothing stands in the way: reviewers come next. */
    PASSED,
    /** All who have to agree agreed. */
    APPROVED,
    /** Another person has to agree. */
    SECOND_REVIEW,
    /** The balance is another one by now: the review begins again. */
    CHANGED,
    /** A payout's number is on record. */
    ORDERED,
    /** The bank has not settled it yet. */
    PENDING,
    /** The bank paid. */
    PAID,
    /** Back to its applicant. */
    SENT_BACK,
    /** Refused. */
    REJECTED,
    /** Not a usable verdict: the task comes back. */
    UNUSABLE,
    /** What the step stands on is not on record: it is waited for again. */
    WAITING
  }

  static Handled of(Outcome outcome, int round) {
    return new Handled(outcome, round, null, null);
  }

  static Handled sentBack(int round, Waiting until) {
    return new Handled(Outcome.SENT_BACK, round, null, until);
  }

  /** The variables its gateways and timers read. */
  public Map<String, Object> variables() {
    Map<String, Object> variables = new HashMap<>();
    variables.put("outcome", outcome.name());
    variables.put("round", round);
    if (clock != null) {
      variables.putAll(ClockVariables.of(clock));
    }
    if (waiting != null) {
      variables.put("waitRemindAt", waiting.remindAt().toString());
      variables.put("waitDueAt", waiting.dueAt().toString());
    }
    return variables;
  }
}
