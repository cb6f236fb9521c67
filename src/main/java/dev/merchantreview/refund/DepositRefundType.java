package dev.merchantreview.refund;

import dev.merchantreview.cases.ProcessCaseType;
import dev.merchantreview.history.CaseAccess;
import dev.merchantreview.review.DeadlineVariables;
import dev.merchantreview.shared.CaseId;
import java.time.Clock;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Refunds belong to the merchant that acts for the holder. */
@Component
class DepositRefundType extends ProcessCaseType<DepositRefund> {

  private final DepositRefunds refunds;

  DepositRefundType(JdbcClient jdbc, DepositRefunds refunds, Clock clock) {
    super(jdbc, refunds, clock);
    this.refunds = refunds;
  }

  @Override
  public String idPrefix() {
    return "rf_";
  }

  @Override
  public String path() {
    return "/api/v1/deposit-refunds";
  }

  @Override
  public String processId() {
    return "deposit-refund";
  }

  @Override
  public Optional<CaseAccess.Parties> partiesOf(CaseId caseId) {
    return refunds.ownerOf(caseId).map(owner -> owned(caseId, owner));
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
