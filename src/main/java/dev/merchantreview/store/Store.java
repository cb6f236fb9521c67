package dev.merchantreview.store;

import dev.merchantreview.review.ReviewClock;
import dev.merchantreview.shared.CaseId;
import dev.merchantreview.shared.Platform;
import dev.merchantreview.shared.StoreType;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A store, from its opening on. Changed only by the methods here, each guarded by the lifecycle; a
 * method that answers false has changed nothing.
 */
public final class Store {

  private static final Set<StoreEvent> OWNERS_EVENTS =
      Set.of(StoreEvent.REQUEST_CLOSURE, StoreEvent.WITHDRAW_CLOSURE);

  private final Opening opening;
  private StoreState state;
  private int closureRound;
  private @Nullable Closure closure;
  private @Nullable Instant closedAt;
  private @Nullable Instant reopenableFrom;
  private @Nullable Long processInstanceKey;
  private long lastTaskKey;
  private Instant updatedAt;
  private long version;

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
      Instant openedAt) {}

  Store(Opening opening) {
    this.opening = opening;
    this.state = StoreLifecycle.TABLE.initial();
    this.updatedAt = opening.openedAt();
    this.version = 1;
  }

  /** As it was kept. */
  Store(Snapshot kept) {
    this.opening = kept.opening();
    this.state = kept.state();
    this.closureRound = kept.closureRound();
    this.closure = kept.closure();
    this.closedAt = kept.closedAt();
    this.reopenableFrom = kept.reopenableFrom();
    this.processInstanceKey = kept.processInstanceKey();
    this.lastTaskKey = kept.lastTaskKey();
    this.updatedAt = kept.updatedAt();
    this.version = kept.version();
  }

  /** Everything there is to keep. */
  record Snapshot(
      Opening opening,
      StoreState state,
      int closureRound,
      @Nullable Closure closure,
      @Nullable Instant closedAt,
      @Nullable Instant reopenableFrom,
      @Nullable Long processInstanceKey,
      long lastTaskKey,
      Instant updatedAt,
      long version) {}

  Snapshot snapshot() {
    return new Snapshot(
        opening,
        state,
        closureRound,
        closure,
        closedAt,
        reopenableFrom,
        processInstanceKey,
        lastTaskKey,
        updatedAt,
        version);
  }

  /** The merchant wants to close it: a round of review begins. */
  boolean requestClosure(String reason, String by, Instant now) {
    if (!move(StoreEvent.REQUEST_CLOSURE)) {
      return false;
    }
    closureRound++;
    closure = Closure.requested(reason, by, now);
    processInstanceKey = null;
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
    closure = running().decided(reviewer, words);
    closedAt = now;
    reopenableFrom = reopenable;
    return true;
  }

  boolean keepOpen(String reviewer, @Nullable String words) {
    if (!move(StoreEvent.KEEP_OPEN)) {
      return false;
    }
    closure = running().decided(reviewer, words);
    return true;
  }

  /** The review's clock was set, or went on. */
  void reviewClock(ReviewClock next) {
    closure = running().withClock(next);
  }

  /** The task's completion was dealt with, and led to nothing; the next reviewer is told why. */
  void taskReturned(long taskKey, String why) {
    lastTaskKey = taskKey;
    closure = running().withNotice(why);
  }

  /** The task's completion was dealt with. */
  void taskUsed(long taskKey) {
    lastTaskKey = taskKey;
  }

  /**
   * Binds the round to the process instance that works on it, once.
   *
   * @return false when another instance already does
   */
  boolean belongsTo(long instance) {
    if (processInstanceKey == null) {
      processInstanceKey = instance;
    }
    return processInstanceKey == instance;
  }

  /** Another process instance works on the round from now on. */
  void takenOverBy(long instance) {
    processInstanceKey = instance;
  }

  void touched(Instant now) {
    updatedAt = now;
    version++;
  }

  private boolean move(StoreEvent event) {
    Optional<StoreState> next = StoreLifecycle.TABLE.next(state, event);
    next.ifPresent(to -> state = to);
    return next.isPresent();
  }

  /** The names of what the merchant may do in this state. */
  Set<String> ownersEvents() {
    return StoreLifecycle.TABLE.allowed(state).stream()
        .filter(OWNERS_EVENTS::contains)
        .map(Enum::name)
        .collect(Collectors.toCollection(TreeSet::new));
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

  public CaseId id() {
    return opening.id();
  }

  public StoreState state() {
    return state;
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

  @Nullable Long processInstanceKey() {
    return processInstanceKey;
  }

  /** The last user task whose completion was dealt with; 0 for none. */
  public long lastTaskKey() {
    return lastTaskKey;
  }

  public Instant updatedAt() {
    return updatedAt;
  }

  public long version() {
    return version;
  }
}
