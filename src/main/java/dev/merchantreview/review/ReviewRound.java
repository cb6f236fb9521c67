package dev.merchantreview.review;

import dev.merchantreview.shared.Problem;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The round of review a case is in, or was in last.
 *
 * @param number counts what was handed in from 1; 0 before anything was
 * @param submittedAt when it was handed in: its owner waits since then
 * @param submittedBy the system that handed it in
 * @param problems what was found wrong with it
 * @param reason what whoever decided, or took it back, said
 * @param checks what the machine checks found
 * @param clock when the review is due; null while nobody of ours has the case
 * @param daysUsed days earlier rounds took: the clock stands while the owner fixes
 * @param waiting until when the owner is waited for; null while it is not
 * @param notice why the task came back, for the top of its form
 * @param evidence what goes on record with the round's decision; null where there is nothing, or it
 *     is on record already
 */
public record ReviewRound(
    int number,
    Instant submittedAt,
    String submittedBy,
    List<Problem> problems,
    @Nullable String reason,
    List<RuleResult> checks,
    @Nullable ReviewClock clock,
    int daysUsed,
    @Nullable Waiting waiting,
    @Nullable String notice,
    @Nullable Evidence evidence) {

  /** Nothing was handed in yet. */
  public static ReviewRound none(Instant createdAt, String createdBy) {
    return new ReviewRound(
        0, createdAt, createdBy, List.of(), null, List.of(), null, 0, null, null, null);
  }

  /** What was handed in when the case was made. */
  public static ReviewRound first(Instant submittedAt, String submittedBy) {
    return none(submittedAt, submittedBy).next(submittedAt, submittedBy);
  }

  /**
   * Handed in, or handed in again: what was said of the round before stays until it is reviewed.
   */
  public ReviewRound next(Instant now, String by) {
    return new ReviewRound(
        number + 1,
        now,
        by,
        problems,
        reason,
        checks,
        clock,
        daysUsed,
        null,
        notice,
        Evidence.NONE);
  }

  /** What the machine checks found. */
  public ReviewRound checked(List<RuleResult> results) {
    return new ReviewRound(
        number,
        submittedAt,
        submittedBy,
        problems,
        reason,
        List.copyOf(results),
        clock,
        daysUsed,
        waiting,
        notice,
        evidence);
  }

  /** The same, and when and by which decision tables: that goes on record with the round. */
  ReviewRound checked(List<RuleResult> results, Evidence.Examined examined) {
    return checked(results)
        .withEvidence((evidence == null ? Evidence.NONE : evidence).examined(examined));
  }

  /** Somebody gave a verdict on it that counts. */
  ReviewRound given(GivenVerdict verdict) {
    return withEvidence((evidence == null ? Evidence.NONE : evidence).with(verdict));
  }

  /** Reviewers have it until then; what was said before is settled. */
  public ReviewRound opened(ReviewClock until) {
    return said(List.of(), null).withClock(until);
  }

  /** The clock was set, or goes on; null stops it: how it stood goes on record with the round. */
  public ReviewRound withClock(@Nullable ReviewClock next) {
    return new ReviewRound(
        number,
        submittedAt,
        submittedBy,
        problems,
        reason,
        checks,
        next,
        daysUsed,
        waiting,
        notice,
        next == null && evidence != null && clock != null ? evidence.stopped(clock) : evidence);
  }

  /** What goes on record with the round's decision; null when it is there. */
  ReviewRound withEvidence(@Nullable Evidence next) {
    return new ReviewRound(
        number,
        submittedAt,
        submittedBy,
        problems,
        reason,
        checks,
        clock,
        daysUsed,
        waiting,
        notice,
        next);
  }

  /** The clock of the present round as it stands, or stood when it was stopped. */
  @Nullable ReviewClock lastClock() {
    return clock != null || evidence == null ? clock : evidence.clock();
  }

  /** What was found wrong, and what was said. */
  public ReviewRound said(List<Problem> found, @Nullable String words) {
    return new ReviewRound(
        number,
        submittedAt,
        submittedBy,
        List.copyOf(found),
        words,
        checks,
        clock,
        daysUsed,
        waiting,
        notice,
        evidence);
  }

  /** Days counted as taken; the present round's are counted when it ends. */
  public ReviewRound withDaysUsed(int days) {
    return new ReviewRound(
        number,
        submittedAt,
        submittedBy,
        problems,
        reason,
        checks,
        clock,
        days,
        waiting,
        notice,
        evidence);
  }

  /** The owner is waited for until then; null when it is not. */
  public ReviewRound withWaiting(@Nullable Waiting until) {
    return new ReviewRound(
        number,
        submittedAt,
        submittedBy,
        problems,
        reason,
        checks,
        clock,
        daysUsed,
        until,
        notice,
        evidence);
  }

  /** What the next reviewer is told; null when nothing. */
  public ReviewRound withNotice(@Nullable String words) {
    return new ReviewRound(
        number,
        submittedAt,
        submittedBy,
        problems,
        reason,
        checks,
        clock,
        daysUsed,
        waiting,
        words,
        evidence);
  }

  /**
   * Back to its owner.
   *
   * @param used days this round took
   */
  public ReviewRound sentBack(
      List<Problem> found, @Nullable String words, Waiting until, int used) {
    return said(found, words).withClock(null).withWaiting(until).withDaysUsed(daysUsed + used);
  }
}
