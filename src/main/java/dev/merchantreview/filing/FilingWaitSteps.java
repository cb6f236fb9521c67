package dev.merchantreview.filing;

import dev.merchantreview.cases.Asked;
import dev.merchantreview.cases.CaseWork;
import dev.merchantreview.engine.NotYetException;
import dev.merchantreview.history.History;
import dev.merchantreview.review.DeadlineVariables;
import dev.merchantreview.review.Waiting;
import dev.merchantreview.shared.ActorRef;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * The steps of waiting for a filing's qualification in the streamer-filing process, each inside the
 * transaction of the job that asks for it.
 */
@Service
public class FilingWaitSteps {

  /** By how much the engine's clock may run before the service's (ours). */
  private static final Duration SKEW = Duration.ofMinutes(1);

  private final CaseWork<Filing> work;
  private final FilingWaits waits;
  private final LeadTimes leadTimes;
  private final Clock clock;

  FilingWaitSteps(
      Filings filings, FilingWaits waits, LeadTimes leadTimes, History history, Clock clock) {
    this.work = new CaseWork<>(filings, history, clock);
    this.waits = waits;
    this.leadTimes = leadTimes;
    this.clock = clock;
  }

  /**
   * The qualification is waited for; nothing of the filing changes by it.
   *
   * @return until when
   * @throws NotYetException when the instance is of another cycle, or the filing is decided
   */
  @Transactional(propagation = Propagation.MANDATORY)
  public Map<String, Object> begin(Asked asked, FilingRun run) {
    Filing filing = work.bind(asked, run::isOver);
    Waiting until = filing.waiting();
    // Handed in already: the message of it is on its way and ends the waiting at once.
    return new HashMap<>(DeadlineVariables.of(until == null ? waits.of(filing) : until));
  }

  /**
   * Reminds the owner, once for each time it is to be reminded at.
   *
   * @return false when there is nothing to be reminded of any more, or not yet
   */
  @Transactional(propagation = Propagation.MANDATORY)
  public boolean remind(Asked asked, FilingRun run) {
    Filing filing = work.lock(asked);
    Waiting until = filing.waiting();
    Instant now = clock.instant();
    if (run.isOver(filing)
        || until == null
        || until.remindedAt() != null
        || now.isBefore(until.remindAt())
        || !until.remindAt().isBefore(until.dueAt())) {
      return false;
    }
    work.requireInstance(asked, filing);
    filing.waitUntil(until.reminded(now));
    Map<String, Object> details = new LinkedHashMap<>();
    details.put("state", filing.state().name());
    details.put("dueAt", until.dueAt().toString());
    Instant liveAt = filing.liveAt();
    if (liveAt != null && liveAt.isAfter(now)) {
      details.put("liveAt", liveAt.toString());
      details.put("fileBy", leadTimes.fileBy(filing.declared().platform(), liveAt).at().toString());
      details.put(
          "workingDaysLeft", leadTimes.workingDaysLeft(filing.declared().platform(), liveAt));
    }
    work.record(asked, filing, ActorRef.SYSTEM, "MERCHANT_REMINDED", null, details);
    work.keep(filing);
    return true;
  }

  /**
   * Nobody answered for long: the instance ends, the filing stays PENDING, and what is handed in
   * later has another one begin.
   *
   * @return false when the owner was first, or is waited for until later
   * @throws NotYetException when the engine's clock runs before the service's
   */
  @Transactional(propagation = Propagation.MANDATORY)
  public boolean lapse(Asked asked, FilingRun run) {
    return work.with(
        asked,
        run::isOver,
        filing -> {
          Waiting until = filing.waiting();
          if (until == null) {
            return false;
          }
          Instant now = clock.instant();
          if (now.isBefore(until.dueAt())) {
            if (now.plus(SKEW).isBefore(until.dueAt())) {
              return false;
            }
            throw new NotYetException(
                "%s is waited for until %s".formatted(filing.id(), until.dueAt()));
          }
          filing.lapse();
          work.record(
              asked,
              filing,
              ActorRef.SYSTEM,
              "LAPSED",
              null,
              Map.of("state", filing.state().name(), "dueAt", until.dueAt().toString()));
          return true;
        });
  }
}
