package dev.merchantreview.filing;

import dev.merchantreview.database.OneInstance;
import dev.merchantreview.engine.EngineOutbox;
import dev.merchantreview.history.History;
import dev.merchantreview.review.Redating;
import dev.merchantreview.review.ReviewClock;
import dev.merchantreview.shared.CaseId;
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
      Clock clock) {
    super(filings, history, outbox, transaction, oneInstance, clock);
    this.filings = filings;
    this.clocks = clocks;
  }

  @Override
  protected List<CaseId> provisional() {
    return filings.withProvisionalReview();
  }

  @Override
  protected @Nullable ReviewClock running(Filing reviewed) {
    return reviewed.clock();
  }

  @Override
  protected ReviewClock anew(Filing reviewed) {
    return clocks.of(reviewed);
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
