package dev.merchantreview.filing;

import dev.merchantreview.cases.Asked;
import dev.merchantreview.cases.CaseWork;
import dev.merchantreview.database.WriteBehind;
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
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * The steps of waiting for a filing's qualification in the streamer-filing process, each inside the
 * transaction of the job that asks for it.
 */
@Service
public class FilingWaitSteps {

  /** By how much the engine's clock may be before the service's without anybody's doing (ours). */
  private static final Duration CLOCKS_DIFFER = Duration.ofMinutes(1);

  /** How long a job waits at most before it looks again (ours). */
  private static final Duration LOOKS_AGAIN = Duration.ofMinutes(10);

  private final CaseWork<Filing> work;
  private final FilingWaits waits;
  private final LeadTimes leadTimes;
  private final Clock clock;

  FilingWaitSteps(
      Filings filings,
      FilingWaits waits,
      LeadTimes leadTimes,
      History history,
      WriteBehind writes,
      Clock clock) {
    this.work = new CaseWork<>(filings, history, writes, clock);
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
   * @param told when the instance was told to ask for it; null where it was not
   * @return false when there is nothing to be reminded of any more, or not yet
   */
  @Transactional(propagation = Propagation.MANDATORY)
  public boolean remind(Asked asked, FilingRun run, @Nullable String told) {
    Filing filing = work.lock(asked);
    Waiting until = filing.waiting();
    Instant now = clock.instant();
    if (run.isOver(filing)
        || until == null
        || until.remindedAt() != null
        || !until.remindAt().isBefore(until.dueAt())
        || !until.remindAt().toString().equals(told)
            && now.plus(CLOCKS_DIFFER).isBefore(until.remindAt())) {
      return false;
    }
    waitFor(until.remindAt(), now, filing);
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
   * @param waitedUntil what the instance was told
   * @return false when the owner was first, or is waited for until another time than that
   * @throws NotYetException when the engine's clock is before the service's; the instance would
   *     come here again at once if it were told the same time again
   */
  @Transactional(propagation = Propagation.MANDATORY)
  public boolean lapse(Asked asked, FilingRun run, @Nullable String waitedUntil) {
    return work.with(
        asked,
        run::isOver,
        filing -> {
          Waiting until = filing.waiting();
          if (until == null) {
            return false;
          }
          if (!until.dueAt().toString().equals(waitedUntil)) {
            return false;
          }
          waitFor(until.dueAt(), clock.instant(), filing);
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

  private static void waitFor(Instant time, Instant now, Filing filing) {
    Duration early = Duration.between(now, time);
    if (early.isPositive()) {
      throw new NotYetException(
          "it is not %s yet for %s".formatted(time, filing.id()),
          early.compareTo(LOOKS_AGAIN) < 0 ? early : LOOKS_AGAIN);
    }
  }
}
