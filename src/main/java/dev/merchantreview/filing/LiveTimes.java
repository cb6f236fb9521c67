package dev.merchantreview.filing;

import dev.merchantreview.history.CaseEvent;
import dev.merchantreview.history.History;
import dev.merchantreview.shared.ActorRef;
import dev.merchantreview.shared.CaseId;
import dev.merchantreview.shared.Platform;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Keeps filings at the time of their live when that is moved. */
@Component
public class LiveTimes {

  private final Filings filings;
  private final LeadTimes leadTimes;
  private final History history;
  private final Clock clock;

  LiveTimes(Filings filings, LeadTimes leadTimes, History history, Clock clock) {
    this.filings = filings;
    this.leadTimes = leadTimes;
    this.history = history;
    this.clock = clock;
  }

  /** The live of a filing begins at another time; whether a submission was late does not change. */
  @Transactional(propagation = Propagation.MANDATORY)
  public void moved(CaseId id, Instant liveAt, ActorRef by) {
    Filing filing = filings.lock(id).orElseThrow();
    if (filing.state() == FilingState.CLOSED) {
      return;
    }
    Platform platform = filing.declared().platform();
    boolean late =
        switch (filing.state()) {
          case PENDING, REJECTED -> leadTimes.isLate(platform, liveAt);
          case IN_REVIEW ->
              filing.submission() != null
                  && !filing.submission().at().isBefore(leadTimes.fileBy(platform, liveAt).at());
          case APPROVED, CLOSED -> filing.isLate();
        };
    filing.liveMoved(liveAt, late);
    filings.update(filing, clock.instant());
    history.append(
        CaseEvent.noted(id, by, "LIVE_MOVED", Map.of("liveAt", liveAt.toString(), "late", late)));
  }
}
