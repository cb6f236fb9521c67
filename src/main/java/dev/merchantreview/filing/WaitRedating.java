package dev.merchantreview.filing;

import dev.merchantreview.cases.CaseDoor;
import dev.merchantreview.database.OneInstance;
import dev.merchantreview.database.SharedJob;
import dev.merchantreview.database.StartTask;
import dev.merchantreview.history.CaseEvent;
import dev.merchantreview.history.History;
import dev.merchantreview.review.Waiting;
import dev.merchantreview.shared.ActorRef;
import dev.merchantreview.shared.CaseId;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Counts anew, when the service starts, when owners are reminded of lives, and until when notices
 * have filings reviewed again: the calendar notice of a year it did not know, or a corrected one,
 * moves the last day to file.
 */
@Component
class WaitRedating implements StartTask {

  private static final int PORTION = 500;

  private final Filings filings;
  private final FilingWaits waits;
  private final CaseDoor door;
  private final History history;
  private final OneInstance oneInstance;
  private final TransactionTemplate transaction;
  private final Clock clock;

  WaitRedating(
      Filings filings,
      FilingWaits waits,
      CaseDoor door,
      History history,
      OneInstance oneInstance,
      TransactionTemplate transaction,
      Clock clock) {
    this.filings = filings;
    this.waits = waits;
    this.door = door;
    this.history = history;
    this.oneInstance = oneInstance;
    this.transaction = transaction;
    this.clock = clock;
  }

  @Override
  public void runAtStart() {
    // In turn: another instance may have another calendar.
    oneInstance.inTurn(SharedJob.REDATING, this::countAllAnew);
  }

  private void countAllAnew() {
    String after = "";
    for (List<Filing> portion = filings.waitingForLives(after, PORTION);
        !portion.isEmpty();
        portion = filings.waitingForLives(after, PORTION)) {
      portion.stream()
          .filter(this::isDifferent)
          .map(Filing::id)
          .forEach(id -> transaction.executeWithoutResult(status -> countAnew(id)));
      after = portion.getLast().id().value();
    }
    after = "";
    for (List<Filing> portion = filings.reviewedAgain(after, PORTION);
        !portion.isEmpty();
        portion = filings.reviewedAgain(after, PORTION)) {
      portion.stream()
          .filter(filing -> waits.redatedAgain(filing) != null)
          .map(Filing::id)
          .forEach(id -> transaction.executeWithoutResult(status -> countAgainAnew(id)));
      after = portion.getLast().id().value();
    }
  }

  /** The clock of a review that has begun is counted anew with all the others. */
  private void countAgainAnew(CaseId id) {
    Filing filing = filings.lock(id).orElseThrow();
    Again before = filing.again();
    Again anew = waits.redatedAgain(filing);
    if (before == null || anew == null) {
      return;
    }
    Instant now = clock.instant();
    filing.redateAgain(anew);
    Waiting waiting = filing.waiting();
    boolean waited =
        waiting != null && filing.isAccompanied() && waiting.dueAt().equals(before.dueAt());
    if (waiting != null && waited) {
      Waiting until = waits.again(filing, anew.dueAt(), now);
      // One that was sent is not sent once more.
      filing.waitUntil(
          waiting.remindedAt() == null
              ? until
              : new Waiting(waiting.remindAt(), anew.dueAt(), waiting.remindedAt()));
    }
    filings.update(filing, now);
    filings.dueAgain(id, anew.dueAt());
    history.append(
        CaseEvent.noted(
            id,
            ActorRef.SYSTEM,
            "REVIEW_AGAIN_REDATED",
            Map.of(
                "noticeId", anew.noticeId(),
                "dueAt", anew.dueAt().toString(),
                "dueAtBefore", before.dueAt().toString(),
                "provisional", anew.provisional())));
    if (waited) {
      door.tell(filing, FilingMessages.waitRedated(filing));
    }
  }

  private boolean isDifferent(Filing filing) {
    Waiting before = filing.waiting();
    return before != null && !waits.redated(filing, before).equals(before);
  }

  private void countAnew(CaseId id) {
    Filing filing = filings.lock(id).orElseThrow();
    Waiting before = filing.waiting();
    // Looked at again under the lock: it may have been handed in meanwhile.
    if (before == null || !filing.isAccompanied() || !isDifferent(filing)) {
      return;
    }
    Waiting anew = waits.redated(filing, before);
    filing.waitUntil(anew);
    filings.update(filing, clock.instant());
    history.append(
        CaseEvent.noted(
            id,
            ActorRef.SYSTEM,
            "REMINDER_REDATED",
            Map.of(
                "remindAt", anew.remindAt().toString(),
                "remindAtBefore", before.remindAt().toString())));
    door.tell(filing, FilingMessages.waitRedated(filing));
  }
}
