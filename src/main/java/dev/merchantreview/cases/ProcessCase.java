package dev.merchantreview.cases;

import dev.merchantreview.lifecycle.Lifecycle;
import dev.merchantreview.shared.CaseId;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A case a process works on. Its state changes only as its lifecycle allows, one process instance
 * at a time works on it, and each change counts its version up.
 *
 * @param <S> its states
 * @param <E> what can happen to it
 */
public abstract class ProcessCase<S extends Enum<S>, E extends Enum<E>> {

  private final Lifecycle<S, E> lifecycle;
  private final Set<E> ownersEvents;
  private S state;
  private @Nullable Long processInstanceKey;
  private long lastTaskKey;
  private Instant updatedAt;
  private long version;

  /**
   * A new case.
   *
   * @param ownersEvents what its owner can ask for, where its state allows it
   */
  protected ProcessCase(Lifecycle<S, E> lifecycle, Set<E> ownersEvents, Instant now) {
    this(lifecycle, ownersEvents, new Standing(lifecycle.initial().name(), null, 0, now, 1));
  }

  /** A case as it was kept. */
  protected ProcessCase(Lifecycle<S, E> lifecycle, Set<E> ownersEvents, Standing kept) {
    this.lifecycle = lifecycle;
    this.ownersEvents = ownersEvents;
    this.state = Enum.valueOf(lifecycle.initial().getDeclaringClass(), kept.state());
    this.processInstanceKey = kept.processInstanceKey();
    this.lastTaskKey = kept.lastTaskKey();
    this.updatedAt = kept.updatedAt();
    this.version = kept.version();
  }

  /**
   * What is kept of every case.
   *
   * @param state its name
   * @param processInstanceKey the instance that works on it; null before one did
   * @param lastTaskKey the last user task of this instance whose completion was dealt with; 0 for
   *     none
   * @param version counts changes from 1
   */
  public record Standing(
      String state,
      @Nullable Long processInstanceKey,
      long lastTaskKey,
      Instant updatedAt,
      long version) {}

  protected final Standing standing() {
    return new Standing(state.name(), processInstanceKey, lastTaskKey, updatedAt, version);
  }

  public abstract CaseId id();

  /** The merchant that acts for it. */
  public abstract String ownerId();

  /** What lists are ordered by, newest first. */
  public abstract Instant createdAt();

  /**
   * Moves on if the lifecycle allows it.
   *
   * @return false when it does not; nothing has changed then
   */
  protected final boolean move(E event) {
    Optional<S> next = lifecycle.next(state, event);
    next.ifPresent(to -> state = to);
    return next.isPresent();
  }

  /** Whether the lifecycle allows it now. */
  protected final boolean allows(E event) {
    return lifecycle.next(state, event).isPresent();
  }

  /**
   * Another instance will work on what comes next. Its tasks are told apart anew: keys rise within
   * a partition of the engine, and the other instance may run in another.
   */
  protected final void leaveInstance() {
    processInstanceKey = null;
    lastTaskKey = 0;
  }

  /** Its instance is lost; another will be started where it stands. */
  protected void released() {
    leaveInstance();
  }

  /** A task's completion was dealt with; it counts only once. */
  protected final void useTask(long taskKey) {
    lastTaskKey = taskKey;
  }

  /**
   * Binds the case to the process instance that works on it, once.
   *
   * @return false when another instance already does
   */
  final boolean belongsTo(long instance) {
    if (processInstanceKey == null) {
      processInstanceKey = instance;
    }
    return processInstanceKey == instance;
  }

  final void touched(Instant now) {
    updatedAt = now;
    version++;
  }

  public final S state() {
    return state;
  }

  /** Whether nothing can happen to it any more. */
  public final boolean isEnded() {
    return lifecycle.isFinal(state);
  }

  /** The names of what the owner may do in this state. */
  public final Set<String> ownersEvents() {
    return lifecycle.allowed(state).stream()
        .filter(ownersEvents::contains)
        .map(Enum::name)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** The last user task whose completion was dealt with; 0 for none. */
  public final long lastTaskKey() {
    return lastTaskKey;
  }

  public final Instant updatedAt() {
    return updatedAt;
  }

  /** Counts changes from 1. */
  public final long version() {
    return version;
  }
}
