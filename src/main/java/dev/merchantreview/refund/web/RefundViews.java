package dev.merchantreview.refund.web;

import dev.merchantreview.calendar.WorkingCalendar;
import dev.merchantreview.deposit.DepositAccount;
import dev.merchantreview.deposit.Deposits;
import dev.merchantreview.payout.Payout;
import dev.merchantreview.payout.PayoutAccount;
import dev.merchantreview.payout.Payouts;
import dev.merchantreview.refund.DepositRefund;
import dev.merchantreview.refund.Holder;
import dev.merchantreview.refund.RefundProblems;
import dev.merchantreview.refund.RefundState;
import dev.merchantreview.refund.Refunds;
import dev.merchantreview.review.web.CaseViews;
import dev.merchantreview.shared.CaseId;
import dev.merchantreview.shared.Problem;
import dev.merchantreview.web.Caller;
import dev.merchantreview.web.NextAction;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Shows refunds. */
@Component
class RefundViews extends CaseViews<DepositRefund, RefundView> {

  private final Refunds refunds;
  private final Payouts payouts;
  private final Deposits deposits;

  RefundViews(
      Refunds refunds,
      Payouts payouts,
      Deposits deposits,
      RefundProblems problems,
      WorkingCalendar calendar,
      Clock clock) {
    super(problems, calendar, clock);
    this.refunds = refunds;
    this.payouts = payouts;
    this.deposits = deposits;
  }

  @Override
  protected Optional<DepositRefund> find(CaseId id) {
    return refunds.find(id);
  }

  @Override
  public RefundView view(DepositRefund refund, Caller caller, Locale locale) {
    return viewer(List.of(refund), caller, locale).apply(refund);
  }

  /** What was paid and is held is read once for all of them. */
  @Override
  public Function<DepositRefund, RefundView> viewer(
      List<DepositRefund> shown, Caller caller, Locale locale) {
    Map<CaseId, List<Payout>> paid = payouts.of(shown.stream().map(DepositRefund::id).toList());
    Map<String, List<DepositAccount>> held =
        deposits.all(
            shown.stream()
                .filter(refund -> refund.paidFen() == null)
                .map(refund -> refund.request().holderId().value())
                .toList());
    return refund ->
        view(
            refund,
            paid.getOrDefault(refund.id(), List.of()),
            held.getOrDefault(refund.request().holderId().value(), List.of()),
            caller,
            locale);
  }

  private RefundView view(
      DepositRefund refund,
      List<Payout> paid,
      List<DepositAccount> held,
      Caller caller,
      Locale locale) {
    DepositRefund.Request request = refund.request();
    boolean owned = owns(refund, caller);
    String holderId = request.holderId().value();
    PayoutAccount account = refund.content().account();
    OffsetDateTime fixDueAt =
        refund.state() == RefundState.FIX_REQUIRED ? waitingUntil(refund) : null;
    return new RefundView(
        refund.id().value(),
        refund.state(),
        refund.round(),
        request.holderKind() == Holder.Kind.STORE ? holderId : null,
        request.holderKind() == Holder.Kind.APPLICATION ? holderId : null,
        request.holderKind() == Holder.Kind.SERVICE_PROVIDER ? holderId : null,
        request.platform(),
        request.ownerId(),
        owned ? account : account.masked(),
        refund.content().documents(),
        refund.purposes(),
        refundableFen(refund, held),
        refund.assessment() == null ? null : refund.assessment().secondReview(),
        reviewDueAt(refund),
        isOverdue(refund),
        refund.problems().stream().map(problem -> blocker(problem, locale)).toList(),
        refund.reason(),
        fixDueAt,
        paid.stream().map(this::view).toList(),
        orNull(refund.paidAt()),
        at(request.createdAt()),
        at(refund.updatedAt()),
        owned ? nextActions(refund, fixDueAt) : List.of());
  }

  private long refundableFen(DepositRefund refund, List<DepositAccount> held) {
    Long paid = refund.paidFen();
    if (paid != null) {
      return paid;
    }
    return held.stream()
        .filter(account -> refund.purposes().contains(account.purpose()))
        .mapToLong(account -> account.balances().heldFen() + account.balances().inPayoutFen())
        .sum();
  }

  RefundView.BlockerView blocker(Problem problem, Locale locale) {
    return new RefundView.BlockerView(
        problem.pointer(),
        problem.code(),
        problems().message(problem.code(), locale),
        problems().remedy(problem.code(), locale),
        problem.note(),
        problem.from());
  }

  private RefundView.PayoutView view(Payout payout) {
    return new RefundView.PayoutView(
        payout.number(),
        payout.amountFen(),
        payout.status(),
        payout.bankReason(),
        at(payout.orderedAt()),
        orNull(payout.endedAt()));
  }

  private static List<NextAction> nextActions(
      DepositRefund refund, @Nullable OffsetDateTime until) {
    String path = "/api/v1/deposit-refunds/" + refund.id();
    NextAction withdraw = new NextAction("WITHDRAW", "POST", path + "/withdrawal", null);
    return switch (refund.state()) {
      case FIX_REQUIRED ->
          List.of(new NextAction("RESUBMIT", "POST", path + "/resubmission", until), withdraw);
      case SUBMITTED, IN_REVIEW, SECOND_REVIEW -> List.of(withdraw);
      case PAYING, PAID, REJECTED, WITHDRAWN, EXPIRED -> List.of();
    };
  }
}
