package dev.merchantreview.refund;

import dev.merchantreview.reconciliation.CaseProcesses;
import dev.merchantreview.review.ClockVariables;
import dev.merchantreview.review.ReviewClock;
import dev.merchantreview.review.Waiting;
import dev.merchantreview.shared.CaseId;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToLongFunction;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** How refunds stand, and where a new process instance has to take one up. */
@Component
class DepositRefundProcesses implements CaseProcesses {

  private final DepositRefunds refunds;
  private final Clock clock;

  DepositRefundProcesses(DepositRefunds refunds, Clock clock) {
    this.refunds = refunds;
    this.clock = clock;
  }

  @Override
  public String processId() {
    return "deposit-refund";
  }

  @Override
  @Transactional(readOnly = true)
  public List<CaseState> open() {
    return refunds.openStates();
  }

  @Override
  @Transactional(readOnly = true)
  public List<CaseState> endedAmong(Collection<Long> instances) {
    return refunds.endedStates(instances);
  }

  @Override
  @Transactional(readOnly = true)
  public Optional<CaseState> find(CaseId caseId) {
    return refunds
        .find(caseId)
        .map(
            refund ->
                new CaseState(
                    caseId,
                    refund.state().name(),
                    refund.processInstanceKey(),
                    caseId.value(),
                    refund.isEnded(),
                    refund.updatedAt()));
  }

  @Override
  @Transactional(propagation = Propagation.MANDATORY)
  public boolean takeOver(CaseId caseId, ToLongFunction<Position> start) {
    DepositRefund refund = refunds.lock(caseId).orElseThrow();
    if (refund.isEnded()) {
      return false;
    }
    refund.takenOverBy(start.applyAsLong(position(refund)));
    refunds.update(refund, clock.instant().truncatedTo(ChronoUnit.MICROS));
    return true;
  }

  private static Position position(DepositRefund refund) {
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
