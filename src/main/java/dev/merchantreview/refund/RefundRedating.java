package dev.merchantreview.refund;

import dev.merchantreview.calendar.WorkingCalendar;
import dev.merchantreview.database.OneInstance;
import dev.merchantreview.engine.EngineOutbox;
import dev.merchantreview.history.History;
import dev.merchantreview.review.Redating;
import dev.merchantreview.review.ReviewClock;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Deposit refunds. */
@Component
class RefundRedating extends Redating<DepositRefund> {

  private final DepositRefunds refunds;
  private final RefundClocks clocks;

  RefundRedating(
      DepositRefunds refunds,
      RefundClocks clocks,
      History history,
      EngineOutbox outbox,
      TransactionTemplate transaction,
      OneInstance oneInstance,
      WorkingCalendar calendar,
      Clock clock) {
    super(refunds, history, outbox, transaction, oneInstance, calendar, clock);
    this.refunds = refunds;
    this.clocks = clocks;
  }

  @Override
  protected List<Running> running() {
    return refunds.runningReviews();
  }

  @Override
  protected @Nullable ReviewClock running(DepositRefund reviewed) {
    return reviewed.clock();
  }

  /** Where all days count, a notice changes nothing. */
  @Override
  protected ReviewClock anew(DepositRefund reviewed, ReviewClock before) {
    return clocks.countsWorkingDays(reviewed) ? super.anew(reviewed, before) : before;
  }

  @Override
  protected void keep(DepositRefund reviewed, ReviewClock anew) {
    ReviewClock before = Objects.requireNonNull(reviewed.clock());
    reviewed.reviewClock(before.redated(anew));
  }

  @Override
  protected Message message(DepositRefund reviewed) {
    return new Message(Refunds.REDATED, reviewed.roundKey());
  }
}
