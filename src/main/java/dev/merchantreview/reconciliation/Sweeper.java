package dev.merchantreview.reconciliation;

import dev.merchantreview.engine.EngineInspection;
import dev.merchantreview.shared.CaseId;
import dev.merchantreview.shared.OutsideUnavailableException;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Compares all cases with the engine now and then, and reports what disagrees. */
@Component
class Sweeper {

  private static final Logger log = LoggerFactory.getLogger(Sweeper.class);
  private static final Duration LOOK_BACK = Duration.ofDays(7);

  private final List<CaseProcesses> modules;
  private final EngineInspection inspection;
  private final Comparison comparison;
  private final Findings findings;
  private final Clock clock;

  Sweeper(
      List<CaseProcesses> modules,
      EngineInspection inspection,
      Comparison comparison,
      Findings findings,
      Clock clock,
      MeterRegistry meters) {
    this.modules = modules;
    this.inspection = inspection;
    this.comparison = comparison;
    this.findings = findings;
    this.clock = clock;
    meters.gauge("merchantreview.reconciliation.findings", findings, Findings::count);
  }

  @Scheduled(
      initialDelayString = "${merchant-review.reconciliation.interval}",
      fixedDelayString = "${merchant-review.reconciliation.interval}")
  void sweep() {
    try {
      Set<CaseId> found = new HashSet<>();
      modules.forEach(module -> sweep(module, found));
      // What is right again by itself needs nobody any more.
      findings.open().stream()
          .map(Finding::caseId)
          .filter(caseId -> !found.contains(caseId))
          .forEach(caseId -> findings.resolve(caseId, null));
    } catch (OutsideUnavailableException away) {
      log.debug("No comparison now: {}", away.getMessage());
    }
  }

  private void sweep(CaseProcesses module, Set<CaseId> found) {
    Map<Long, Boolean> active = inspection.active(module.processId());
    for (CaseProcesses.CaseState state :
        module.openOrEndedSince(clock.instant().minus(LOOK_BACK))) {
      if (comparison.looksRight(state, active)) {
        continue;
      }
      comparison
          .judge(state)
          .ifPresent(
              finding -> {
                found.add(finding.caseId());
                findings.resolve(finding.caseId(), finding.kind());
                if (findings.keep(finding)) {
                  log.warn(
                      "{} ({}) {}: {}",
                      finding.caseId(),
                      finding.caseState(),
                      finding.kind(),
                      finding.detail());
                }
              });
    }
  }
}
