package dev.merchantreview.review;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How a step went, as the process's gateways and timers read it.
 *
 * @param outcome what the gateways read; the words below, and those of a type of its own
 * @param variables everything else the process has to know
 */
public record Handled(String outcome, Map<String, Object> variables) {

  /** Nothing stands in the way: goes on. */
  public static final String PASSED = "PASSED";

  /** All who have to agree agreed. */
  public static final String APPROVED = "APPROVED";

  /** Back to its owner. */
  public static final String SENT_BACK = "SENT_BACK";

  /** Refused. */
  public static final String REJECTED = "REJECTED";

  /** Not a usable verdict: the task comes back. */
  public static final String UNUSABLE = "UNUSABLE";

  /** The round ended before the verdict: it does not count. */
  public static final String TOO_LATE = "TOO_LATE";

  /** What the step stands on is not on record: it is waited for again. */
  public static final String WAITING = "WAITING";

  /** An outcome of a case's present round. */
  public static Handled of(String outcome, ReviewedCase<?, ?> handled) {
    return new Handled(outcome, Map.of("outcome", outcome, "round", handled.round()));
  }

  /** Reviewers come next, until then. */
  public Handled until(ReviewClock clock) {
    return with(DeadlineVariables.of(clock));
  }

  /** The owner comes next, until then; null when nobody is waited for. */
  public Handled until(@Nullable Waiting waiting) {
    return waiting == null ? this : with(DeadlineVariables.of(waiting));
  }

  /** The same, and the process has to know this. */
  public Handled with(Map<String, ? extends @Nullable Object> more) {
    Map<String, Object> all = new HashMap<>(variables);
    all.putAll(more);
    return new Handled(outcome, all);
  }
}
