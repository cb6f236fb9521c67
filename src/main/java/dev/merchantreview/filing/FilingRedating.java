package dev.merchantreview.filing;

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
class FilingRedating {

  private static final Logger log = LoggerFactory.getLogger(FilingRedating.class);

  private final Filings filings;
  private final FilingClocks clocks;
  private final History history;
  private final EngineOutbox outbox;
  private final TransactionTemplate transaction;
  private final Clock clock;

  FilingRedating(
      Filings filings,
      FilingClocks clocks,
      History history,
      EngineOutbox outbox,
      TransactionTemplate transaction,
      Clock clock) {
    this.filings = filings;
    this.clocks = clocks;
    this.history = history;
    this.outbox = outbox;
    this.transaction = transaction;
    this.clock = clock;
  }

  @EventListener(ApplicationReadyEvent.class)
  void countAnew() {
    for (CaseId id : filings.withProvisionalReview()) {
      transaction.executeWithoutResult(status -> filings.lock(id).ifPresent(this::countAnew));
    }
  }

  private void countAnew(Filing filing) {
    ReviewClock before = filing.clock();
    if (before == null || !before.provisional()) {
      return;
    }
    ReviewClock anew = clocks.of(filing);
    if (anew.dueAt().equals(before.dueAt()) && anew.provisional()) {
      return;
    }
    filing.reviewRedated(anew);
    filings.update(filing, clock.instant().truncatedTo(ChronoUnit.MICROS));
    Map<String, Object> details = anew.described();
    details.put("auditDueBefore", before.dueAt().toString());
    history.append(
        new CaseEvent(filing.id(), ActorRef.SYSTEM, "AUDIT_REDATED", null, null, null, details));
    outbox.publish(filing.id(), Submissions.REVIEW_REDATED, filing.roundKey(), Map.of());
    log.info("{} is due {} instead of {}", filing.id(), anew.dueAt(), before.dueAt());
  }
}
