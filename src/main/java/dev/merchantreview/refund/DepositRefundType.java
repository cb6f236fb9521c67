package dev.merchantreview.refund;

import dev.merchantreview.cases.CaseType;
import dev.merchantreview.cases.IndexedCase;
import dev.merchantreview.cases.ProcessCaseType;
import dev.merchantreview.personaldata.PersonalData;
import dev.merchantreview.review.DeadlineVariables;
import dev.merchantreview.review.DecidedRounds;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Refunds belong to the merchant that acts for the holder. */
@Component
class DepositRefundType extends ProcessCaseType<DepositRefund> {

  private static final String TYPE = "DEPOSIT_REFUND";

  private final DecidedRounds decided;
  private final PersonalData personalData;

  DepositRefundType(
      JdbcClient jdbc,
      DepositRefunds refunds,
      DecidedRounds decided,
      PersonalData personalData,
      Clock clock) {
    super(
        new Names("rf_", "/api/v1/deposit-refunds", "deposit-refund", TYPE), jdbc, refunds, clock);
    this.decided = decided;
    this.personalData = personalData;
  }

  @Override
  public Set<String> stateNames() {
    return CaseType.names(RefundState.values());
  }

  @Override
  protected IndexedCase indexed(DepositRefund refund) {
    return new IndexedCase(
        refund.id(),
        TYPE,
        refund.request().platform(),
        refund.ownerId(),
        refund.standing(!refund.isEnded(), decided.lastReviewer(refund.id()).orElse(null)),
        new IndexedCase.Named(List.of(), null, keys(refund), refund.request().holderId()));
  }

  private Set<IndexedCase.Key> keys(DepositRefund refund) {
    IndexedCase.Key holder = IndexedCase.Kind.CASE.of(refund.request().holderId().value());
    return refund.content().erased()
        ? Set.of(holder)
        : Set.of(
            holder,
            IndexedCase.Kind.ACCOUNT.of(
                personalData.lookup("account", refund.content().account().accountNumber())));
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
