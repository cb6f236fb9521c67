package dev.merchantreview.store;

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

/** Reviews of closing a store. */
@Component
class ClosureRedating extends Redating<Store> {

  private final Stores stores;
  private final ClosureClocks clocks;

  ClosureRedating(
      Stores stores,
      ClosureClocks clocks,
      History history,
      EngineOutbox outbox,
      TransactionTemplate transaction,
      OneInstance oneInstance,
      Clock clock) {
    super(stores, history, outbox, transaction, oneInstance, clock);
    this.stores = stores;
    this.clocks = clocks;
  }

  @Override
  protected List<CaseId> provisional() {
    return stores.withProvisionalReview();
  }

  @Override
  protected @Nullable ReviewClock running(Store reviewed) {
    return reviewed.state() == StoreState.CLOSING ? reviewed.running().clock() : null;
  }

  @Override
  protected ReviewClock anew(Store reviewed) {
    return clocks.of(reviewed);
  }

  @Override
  protected void keep(Store reviewed, ReviewClock anew) {
    reviewed.reviewClock(reviewed.running().requiredClock().redated(anew));
  }

  @Override
  protected Message message(Store reviewed) {
    return new Message(Closing.REVIEW_REDATED, reviewed.roundKey());
  }
}
