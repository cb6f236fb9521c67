package dev.merchantreview.refund;

import dev.merchantreview.cases.ProcessCaseType;
import dev.merchantreview.review.DeadlineVariables;
import java.time.Clock;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Refunds belong to the merchant that acts for the holder. */
@Component
class DepositRefundType extends ProcessCaseType<DepositRefund> {

  DepositRefundType(JdbcClient jdbc, DepositRefunds refunds, Clock clock) {
    super(new Names("rf_", "/api/v1/deposit-refunds", "deposit-refund"), jdbc, refunds, clock);
  }

  @Override
  protected Position position(DepositRefund refund) {
    return new Position(element(refund), DeadlineVariables.of(refund));
  }

  private static String element(DepositRefund refund) {
    return switch (refund.state()) {
      case SUBMITTED -> "Task_CheckRefund";
      case IN_REVIEW, SECOND_REVIEW ->
          refund.isApproved()
              ? "Task_BeginPayout"
              : refund.state() == RefundState.IN_REVIEW
                  ? "Task_PrepareFinanceReview"
                  : "Task_PrepareSecondReview";
      case FIX_REQUIRED -> "Task_AwaitResubmission";
      case PAYING -> "Task_OrderPayout";
      case PAID, REJECTED, WITHDRAWN, EXPIRED ->
          throw new IllegalStateException(refund.id() + " has ended");
    };
  }
}
