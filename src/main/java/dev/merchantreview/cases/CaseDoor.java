package dev.merchantreview.cases;

import dev.merchantreview.engine.EngineOutbox;
import dev.merchantreview.history.CaseEvent;
import dev.merchantreview.history.History;
import dev.merchantreview.shared.ActorRef;
import dev.merchantreview.shared.CaseId;
import dev.merchantreview.shared.Change;
import dev.merchantreview.shared.ExpectedVersion;
import dev.merchantreview.shared.PersonalDataRead;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Where a case is changed by somebody outside the process: locked, its version judged, changed,
 * kept, put on record, and the process told, in one transaction.
 */
@Component
public class CaseDoor {

  private final History history;
  private final EngineOutbox outbox;
  private final Clock clock;

  CaseDoor(History history, EngineOutbox outbox, Clock clock) {
    this.history = history;
    this.outbox = outbox;
    this.clock = clock;
  }

  /** The result of a change. */
  public sealed interface Step {

    /**
     * It was made.
     *
     * @param action what happened, in {@code UPPER_SNAKE}
     * @param details what is on record of it
     * @param messages what tells the process
     */
    record Done(String action, Map<String, Object> details, List<Message> messages)
        implements Step {}

    /** The case's state does not allow it. */
    record Refused() implements Step {}

    /** There is nothing new in it. */
    record Unchanged() implements Step {}
  }

  /** A message of the engine. */
  public record Message(String name, String correlationKey, Map<String, Object> variables) {}

  /** A change with one message to the process. */
  public static Step done(
      String action, Map<String, Object> details, String message, String correlationKey) {
    return new Step.Done(action, details, List.of(new Message(message, correlationKey, Map.of())));
  }

  /**
   * A whole new content was handed in, which the process waits for.
   *
   * @param round the new round
   * @param waitedFor the correlation key the process waits with
   */
  public static Step resubmitted(int round, String message, String waitedFor) {
    Map<String, Object> number = Map.of("round", round);
    return new Step.Done("RESUBMITTED", number, List.of(new Message(message, waitedFor, number)));
  }

  /** It was taken back. */
  public static Step withdrawn(@Nullable String reason, String message, String correlationKey) {
    return done(
        "WITHDRAWN", reason == null ? Map.of() : Map.of("reason", reason), message, correlationKey);
  }

  /** Starts the process of a round. */
  public static Message roundBegins(String message, CaseId id, int round, String roundKey) {
    return new Message(
        message, roundKey, Map.of("caseId", id.value(), "round", round, "roundKey", roundKey));
  }

  /**
   * Changes a case.
   *
   * @param expected the version the caller works from
   * @param change changes the locked case, or says why it does not
   * @return empty when there is no such case
   * @throws dev.merchantreview.shared.StaleVersionException when it is another version by now
   */
  @Transactional
  public <C extends ProcessCase<?, ?>> Optional<Change<C>> change(
      CaseTable<C> cases,
      CaseId id,
      ExpectedVersion expected,
      ActorRef by,
      Function<C, Step> change) {
    return cases
        .lock(id)
        .map(
            found -> {
              expected.require(found.version());
              String from = found.state().name();
              return switch (change.apply(found)) {
                case Step.Refused no -> refused(found);
                case Step.Unchanged nothingNew -> new Change.Unchanged<>();
                case Step.Done done -> {
                  cases.update(found, clock.instant());
                  record(found, by, from, done);
                  yield new Change.Made<>(found);
                }
              };
            });
  }

  /** The refusal of a change the case's state does not allow. */
  public static <C extends ProcessCase<?, ?>, T> Change<T> refused(C found) {
    return new Change.Refused<>(found.state().name(), found.ownersEvents());
  }

  private void record(ProcessCase<?, ?> changed, ActorRef by, String from, Step.Done done) {
    String to = changed.state().name();
    history.append(
        from.equals(to)
            ? CaseEvent.noted(changed.id(), by, done.action(), done.details())
            : CaseEvent.moved(changed.id(), by, done.action(), from, to, done.details()));
    tell(changed, done.messages());
  }

  /** Tells the process of a change that was made elsewhere, in the caller's transaction. */
  @Transactional(propagation = Propagation.MANDATORY)
  public void tell(ProcessCase<?, ?> changed, List<Message> messages) {
    messages.forEach(
        message ->
            outbox.publish(
                changed.id(), message.name(), message.correlationKey(), message.variables()));
  }

  /**
   * Lets a person see what is masked everywhere else, and puts that on record first.
   *
   * @return empty when there is no such case
   */
  @Transactional
  public <C extends ProcessCase<?, ?>> Optional<C> unmask(
      CaseTable<C> cases, CaseId id, PersonalDataRead read) {
    Optional<C> found = cases.lock(id);
    found.ifPresent(
        one ->
            history.append(
                CaseEvent.noted(id, read.reader(), "PERSONAL_DATA_READ", read.details())));
    return found;
  }
}
