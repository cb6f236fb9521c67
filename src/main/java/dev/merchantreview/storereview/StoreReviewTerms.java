package dev.merchantreview.storereview;

import dev.merchantreview.notice.ReviewAgain;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a notice says of reviewing a store again, as it was when the case was opened.
 *
 * @param openedAt when it was opened
 * @param workingDays the working days it was given
 * @param dueAt the end of the last of them
 * @param provisional whether a year they were counted in has no published calendar yet
 * @param meanwhile whether goods may be sold until it is decided
 * @param handInAgain whether the merchant hands in papers first
 */
public record StoreReviewTerms(
    Instant openedAt,
    int workingDays,
    Instant dueAt,
    boolean provisional,
    ReviewAgain.Meanwhile meanwhile,
    boolean handInAgain) {

  /**
   * From when on the goods of the touched categories are not sold. Who is asked for papers has
   * until the day those are waited for: an answer that was in time is not held against it because a
   * reviewer was late to say what it lacks.
   *
   * @param handedIn whether reviewers have what the merchant handed in: in time, because what is
   *     late ends the case
   * @param inReview whether reviewers have it
   * @param reviewDueAt when they are due
   * @param papersDueAt until when the merchant's papers are waited for; null where they are not
   * @return null where they are sold until it is decided
   */
  @Nullable Instant suspendedFrom(
      boolean handedIn, boolean inReview, Instant reviewDueAt, @Nullable Instant papersDueAt) {
    return switch (meanwhile) {
      case SUSPEND -> openedAt;
      case KEEP_UNTIL_DECIDED -> inReview ? null : orDue(papersDueAt);
      case KEEP_UNTIL_DUE -> orDue(!inReview ? papersDueAt : handedIn ? reviewDueAt : null);
    };
  }

  private Instant orDue(@Nullable Instant later) {
    return later != null && later.isAfter(dueAt) ? later : dueAt;
  }
}
