package dev.merchantreview.onboarding;

import dev.merchantreview.engine.EngineOutbox;
import dev.merchantreview.history.CaseEvent;
import dev.merchantreview.history.History;
import dev.merchantreview.review.ReviewClock;
import dev.merchantreview.shared.ActorRef;
import dev.merchantreview.shared.CaseId;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Counts provisional due times anew when the service starts: the notice of a year it did not know
 * may be among its configuration now.
 */
@Component
class AuditRedating {

  private static final Logger log = LoggerFactory.getLogger(AuditRedating.class);

  private final StoreApplications applications;
  private final AuditClocks clocks;
  private final History history;
  private final EngineOutbox outbox;
  private final TransactionTemplate transaction;
  private final Clock clock;

  AuditRedating(
      StoreApplications applications,
      AuditClocks clocks,
      History history,
      EngineOutbox outbox,
      TransactionTemplate transaction,
      Clock clock) {
    this.applications = applications;
    this.clocks = clocks;
    this.history = history;
    this.outbox = outbox;
    this.transaction = transaction;
    this.clock = clock;
  }

  @EventListener(ApplicationReadyEvent.class)
  void countAnew() {
    for (CaseId caseId : applications.withProvisionalAudit()) {
      transaction.executeWithoutResult(
          status -> applications.lock(caseId).ifPresent(this::countAnew));
    }
  }

  private void countAnew(StoreApplication application) {
    ReviewClock before = application.audit();
    if (before == null || !before.provisional()) {
      return;
    }
    ReviewClock anew = clocks.of(application);
    if (anew.dueAt().equals(before.dueAt()) && anew.provisional()) {
      return;
    }
    application.auditRedated(anew);
    applications.update(application, clock.instant().truncatedTo(ChronoUnit.MICROS));
    Map<String, Object> details = anew.described();
    details.put("auditDueBefore", before.dueAt().toString());
    history.append(
        new CaseEvent(
            application.id(), ActorRef.SYSTEM, "AUDIT_REDATED", null, null, null, details));
    outbox.publish(
        application.id(),
        Onboarding.AUDIT_REDATED,
        application.id().value() + ":" + application.round(),
        Map.of());
    log.info("{} is due {} instead of {}", application.id(), anew.dueAt(), before.dueAt());
  }
}
