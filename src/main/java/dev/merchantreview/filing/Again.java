package dev.merchantreview.filing;

import dev.merchantreview.calendar.DueTime;
import dev.merchantreview.notice.ReviewAgain;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * That a rule notice has an approved filing reviewed again, and until when.
 *
 * @param noticeId the notice whose terms these are: the first one, or a later one that is stricter
 * @param openedAt when it was opened for it
 * @param workingDays the working days it was given
 * @param dueAt the end of the last of them
 * @param provisional whether a year they were counted in has no published calendar yet
 * @param meanwhile whether the product may be sold until it is decided
 * @param cycle the cycle it is reviewed in
 * @param handedInLate whether the owner handed in after it was due
 * @param reviewDueAt when the reviewers of what the owner handed in are due, counted when it was
 *     handed in; null where the owner did not, or took it back
 */
public record Again(
    String noticeId,
    Instant openedAt,
    int workingDays,
    Instant dueAt,
    boolean provisional,
    ReviewAgain.Meanwhile meanwhile,
    int cycle,
    boolean handedInLate,
    @Nullable Instant reviewDueAt) {

  /** It is opened for a notice now. */
  static Again opened(String noticeId, ReviewAgain terms, Instant now, DueTime due) {
    return new Again(
        noticeId,
        now,
        terms.dueWorkingDays(),
        due.at(),
        due.provisional(),
        terms.meanwhile(),
        0,
        false,
        null);
  }

  Again in(int next) {
    return new Again(
        noticeId,
        openedAt,
        workingDays,
        dueAt,
        provisional,
        meanwhile,
        next,
        handedInLate,
        reviewDueAt);
  }

  Again handedIn(Instant at) {
    return new Again(
        noticeId,
        openedAt,
        workingDays,
        dueAt,
        provisional,
        meanwhile,
        cycle,
        at.isAfter(dueAt),
        null);
  }

  /** Its reviewers are due then; null when they do not have it any more. */
  Again reviewedUntil(@Nullable Instant until) {
    return new Again(
        noticeId, openedAt, workingDays, dueAt, provisional, meanwhile, cycle, handedInLate, until);
  }

  /** The same working days by a calendar that knows other ones; what was in time stays so. */
  Again redated(DueTime due, @Nullable Instant submittedAt) {
    return new Again(
        noticeId,
        openedAt,
        workingDays,
        due.at(),
        due.provisional(),
        meanwhile,
        cycle,
        handedInLate && submittedAt != null && submittedAt.isAfter(due.at()),
        reviewDueAt);
  }

  /**
   * A later notice touches it as well: of what both say, the stricter counts.
   *
   * @param later as it would be if it was opened for that notice now
   */
  Again tightened(Again later) {
    boolean sooner = later.dueAt.isBefore(dueAt);
    boolean stricter = later.meanwhile.compareTo(meanwhile) < 0;
    return new Again(
        sooner || stricter ? later.noticeId : noticeId,
        sooner ? later.openedAt : openedAt,
        sooner ? later.workingDays : workingDays,
        sooner ? later.dueAt : dueAt,
        sooner ? later.provisional : provisional,
        stricter ? later.meanwhile : meanwhile,
        cycle,
        handedInLate,
        reviewDueAt);
  }

  /** Whether the product may be sold as it was approved, for some time at least. */
  boolean keeps() {
    return meanwhile != ReviewAgain.Meanwhile.SUSPEND && !handedInLate;
  }

  /**
   * Until when it may.
   *
   * @param inReview whether reviewers have it: whoever is waited for has until the due time
   * @param clockDueAt when their clock says they are due; null before they have one. Who handed in
   *     in time does not lose by the reviewers' days
   * @return null for as long as it is not decided
   */
  @Nullable Instant keptUntil(boolean inReview, @Nullable Instant clockDueAt) {
    if (!inReview) {
      return dueAt;
    }
    if (meanwhile == ReviewAgain.Meanwhile.KEEP_UNTIL_DECIDED) {
      return null;
    }
    Instant reviewed = reviewDueAt == null || clockDueAt == null ? reviewDueAt : clockDueAt;
    return reviewed != null && reviewed.isAfter(dueAt) ? reviewed : dueAt;
  }
}
