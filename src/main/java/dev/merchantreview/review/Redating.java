package dev.merchantreview.review;

import dev.merchantreview.calendar.WorkingCalendar;
import dev.merchantreview.database.OneInstance;
import dev.merchantreview.database.SharedJob;
import dev.merchantreview.database.StartTask;
import dev.merchantreview.engine.EngineOutbox;
import dev.merchantreview.history.CaseEvent;
import dev.merchantreview.history.History;
import dev.merchantreview.shared.ActorRef;
import dev.merchantreview.shared.CaseId;
import java.time.Clock;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Counts due times anew when the service starts: the notice of a year it did not know may be among
 * its configuration now, or a corrected one of a year it knew.
 */
@Component
class Redating implements StartTask {

  private static final Logger log = LoggerFactory.getLogger(Redating.class);

  private final ReviewedTypes types;
  private final History history;
  private final EngineOutbox outbox;
  private final TransactionTemplate transaction;
  private final OneInstance oneInstance;
  private final WorkingCalendar calendar;
  private final Clock clock;

  Redating(
      ReviewedTypes types,
      History history,
      EngineOutbox outbox,
      TransactionTemplate transaction,
      OneInstance oneInstance,
      WorkingCalendar calendar,
      Clock clock) {
    this.types = types;
    this.history = history;
    this.outbox = outbox;
    this.transaction = transaction;
    this.oneInstance = oneInstance;
    this.calendar = calendar;
    this.clock = clock;
  }

  @Override
  public void runAtStart() {
    // In turn: another instance may have another calendar.
    oneInstance.inTurn(SharedJob.REDATING, () -> types.all().forEach(this::countAllAnew));
  }

  private <C extends ReviewedCase<?, ?>> void countAllAnew(Reviewed<C> type) {
    Cases<C, ?> cases = type.cases();
    for (Cases.Running one : cases.running()) {
      if (!one.clock().isBy(calendar)) {
        tryCounting(type, cases, one.caseId());
      }
    }
  }

  /**
   * One that cannot be read, as without its key, keeps neither the others nor the start waiting.
   */
  private <C extends ReviewedCase<?, ?>> void tryCounting(
      Reviewed<C> type, Cases<C, ?> cases, CaseId id) {
    try {
      transaction.executeWithoutResult(
          status -> cases.lock(id).ifPresent(reviewed -> countAnew(type, cases, reviewed)));
    } catch (DataAccessException | TransactionException away) {
      throw away;
    } catch (RuntimeException unreadable) {
      log.error(
          "{} cannot be read: when it is due stays as it was until a start can read it",
          id,
          unreadable);
    }
  }

  private <C extends ReviewedCase<?, ?>> void countAnew(
      Reviewed<C> type, Cases<C, ?> cases, C reviewed) {
    ReviewClock before = reviewed.clock();
    if (before == null) {
      return;
    }
    ReviewClock anew = before.redated(type.redated(reviewed, before, before.countedAnew(calendar)));
    if (anew.equals(before)) {
      return;
    }
    CaseId caseId = reviewed.id();
    reviewed.reviewClock(anew);
    cases.update(reviewed, clock.instant());
    Map<String, Object> details = anew.described();
    details.put("auditDueBefore", before.dueAt().toString());
    history.append(CaseEvent.noted(caseId, ActorRef.SYSTEM, "AUDIT_REDATED", details));
    outbox.publish(caseId, type.redatedMessage(), reviewed.roundKey(), Map.of());
    log.info("{} is due {} instead of {}", caseId, anew.dueAt(), before.dueAt());
  }
}
