package dev.merchantreview.store;

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

/** Reviews of closing a store. */
@Component
class ClosureRedating extends Redating<Store> {

  private final Stores stores;

  ClosureRedating(
      Stores stores,
      History history,
      EngineOutbox outbox,
      TransactionTemplate transaction,
      OneInstance oneInstance,
      WorkingCalendar calendar,
      Clock clock) {
    super(stores, history, outbox, transaction, oneInstance, calendar, clock);
    this.stores = stores;
  }

  @Override
  protected List<Running> running() {
    return stores.runningReviews();
  }

  @Override
  protected @Nullable ReviewClock running(Store reviewed) {
    return reviewed.state() == StoreState.CLOSING ? reviewed.running().clock() : null;
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
