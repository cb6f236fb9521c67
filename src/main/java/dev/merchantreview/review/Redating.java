package dev.merchantreview.review;

import dev.merchantreview.calendar.WorkingCalendar;
import dev.merchantreview.cases.CaseTable;
import dev.merchantreview.cases.ProcessCase;
import dev.merchantreview.database.OneInstance;
import dev.merchantreview.database.SharedJob;
import dev.merchantreview.engine.EngineOutbox;
import dev.merchantreview.history.CaseEvent;
import dev.merchantreview.history.History;
import dev.merchantreview.shared.ActorRef;
import dev.merchantreview.shared.CaseId;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Counts due times anew when the service starts: the notice of a year it did not know may be among
 * its configuration now, or a corrected one of a year it knew.
 *
 * @param <C> the cases
 */
public abstract class Redating<C extends ProcessCase<?, ?>> {

  private static final Logger log = LoggerFactory.getLogger(Redating.class);

  private final CaseTable<C> cases;
  private final History history;
  private final EngineOutbox outbox;
  private final TransactionTemplate transaction;
  private final OneInstance oneInstance;
  private final WorkingCalendar calendar;
  private final Clock clock;

  protected Redating(
      CaseTable<C> cases,
      History history,
      EngineOutbox outbox,
      TransactionTemplate transaction,
      OneInstance oneInstance,
      WorkingCalendar calendar,
      Clock clock) {
    this.cases = cases;
    this.history = history;
    this.outbox = outbox;
    this.transaction = transaction;
    this.oneInstance = oneInstance;
    this.calendar = calendar;
    this.clock = clock;
  }

  /** A review that runs, as it was read without holding its case. */
  public record Running(CaseId caseId, ReviewClock clock) {}

  /** Every review that runs. */
  protected abstract List<Running> running();

  /** The clock of its review; null when none runs. */
  protected abstract @Nullable ReviewClock running(C reviewed);

  /** The clock as the calendar has it now. */
  protected ReviewClock anew(C reviewed, ReviewClock before) {
    return before.countedAnew(calendar);
  }

  /** Has the case keep the clock that was counted anew. */
  protected abstract void keep(C reviewed, ReviewClock anew);

  /** What tells the process. */
  protected abstract Message message(C reviewed);

  /** A message of the engine. */
  public record Message(String name, String correlationKey) {}

  @EventListener(ApplicationReadyEvent.class)
  void countAnew() {
    // In turn: another instance may have another calendar.
    oneInstance.inTurn(SharedJob.REDATING, this::countAllAnew);
  }

  private void countAllAnew() {
    for (Running one : running()) {
      if (!one.clock().isBy(calendar)) {
        CaseId caseId = one.caseId();
        transaction.executeWithoutResult(
            status -> cases.lock(caseId).ifPresent(reviewed -> countAnew(caseId, reviewed)));
      }
    }
  }

  private void countAnew(CaseId caseId, C reviewed) {
    ReviewClock before = running(reviewed);
    if (before == null) {
      return;
    }
    ReviewClock anew = anew(reviewed, before);
    if (anew.equals(before)) {
      return;
    }
    keep(reviewed, anew);
    cases.update(reviewed, clock.instant().truncatedTo(ChronoUnit.MICROS));
    Map<String, Object> details = anew.described();
    details.put("auditDueBefore", before.dueAt().toString());
    history.append(
        new CaseEvent(caseId, ActorRef.SYSTEM, "AUDIT_REDATED", null, null, null, details));
    Message message = message(reviewed);
    outbox.publish(caseId, message.name(), message.correlationKey(), Map.of());
    log.info("{} is due {} instead of {}", caseId, anew.dueAt(), before.dueAt());
  }
}
