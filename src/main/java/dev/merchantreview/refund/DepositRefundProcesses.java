package dev.merchantreview.refund;

import dev.merchantreview.cases.TableProcesses;
import dev.merchantreview.review.ClockVariables;
import dev.merchantreview.review.ReviewClock;
import dev.merchantreview.review.Waiting;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** How refunds stand, and where a new process instance has to take one up. */
@Component
class DepositRefundProcesses extends TableProcesses<DepositRefund> {

  private static final Kept KEPT =
      new Kept("deposit-refund", "caseId", "deposit_refund", "true", "open", "id");

  DepositRefundProcesses(JdbcClient jdbc, DepositRefunds refunds, Clock clock) {
    super(jdbc, refunds, clock, KEPT);
  }

  @Override
  protected Position position(DepositRefund refund) {
    Map<String, Object> variables = new HashMap<>();
    variables.put("caseId", refund.id().value());
    variables.put("round", refund.round());
    ReviewClock clock = refund.clock();
    if (clock != null) {
      variables.putAll(ClockVariables.of(clock));
    }
    Waiting waiting = refund.waiting();
    if (waiting != null) {
      variables.put("waitRemindAt", waiting.remindAt().toString());
      variables.put("waitDueAt", waiting.dueAt().toString());
    }
    return new Position(element(refund), variables);
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
