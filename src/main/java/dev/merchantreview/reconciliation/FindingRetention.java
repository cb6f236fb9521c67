package dev.merchantreview.reconciliation;

import dev.merchantreview.database.OldRows;
import dev.merchantreview.database.OneInstance;
import dev.merchantreview.database.SharedJob;
import java.time.Clock;
import java.time.Duration;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Forgets findings that were resolved long ago. Nothing asks for them: a comparison and a person
 * see those that are open, and what was done about one is in its case's history.
 */
@Component
class FindingRetention {

  private static final OldRows.Kind RESOLVED =
      new OldRows.Kind("findings", "reconciliation_finding", "resolved_at", "");

  private final OldRows old;
  private final Duration age;
  private final OneInstance oneInstance;
  private final Clock clock;

  FindingRetention(
      OldRows old, ReconciliationProperties properties, OneInstance oneInstance, Clock clock) {
    this.old = old;
    this.age = properties.retention();
    this.oneInstance = oneInstance;
    this.clock = clock;
    old.measure(RESOLVED);
  }

  @Scheduled(fixedDelayString = "PT1H")
  void forget() {
    oneInstance.ifFree(
        SharedJob.FINDING_RETENTION, () -> old.delete(RESOLVED, clock.instant().minus(age)));
  }
}
