package dev.merchantreview.filing;

import dev.merchantreview.notice.ReviewAgain;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * That a rule notice has an approved filing reviewed again, and until when.
 *
 * @param openedAt when it was opened for it
 * @param workingDays the working days it was given
 * @param dueAt the end of the last of them
 * @param meanwhile whether the product may be sold until it is decided
 * @param cycle the cycle it is reviewed in
 * @param handedInLate whether the owner handed in after it was due
 */
public record Again(
    String noticeId,
    Instant openedAt,
    int workingDays,
    Instant dueAt,
    ReviewAgain.Meanwhile meanwhile,
    int cycle,
    boolean handedInLate) {

  Again in(int next) {
    return new Again(noticeId, openedAt, workingDays, dueAt, meanwhile, next, handedInLate);
  }

  Again handedIn(Instant at) {
    return new Again(noticeId, openedAt, workingDays, dueAt, meanwhile, cycle, at.isAfter(dueAt));
  }

  /** Whether the product may be sold as it was approved, for some time at least. */
  boolean keeps() {
    return switch (meanwhile) {
      case SUSPEND -> false;
      case KEEP_UNTIL_DUE -> !handedInLate;
      case KEEP_UNTIL_DECIDED -> true;
    };
  }

  /**
   * Until when it may.
   *
   * @param reviewDueAt when the reviewers are due; null while they do not have it. Who handed in in
   *     time does not lose by the reviewers' days
   * @return null for as long as it is not decided
   */
  @Nullable Instant keptUntil(@Nullable Instant reviewDueAt) {
    if (meanwhile == ReviewAgain.Meanwhile.KEEP_UNTIL_DECIDED) {
      return null;
    }
    return reviewDueAt != null && reviewDueAt.isAfter(dueAt) ? reviewDueAt : dueAt;
  }
}
