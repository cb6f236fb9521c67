package dev.merchantreview.store;

import dev.merchantreview.shared.ActorRef;
import dev.merchantreview.shared.CaseId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A category of a store, and how it stands with it.
 *
 * @param name the category's name on the platform; a part of one the store has, where only that
 *     part was taken away
 * @param since since when it stands so
 * @param loss why the store lost it; null unless it did
 * @param suspension a review under way that keeps its goods from being sold; null where none does
 */
public record StoreCategory(
    String name, State state, Instant since, @Nullable Loss loss, @Nullable Suspension suspension) {

  /** How it stands. */
  public enum State {
    /** The store sells in it. */
    HELD,
    /** It was taken away: nothing is sold in it until a person gives it back. */
    LOST
  }

  /**
   * Why a category is taken away.
   *
   * @param code a code of {@link StoreReviewProblems}
   * @param words in the words of whoever took it
   * @param noticeId the rule notice it was because of; null where it was none
   * @param caseId the case it was because of; null where it was none
   */
  public record Ground(
      String code, String words, @Nullable String noticeId, @Nullable CaseId caseId) {}

  /**
   * A category that was taken away.
   *
   * @param by who took it
   */
  public record Loss(Ground ground, ActorRef by) {}

  /**
   * A review that keeps goods from being sold until it is decided.
   *
   * @param caseId the review
   * @param from from when on they are not
   */
  public record Suspension(CaseId caseId, Instant from) {}

  /** The store sells in it from now on. */
  static StoreCategory held(String name, Instant since) {
    return new StoreCategory(name, State.HELD, since, null, null);
  }

  StoreCategory lost(Loss why, Instant now) {
    return new StoreCategory(name, State.LOST, now, why, null);
  }

  StoreCategory suspended(@Nullable Suspension until) {
    return new StoreCategory(name, state, since, loss, until);
  }

  public boolean isHeld() {
    return state == State.HELD;
  }

  /** Whether it is not simply held. */
  boolean isRestricted() {
    return !isHeld() || suspension != null;
  }

  /** Whether its goods may be sold at a time. */
  boolean sellsAt(Instant at) {
    return isHeld() && (suspension == null || at.isBefore(suspension.from()));
  }
}
