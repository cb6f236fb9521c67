package dev.merchantreview.refund;

import static dev.merchantreview.refund.RefundEvent.ASK_SECOND;
import static dev.merchantreview.refund.RefundEvent.BEGIN_PAYOUT;
import static dev.merchantreview.refund.RefundEvent.EXPIRE;
import static dev.merchantreview.refund.RefundEvent.OPEN_REVIEW;
import static dev.merchantreview.refund.RefundEvent.PAY;
import static dev.merchantreview.refund.RefundEvent.REJECT;
import static dev.merchantreview.refund.RefundEvent.RESUBMIT;
import static dev.merchantreview.refund.RefundEvent.REVIEW_AGAIN;
import static dev.merchantreview.refund.RefundEvent.SEND_BACK;
import static dev.merchantreview.refund.RefundEvent.WITHDRAW;
import static dev.merchantreview.refund.RefundState.EXPIRED;
import static dev.merchantreview.refund.RefundState.FIX_REQUIRED;
import static dev.merchantreview.refund.RefundState.IN_REVIEW;
import static dev.merchantreview.refund.RefundState.PAID;
import static dev.merchantreview.refund.RefundState.PAYING;
import static dev.merchantreview.refund.RefundState.REJECTED;
import static dev.merchantreview.refund.RefundState.SECOND_REVIEW;
import static dev.merchantreview.refund.RefundState.SUBMITTED;
import static dev.merchantreview.refund.RefundState.WITHDRAWN;

import dev.merchantreview.lifecycle.Lifecycle;

/** The one table of what may happen to a deposit refund, and when. */
final class RefundLifecycle {

  static final Lifecycle<RefundState, RefundEvent> TABLE =
      Lifecycle.of(RefundState.class, RefundEvent.class, SUBMITTED)
          .on(OPEN_REVIEW, SUBMITTED, IN_REVIEW)
          .on(SEND_BACK, SUBMITTED, FIX_REQUIRED)
          .on(REJECT, SUBMITTED, REJECTED)
          .on(WITHDRAW, SUBMITTED, WITHDRAWN)
          .on(ASK_SECOND, IN_REVIEW, SECOND_REVIEW)
          .on(REVIEW_AGAIN, IN_REVIEW, IN_REVIEW)
          .on(BEGIN_PAYOUT, IN_REVIEW, PAYING)
          .on(SEND_BACK, IN_REVIEW, FIX_REQUIRED)
          .on(REJECT, IN_REVIEW, REJECTED)
          .on(WITHDRAW, IN_REVIEW, WITHDRAWN)
          .on(REVIEW_AGAIN, SECOND_REVIEW, IN_REVIEW)
          .on(BEGIN_PAYOUT, SECOND_REVIEW, PAYING)
          .on(SEND_BACK, SECOND_REVIEW, FIX_REQUIRED)
          .on(REJECT, SECOND_REVIEW, REJECTED)
          .on(WITHDRAW, SECOND_REVIEW, WITHDRAWN)
          .on(PAY, PAYING, PAID)
          .on(SEND_BACK, PAYING, FIX_REQUIRED)
          .on(REJECT, PAYING, REJECTED)
          .on(RESUBMIT, FIX_REQUIRED, SUBMITTED)
          .on(WITHDRAW, FIX_REQUIRED, WITHDRAWN)
          .on(EXPIRE, FIX_REQUIRED, EXPIRED)
          .build();

  private RefundLifecycle() {}
}
