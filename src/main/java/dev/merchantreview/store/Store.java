package dev.merchantreview.store;

import dev.merchantreview.cases.ProcessCase;
import dev.merchantreview.cases.ProcessCase.Standing;
import dev.merchantreview.review.ReviewClock;
import dev.merchantreview.shared.CaseId;
import dev.merchantreview.shared.Masking;
import dev.merchantreview.shared.Platform;
import dev.merchantreview.shared.StoreType;
import java.time.Instant;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A store, from its opening on. Changed only by the methods here, each guarded by the lifecycle; a
 * method that answers false has changed nothing.
 */
public final class Store extends ProcessCase<StoreState, StoreEvent> {

  private static final Set<StoreEvent> OWNERS_EVENTS =
      Set.of(StoreEvent.REQUEST_CLOSURE, StoreEvent.WITHDRAW_CLOSURE);

  private final Opening opening;
  private int closureRound;
  private @Nullable Closure closure;
  private @Nullable Instant closedAt;
  private @Nullable Instant reopenableFrom;

  /**
   * What never changes of a store.
   *
   * @param applicationId the application it came from
   * @param approvedBy who approved that; null for a store opened before this was kept
   */
  public record Opening(
      CaseId id,
      CaseId applicationId,
      Platform platform,
      String merchantId,
      StoreType storeType,
      String name,
      @Nullable String approvedBy,
      Instant openedAt) {

    /** The name as tasks show it: a personal store's may be its owner's. */
    String shownName() {
      return storeType.hasLicence() ? name : Masking.personName(name);
    }
  }

  Store(Opening opening) {
    super(StoreLifecycle.TABLE, OWNERS_EVENTS, opening.openedAt());
    this.opening = opening;
  }

  /** As it was kept. */
  Store(Snapshot kept) {
    super(StoreLifecycle.TABLE, OWNERS_EVENTS, kept.standing());
    this.opening = kept.opening();
    this.closureRound = kept.closureRound();
    this.closure = kept.closure();
    this.closedAt = kept.closedAt();
    this.reopenableFrom = kept.reopenableFrom();
  }

  /** Everything there is to keep. */
  record Snapshot(
      Opening opening,
      int closureRound,
      @Nullable Closure closure,
      @Nullable Instant closedAt,
      @Nullable Instant reopenableFrom,
      Standing<StoreState> standing) {}

  Snapshot snapshot() {
    return new Snapshot(opening, closureRound, closure, closedAt, reopenableFrom, standing());
  }

  /** The merchant wants to close it: a round of review begins. */
  boolean requestClosure(String reason, String by, Instant now) {
    if (!move(StoreEvent.REQUEST_CLOSURE)) {
      return false;
    }
    closureRound++;
    closure = Closure.requested(reason, by, now);
    leaveInstance();
    return true;
  }

  boolean withdrawClosure() {
    if (!move(StoreEvent.WITHDRAW_CLOSURE)) {
      return false;
    }
    closure = running().withClock(null);
    return true;
  }

  /**
   * @param words what the reviewer said, or null
   * @param reopenable when the merchant may open another store here
   */
  boolean close(String reviewer, @Nullable String words, Instant now, Instant reopenable) {
    if (!move(StoreEvent.CLOSE)) {
      return false;
    }
    closure = running().decided(reviewer, null, words);
    closedAt = now;
    reopenableFrom = reopenable;
    return true;
  }

  /**
   * @param code why, of the table
   * @param words what the reviewer said
   */
  boolean keepOpen(String reviewer, String code, @Nullable String words) {
    if (!move(StoreEvent.KEEP_OPEN)) {
      return false;
    }
    closure = running().decided(reviewer, code, words);
    return true;
  }

  /** The review's clock was set, or went on. */
  void reviewClock(ReviewClock next) {
    closure = running().withClock(next);
  }

  /** The task's completion was dealt with, and led to nothing; the next reviewer is told why. */
  void taskReturned(long taskKey, String why) {
    useTask(taskKey);
    closure = running().withNotice(why);
  }

  /** The closing that is under way, or the last one. */
  Closure running() {
    return Objects.requireNonNull(closure, () -> "nobody asked to close " + id());
  }

  /** What the engine knows the present round by: no other round of any store has it. */
  String roundKey() {
    return id() + ":" + closureRound;
  }

  public Opening opening() {
    return opening;
  }

  @Override
  public CaseId id() {
    return opening.id();
  }

  public int closureRound() {
    return closureRound;
  }

  public @Nullable Closure closure() {
    return closure;
  }

  public @Nullable Instant closedAt() {
    return closedAt;
  }

  /** When the merchant may open another store on the platform; null while it is not closed. */
  public @Nullable Instant reopenableFrom() {
    return reopenableFrom;
  }
}
