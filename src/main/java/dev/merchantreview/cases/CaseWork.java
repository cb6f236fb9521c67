package dev.merchantreview.cases;

import dev.merchantreview.database.WriteBehind;
import dev.merchantreview.engine.NotYetException;
import dev.merchantreview.history.CaseEvent;
import dev.merchantreview.history.History;
import dev.merchantreview.shared.ActorRef;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What all steps of a process have in common: the case is locked, belongs to the process instance
 * that asks, and that instance still has something to do; what the step changes is kept, and is an
 * event.
 *
 * @param <C> the cases
 */
public final class CaseWork<C extends ProcessCase<?, ?>> {

  /** How long the message that ends an instance may be on its way (ours); it takes seconds. */
  private static final Duration END_ARRIVES = Duration.ofMinutes(10);

  private final CaseTable<C> cases;
  private final History history;
  private final WriteBehind writes;
  private final Clock clock;

  public CaseWork(CaseTable<C> cases, History history, WriteBehind writes, Clock clock) {
    this.cases = cases;
    this.history = history;
    this.writes = writes;
    this.clock = clock;
  }

  /**
   * Does a step and keeps what it changed.
   *
   * @param over whether what the instance works on has ended: the message that ends the instance is
   *     on its way then, and whatever it does until it arrives no longer counts
   * @throws NotYetException when it has ended
   * @throws IllegalStateException when there is no such case, or it is another instance's; or when
   *     it has ended so long ago that no message will come: somebody else than this service started
   *     the instance
   */
  public <T> T with(Asked asked, Predicate<C> over, Function<C, T> step) {
    C found = lock(asked);
    refuseIfOver(asked, over, found);
    requireInstance(asked, found);
    T result = step.apply(found);
    keep(found);
    return result;
  }

  private void refuseIfOver(Asked asked, Predicate<C> over, C found) {
    if (over.test(found)) {
      String words =
          "what instance %d works on of %s is over: %s"
              .formatted(asked.processInstanceKey(), asked.caseId(), found.state());
      if (found.updatedAt().plus(END_ARRIVES).isBefore(now())) {
        throw new IllegalStateException(words + ", and nothing has ended the instance");
      }
      throw new NotYetException(words);
    }
  }

  /**
   * Binds the case to the instance that asks, where a step changes nothing of it: nobody who works
   * from the version he has read is told that there is another.
   *
   * @param over as in {@link #with}
   */
  public C bind(Asked asked, Predicate<C> over) {
    C found = lock(asked);
    refuseIfOver(asked, over, found);
    requireInstance(asked, found);
    cases.bind(asked.caseId(), asked.processInstanceKey());
    return found;
  }

  /**
   * @throws IllegalStateException when there is no such case
   */
  public C lock(Asked asked) {
    return cases
        .lock(asked.caseId())
        .orElseThrow(() -> new IllegalStateException("no case " + asked.caseId()));
  }

  /**
   * @throws IllegalStateException when another instance works on the case
   */
  public void requireInstance(Asked asked, C found) {
    if (!found.belongsTo(asked.processInstanceKey())) {
      throw new IllegalStateException(
          asked.caseId() + " does not belong to process instance " + asked.processInstanceKey());
    }
  }

  /**
   * Keeps what a step changed of the case it locked, when something else is asked for or at the
   * end.
   */
  public void keep(C changed) {
    cases.update(changed, now(), writes);
  }

  /**
   * Puts a step on record.
   *
   * @param from the state before, or null when the event changes none
   */
  public void record(
      Asked asked,
      C changed,
      ActorRef actor,
      String action,
      @Nullable String from,
      Map<String, Object> details) {
    history.append(
        new CaseEvent(
            changed.id(),
            actor,
            action,
            from,
            from == null ? null : changed.state().name(),
            asked.elementId(),
            details));
  }

  /**
   * The process asks for a step before the fact it stands on is on record: somebody else than this
   * service told it to go on. The step is not done; that it was asked for goes on record.
   *
   * @param missing the fact, by the action that would have put it on record
   */
  public void recordGroundless(Asked asked, C found, String missing) {
    record(
        asked,
        found,
        ActorRef.SYSTEM,
        "STEP_WITHOUT_GROUND",
        null,
        Map.of("state", found.state().name(), "missing", missing));
  }

  /** The process asks for what the case's state does not allow. */
  public static IllegalStateException unexpected(ProcessCase<?, ?> found, String step) {
    return new IllegalStateException(
        "the process asks to " + step + " but " + found.id() + " is " + found.state());
  }

  /** The present time, as exactly as the database keeps it. */
  public Instant now() {
    return clock.instant();
  }
}
