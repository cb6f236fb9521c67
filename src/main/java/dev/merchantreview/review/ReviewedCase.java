package dev.merchantreview.review;

import dev.merchantreview.cases.IndexedCase;
import dev.merchantreview.cases.ProcessCase;
import dev.merchantreview.lifecycle.Lifecycle;
import dev.merchantreview.shared.Problem;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A case people review in rounds.
 *
 * @param <S> its states
 * @param <E> what can happen to it
 */
public abstract class ReviewedCase<S extends Enum<S>, E extends Enum<E>> extends ProcessCase<S, E> {

  private ReviewRound review;

  /** A new case. */
  protected ReviewedCase(
      Lifecycle<S, E> lifecycle, Set<E> ownersEvents, Instant now, ReviewRound review) {
    super(lifecycle, ownersEvents, now);
    this.review = review;
  }

  /** A case as it was kept. */
  protected ReviewedCase(Lifecycle<S, E> lifecycle, Set<E> ownersEvents, Cases.Kept kept) {
    this(lifecycle, ownersEvents, kept.standing(), kept.review());
  }

  /** A case as it was kept. */
  protected ReviewedCase(
      Lifecycle<S, E> lifecycle, Set<E> ownersEvents, Standing kept, ReviewRound review) {
    super(lifecycle, ownersEvents, kept);
    this.review = review;
  }

  /**
   * How it stands, for the index of all cases.
   *
   * @param open whether somebody has to do something about it
   * @param reviewer who gave the last verdict; null while nobody has
   */
  public final IndexedCase.Standing standing(boolean open, @Nullable String reviewer) {
    ReviewClock until = review.clock();
    return new IndexedCase.Standing(
        state().name(),
        open,
        round(),
        reviewer,
        open && until != null ? until.dueAt() : null,
        createdAt());
  }

  /** The round it is in, or was in last. */
  public final ReviewRound review() {
    return review;
  }

  protected final void review(ReviewRound next) {
    review = next;
  }

  /** What the engine knows the present round by: no other round of any case has it. */
  public final String roundKey() {
    return id() + ":" + review.number();
  }

  /** What the machine checks found in the present round, and by which tables. */
  final void checked(List<RuleResult> results, Evidence.Examined examined) {
    review = review.checked(results, examined);
  }

  /** Somebody gave a verdict on the present round that counts. */
  final void given(GivenVerdict verdict) {
    review = review.given(verdict);
  }

  /** What there was to keep of the present round is kept. */
  final void roundKept() {
    review = review.withEvidence(null);
  }

  /** The reviewers were reminded, or it was reported as overdue, or dated anew. */
  final void reviewClock(ReviewClock next) {
    review = review.withClock(next);
  }

  /** Its owner was reminded of the deadline it has now. */
  final void ownerReminded(Instant now) {
    Waiting waiting = review.waiting();
    if (waiting != null) {
      review = review.withWaiting(waiting.reminded(now));
    }
  }

  /** The task's completion was dealt with; it counts only once. */
  final void taskUsed(long taskKey) {
    useTask(taskKey);
    review = review.withNotice(null);
  }

  /** The task's completion was dealt with, and led to nothing; the next reviewer is told why. */
  final void taskReturned(long taskKey, String why) {
    useTask(taskKey);
    review = review.withNotice(why);
  }

  /** Counts what was handed in from 1; 0 before anything was. */
  public final int round() {
    return review.number();
  }

  /** When the present round was handed in. */
  public final Instant submittedAt() {
    return review.submittedAt();
  }

  /** What was found wrong with it. */
  public final List<Problem> problems() {
    return review.problems();
  }

  /** What whoever decided, or took it back, said. */
  public final @Nullable String reason() {
    return review.reason();
  }

  /** What the machine checks found. */
  public final List<RuleResult> checks() {
    return review.checks();
  }

  /** When the review is due; null while nobody of ours has it. */
  public final @Nullable ReviewClock clock() {
    return review.clock();
  }

  /** Until when its owner is waited for; null while it is not. */
  public final @Nullable Waiting waiting() {
    return review.waiting();
  }

  /** Why the task came back, for the top of its form. */
  public final @Nullable String notice() {
    return review.notice();
  }
}
