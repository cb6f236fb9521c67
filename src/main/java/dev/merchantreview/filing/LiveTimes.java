package dev.merchantreview.filing;

import dev.merchantreview.cases.CaseDoor;
import dev.merchantreview.history.CaseEvent;
import dev.merchantreview.history.History;
import dev.merchantreview.review.Waiting;
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
  private final FilingWaits waits;
  private final CaseDoor door;
  private final History history;
  private final Clock clock;

  LiveTimes(
      Filings filings,
      LeadTimes leadTimes,
      FilingWaits waits,
      CaseDoor door,
      History history,
      Clock clock) {
    this.filings = filings;
    this.leadTimes = leadTimes;
    this.waits = waits;
    this.door = door;
    this.history = history;
    this.clock = clock;
  }

  /**
   * The live of a filing begins at another time; whether a submission was late does not change.
   *
   * @return the filing as it is kept now
   */
  @Transactional(propagation = Propagation.MANDATORY)
  public Filing moved(CaseId id, Instant liveAt, ActorRef by) {
    Filing filing = filings.lock(id).orElseThrow();
    if (filing.state() == FilingState.CLOSED) {
      return filing;
    }
    Platform platform = filing.declared().platform();
    boolean late =
        switch (filing.state()) {
          case PENDING, REJECTED ->
              filing.again() == null ? leadTimes.isLate(platform, liveAt) : filing.isLate();
          case IN_REVIEW ->
              filing.submission() != null
                  && !filing.submission().at().isBefore(leadTimes.fileBy(platform, liveAt).at());
          case APPROVED, CLOSED -> filing.isLate();
        };
    filing.liveMoved(liveAt, late);
    Waiting before = filing.waiting();
    if (before != null) {
      filing.waitUntil(waits.redated(filing, before));
    }
    filings.update(filing, clock.instant());
    history.append(
        CaseEvent.noted(id, by, "LIVE_MOVED", Map.of("liveAt", liveAt.toString(), "late", late)));
    if (before != null && !before.equals(filing.waiting())) {
      door.tell(filing, FilingMessages.waitRedated(filing));
    }
    return filing;
  }
}
