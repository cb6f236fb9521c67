package dev.merchantreview.filing;

import dev.merchantreview.calendar.WorkingCalendar;
import dev.merchantreview.database.OneInstance;
import dev.merchantreview.engine.EngineOutbox;
import dev.merchantreview.history.History;
import dev.merchantreview.review.Redating;
import dev.merchantreview.review.ReviewClock;
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Reviews of filings. */
@Component
class FilingRedating extends Redating<Filing> {

  private final Filings filings;
  private final FilingClocks clocks;

  FilingRedating(
      Filings filings,
      FilingClocks clocks,
      History history,
      EngineOutbox outbox,
      TransactionTemplate transaction,
      OneInstance oneInstance,
      WorkingCalendar calendar,
      Clock clock) {
    super(filings, history, outbox, transaction, oneInstance, calendar, clock);
    this.filings = filings;
    this.clocks = clocks;
  }

  @Override
  protected List<Running> running() {
    return filings.runningReviews();
  }

  @Override
  protected @Nullable ReviewClock running(Filing reviewed) {
    return reviewed.clock();
  }

  @Override
  protected ReviewClock anew(Filing reviewed, ReviewClock before) {
    return clocks.notAfterLive(reviewed, super.anew(reviewed, before));
  }

  @Override
  protected void keep(Filing reviewed, ReviewClock anew) {
    reviewed.reviewRedated(anew);
  }

  @Override
  protected Message message(Filing reviewed) {
    return new Message(Submissions.REVIEW_REDATED, reviewed.roundKey());
  }
}
