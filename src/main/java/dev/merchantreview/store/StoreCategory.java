package dev.merchantreview.store;

import dev.merchantreview.shared.ActorRef;
import dev.merchantreview.shared.CaseId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A category of a store, and how it stands with it.
 *
 * @param name the category's name on the platform; a part of one the store has, where only that
 *     part was taken away
 * @param since since when it stands so
 * @param loss why the store lost it; null unless it did
 * @param suspensions the reviews under way that keep its goods from being sold
 */
public record StoreCategory(
    String name,
    State state,
    Instant since,
    @Nullable Loss loss,
    @Nullable List<Suspension> suspensions) {

  /** What is made of an application names none. */
  public StoreCategory {
    suspensions = suspensions == null ? List.of() : List.copyOf(suspensions);
  }

  @Override
  public List<Suspension> suspensions() {
    return Objects.requireNonNull(suspensions);
  }

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
    return new StoreCategory(name, State.HELD, since, null, List.of());
  }

  /** It is taken away; the reviews under way that keep its goods from being sold go on. */
  StoreCategory lost(Loss why, Instant now) {
    return new StoreCategory(name, State.LOST, now, why, suspensions);
  }

  /** It is given back, and under review still where it was. */
  StoreCategory restored(Instant now) {
    return new StoreCategory(name, State.HELD, now, null, suspensions);
  }

  /** The same of a part of it. */
  StoreCategory part(String of) {
    return new StoreCategory(of, state, since, loss, suspensions);
  }

  /**
   * A review keeps its goods from being sold.
   *
   * @param from from when on; null where it keeps them from nothing
   */
  StoreCategory suspended(CaseId review, @Nullable Instant from) {
    List<Suspension> all = new ArrayList<>(suspensions());
    all.removeIf(one -> one.caseId().equals(review));
    if (from != null) {
      all.add(new Suspension(review, from));
    }
    return new StoreCategory(name, state, since, loss, all);
  }

  boolean isSuspendedBy(CaseId review) {
    return suspensions().stream().anyMatch(one -> one.caseId().equals(review));
  }

  /** The review that keeps its goods from being sold the soonest; null where none does. */
  public @Nullable Suspension suspension() {
    return suspensions().stream().min(Comparator.comparing(Suspension::from)).orElse(null);
  }

  public boolean isHeld() {
    return state == State.HELD;
  }

  /** Whether it is not simply held. */
  boolean isRestricted() {
    return !isHeld() || !suspensions().isEmpty();
  }

  /** Whether its goods may be sold at a time. */
  boolean sellsAt(Instant at) {
    return isHeld() && suspensions().stream().allMatch(one -> at.isBefore(one.from()));
  }
}
