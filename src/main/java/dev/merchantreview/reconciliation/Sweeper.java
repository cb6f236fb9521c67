package dev.merchantreview.reconciliation;

import dev.merchantreview.cases.CaseProcesses;
import dev.merchantreview.cases.CaseTypes;
import dev.merchantreview.database.OneInstance;
import dev.merchantreview.database.SharedJob;
import dev.merchantreview.engine.EngineInspection;
import dev.merchantreview.engine.EngineOutbox;
import dev.merchantreview.shared.CaseId;
import dev.merchantreview.shared.OutsideUnavailableException;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Compares all cases with the engine now and then, and reports what disagrees. */
@Component
class Sweeper {

  private static final Logger log = LoggerFactory.getLogger(Sweeper.class);
  private static final int JUDGED_AT_ONCE = 50;
  // A portion is one transaction; so many in a sweep keep the engine free for those who wait.
  private static final int BEGUN_AT_ONCE = 200;
  private static final int PORTIONS = 5;
  // So many cases are compared with one statement.
  private static final int COMPARED_AT_ONCE = 2_000;
  // A sweep of more than a portion is followed by a pause so many times as long (ours): whatever
  // there is, one instance spends little of its time on it, and little of the records'.
  private static final int PAUSE = 20;

  private final CaseTypes types;
  private final EngineInspection inspection;
  private final Comparison comparison;
  private final Findings findings;
  private final EngineOutbox outbox;
  private final OneInstance oneInstance;
  private final TransactionTemplate transaction;
  private final Clock clock;
  private volatile Instant compared;
  private volatile String blindBecause = "";
  // By the system's nanoseconds; only the thread that sweeps knows them.
  private long pauseUntil = System.nanoTime();

  Sweeper(
      CaseTypes types,
      EngineInspection inspection,
      Comparison comparison,
      Findings findings,
      EngineOutbox outbox,
      OneInstance oneInstance,
      TransactionTemplate transaction,
      Clock clock,
      MeterRegistry meters) {
    this.types = types;
    this.inspection = inspection;
    this.comparison = comparison;
    this.findings = findings;
    this.outbox = outbox;
    this.oneInstance = oneInstance;
    this.transaction = transaction;
    this.clock = clock;
    compared = clock.instant();
    meters.gauge("merchantreview.reconciliation.findings", findings, Findings::count);
    Gauge.builder(
            "merchantreview.reconciliation.compared.ago",
            this,
            sweeper -> Duration.between(sweeper.compared, clock.instant()).toSeconds())
        .description("How long ago this instance compared all cases; only one of several does")
        .baseUnit("seconds")
        .register(meters);
  }

  @Scheduled(
      initialDelayString = "${merchant-review.reconciliation.interval}",
      fixedDelayString = "${merchant-review.reconciliation.interval}")
  void sweep() {
    if (System.nanoTime() - pauseUntil >= 0) {
      oneInstance.ifFree(SharedJob.SWEEP, this::sweepAll);
    }
  }

  private void sweepAll() {
    long begun = System.nanoTime();
    int looked = 0;
    types.processes().forEach(this::begin);
    try {
      Set<CaseId> notRight = sweepMessages();
      for (CaseProcesses process : types.processes()) {
        looked += sweep(process, notRight);
      }
      // What is right again by itself needs nobody any more.
      findings.open().stream()
          .map(Finding::caseId)
          .filter(caseId -> !notRight.contains(caseId))
          .forEach(caseId -> findings.resolve(caseId, null));
      settleUndecided();
      compared = clock.instant();
      blindBecause = "";
    } catch (OutsideUnavailableException away) {
      String because = String.valueOf(away.getMessage());
      if (!because.equals(blindBecause)) {
        blindBecause = because;
        log.warn("Cases cannot be compared with the engine: {}", because);
      }
    }
    if (looked > COMPARED_AT_ONCE) {
      long now = System.nanoTime();
      pauseUntil = now + PAUSE * (now - begun);
    }
  }

  private void settleUndecided() {
    List<CaseId> undecided =
        findings.open().stream()
            .filter(finding -> finding.kind() == Finding.Kind.DEPOSIT_UNDECIDED)
            .map(Finding::caseId)
            .toList();
    types.states(undecided).values().stream()
        .filter(CaseProcesses.CaseState::ended)
        .forEach(one -> findings.settle(one.caseId(), Finding.Kind.DEPOSIT_UNDECIDED));
  }

  /** Older cases than their process: what they have to be told waits in the outbox. */
  private void begin(CaseProcesses process) {
    int begun = 0;
    for (int portion = 0; portion < PORTIONS && begun == portion * BEGUN_AT_ONCE; portion++) {
      begun += Objects.requireNonNull(transaction.execute(status -> process.begin(BEGUN_AT_ONCE)));
    }
    if (begun > 0) {
      log.info("{} cases of before got an instance of {}", begun, process.processId());
    }
  }

  /**
   * Messages the engine does not take; its records are not needed to see them.
   *
   * @return the cases whose messages they are
   */
  private Set<CaseId> sweepMessages() {
    Set<CaseId> stuck = new HashSet<>();
    for (EngineOutbox.Stuck one : outbox.stuck()) {
      report(
          new Finding(
              one.caseId(),
              stateOf(one.caseId()),
              Finding.Kind.MESSAGE_NOT_TAKEN,
              one.detail(),
              clock.instant()),
          stuck);
    }
    findings.open().stream()
        .filter(finding -> finding.kind() == Finding.Kind.MESSAGE_NOT_TAKEN)
        .map(Finding::caseId)
        .filter(caseId -> !stuck.contains(caseId))
        .forEach(caseId -> findings.resolve(caseId, null));
    return stuck;
  }

  private String stateOf(CaseId caseId) {
    return types.stateOf(caseId).map(CaseProcesses.CaseState::state).orElse("");
  }

  /**
   * @param notRight is given the cases with a finding, and those that could not be judged
   * @return how many cases were looked at
   */
  private int sweep(CaseProcesses module, Set<CaseId> notRight) {
    Map<Long, Boolean> active = inspection.active(module.processId());
    List<CaseProcesses.CaseState> suspicious = new ArrayList<>();
    int looked = 0;
    String after = "";
    List<CaseProcesses.CaseState> open;
    do {
      open = module.open(after, COMPARED_AT_ONCE);
      open.stream().filter(state -> !comparison.looksRight(state, active)).forEach(suspicious::add);
      looked += open.size();
      after = open.isEmpty() ? after : open.getLast().caseId().value();
    } while (open.size() == COMPARED_AT_ONCE);
    left(module, active.keySet()).stream()
        .filter(state -> !comparison.looksRight(state, active))
        .forEach(suspicious::add);
    judge(suspicious, notRight);
    return looked;
  }

  /** The cases that need none of these instances any more. */
  private static List<CaseProcesses.CaseState> left(CaseProcesses module, Set<Long> instances) {
    List<Long> all = List.copyOf(instances);
    Set<Long> idle = new HashSet<>();
    for (int from = 0; from < all.size(); from += COMPARED_AT_ONCE) {
      List<Long> portion = all.subList(from, Math.min(all.size(), from + COMPARED_AT_ONCE));
      idle.addAll(portion);
      idle.removeAll(module.workingAmong(portion));
    }
    return idle.isEmpty()
        ? List.of()
        : module.boundTo(idle).stream().filter(CaseProcesses.CaseState::ended).toList();
  }

  private void judge(List<CaseProcesses.CaseState> suspicious, Set<CaseId> notRight) {
    // Each one costs the engine's records a question or two. Behind a backlog thousands look wrong
    // that are only slow; in another order each time, every case has its turn.
    Collections.shuffle(suspicious);
    int judged = Math.min(JUDGED_AT_ONCE, suspicious.size());
    for (CaseProcesses.CaseState state : suspicious.subList(0, judged)) {
      Comparison.Judgement judgement = comparison.judge(state);
      judgement.finding().ifPresent(finding -> report(finding, notRight));
      if (!judgement.known()) {
        notRight.add(state.caseId());
      }
    }
    suspicious.subList(judged, suspicious.size()).stream()
        .map(CaseProcesses.CaseState::caseId)
        .forEach(notRight::add);
  }

  private void report(Finding finding, Set<CaseId> notRight) {
    notRight.add(finding.caseId());
    findings.resolve(finding.caseId(), finding.kind());
    if (findings.keep(finding)) {
      log.warn(
          "{} ({}) {}: {}",
          finding.caseId(),
          finding.caseState(),
          finding.kind(),
          finding.detail());
    }
  }
}
