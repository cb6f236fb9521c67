package dev.merchantreview.deposit.web;

import dev.merchantreview.calendar.WorkingCalendar;
import dev.merchantreview.deposit.Balances;
import dev.merchantreview.deposit.DepositAccount;
import dev.merchantreview.deposit.DepositPurpose;
import dev.merchantreview.deposit.Deposits;
import dev.merchantreview.deposit.LedgerPosting;
import dev.merchantreview.deposit.Penalties;
import dev.merchantreview.deposit.Penalty;
import dev.merchantreview.deposit.PenaltyWaiver;
import dev.merchantreview.deposit.YearlyFee;
import dev.merchantreview.deposit.YearlyFees;
import dev.merchantreview.history.MerchantsEvents;
import dev.merchantreview.web.ApiProblem;
import dev.merchantreview.web.Caller;
import dev.merchantreview.web.NextAction;
import dev.merchantreview.web.Texts;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Finds the deposit a call is about, and shows it. */
@Component
class DepositViews {

  private final Deposits deposits;
  private final Penalties penalties;
  private final YearlyFees fees;
  private final Texts texts;
  private final JsonMapper json;
  private final WorkingCalendar calendar;
  private final Clock clock;

  DepositViews(
      Deposits deposits,
      Penalties penalties,
      YearlyFees fees,
      Texts texts,
      JsonMapper json,
      WorkingCalendar calendar,
      Clock clock) {
    this.deposits = deposits;
    this.penalties = penalties;
    this.fees = fees;
    this.texts = texts;
    this.json = json;
    this.calendar = calendar;
    this.clock = clock;
  }

  /**
   * The store deposit, or a service provider's.
   *
   * @throws ApiProblem 404 when there is none, or it is not the caller's
   */
  DepositAccount visible(String id, Caller caller) {
    return visible(id, DepositPurpose.STORE, caller);
  }

  /**
   * @param id a store, a service provider, or an application there is no store of yet
   * @throws ApiProblem 404 when there is none, or it is not the caller's
   */
  DepositAccount visible(String id, DepositPurpose purpose, Caller caller) {
    return deposits
        .find(id, purpose)
        .filter(account -> id.equals(account.holder().caseId().value()))
        .filter(account -> caller.readsAll() || caller.actsFor(account.holder().ownerId()))
        .orElseThrow(() -> ApiProblem.notFound(id));
  }

  DepositView view(DepositAccount account, @Nullable Instant moment, Caller caller, Locale locale) {
    List<LedgerPosting> postings =
        deposits.postings(account).stream()
            .filter(posting -> moment == null || !posting.at().isAfter(moment))
            .toList();
    Balances balances = moment == null ? account.balances() : deposits.at(account, moment);
    long unpaid = penalties.unpaidFen(account.id());
    List<YearlyFee> owed =
        fees.of(account.id()).stream().filter(fee -> fee.unpaidFen() > 0).toList();
    long unpaidFees = owed.stream().mapToLong(YearlyFee::unpaidFen).sum();
    long missing = account.missingFen() + unpaid + unpaidFees;
    @Nullable Instant topUpDueAt = missing > 0 ? account.topUpDueAt() : null;
    String id = account.holder().caseId().value();
    return new DepositView(
        id,
        account.holder().kind(),
        account.holder().platform(),
        account.holder().ownerId(),
        account.purpose(),
        account.operating(),
        deposits.all(id).stream()
            .map(DepositAccount::purpose)
            .filter(purpose -> purpose != account.purpose())
            .toList(),
        at(moment == null ? clock.instant() : moment),
        account.requiredFen(),
        balances.heldFen(),
        balances.penaltiesFen(),
        balances.feesFen(),
        balances.inPayoutFen(),
        balances.paidOutFen(),
        balances.receivedFen(),
        missing,
        account.surplusFen(),
        unpaid,
        unpaidFees,
        topUpDueAt == null ? null : at(topUpDueAt),
        topUpDueAt != null && !clock.instant().isBefore(topUpDueAt),
        penalties.of(account.id()).stream().map(one -> view(one, caller)).toList(),
        fees.of(account.id()).stream().map(this::view).toList(),
        lines(postings, caller, locale),
        missing > 0 ? List.of(pay(topUpDueAt, owed)) : List.of());
  }

  private NextAction pay(@Nullable Instant topUpDueAt, List<YearlyFee> owed) {
    return owed.isEmpty()
        ? new NextAction("PAY_DEPOSIT", null, null, topUpDueAt == null ? null : at(topUpDueAt))
        : new NextAction("PAY_YEARLY_FEE", null, null, at(owed.getFirst().dueAt()));
  }

  private DepositView.YearlyFeeView view(YearlyFee fee) {
    return new DepositView.YearlyFeeView(
        fee.id(),
        fee.year().from(),
        fee.year().until(),
        fee.amountFen(),
        fee.collectedFen(),
        fee.unpaidFen(),
        at(fee.demandedAt()),
        at(fee.dueAt()),
        fee.unpaidFen() > 0 && !clock.instant().isBefore(fee.dueAt()),
        fee.paidAt() == null ? null : at(fee.paidAt()));
  }

  DepositView.PenaltyView view(Penalty penalty, Caller caller) {
    PenaltyWaiver waiver = penalty.waiver();
    return new DepositView.PenaltyView(
        penalty.id(),
        penalty.amountFen(),
        penalty.collectedFen(),
        penalty.unpaidFen(),
        penalty.ruleId(),
        penalty.note(),
        at(penalty.imposedAt()),
        waiver == null
            ? null
            : new DepositView.WaiverView(
                waiver.reason(), caller.readsAll() ? waiver.by() : null, at(waiver.at())));
  }

  private List<DepositView.PostingView> lines(
      List<LedgerPosting> postings, Caller caller, Locale locale) {
    List<DepositView.PostingView> lines = new ArrayList<>();
    long held = 0;
    for (LedgerPosting posting : postings) {
      held += posting.heldChangeFen();
      JsonNode decision = json.readTree(posting.decision());
      lines.add(
          new DepositView.PostingView(
              posting.seq(),
              at(posting.at()),
              posting.kind(),
              texts.text("posting", posting.kind().name(), locale),
              posting.heldChangeFen(),
              held,
              posting.caseId().value(),
              "/api/v1/cases/" + posting.caseId() + "/history",
              posting.subject(),
              caller.readsAll() ? decision : MerchantsEvents.withoutPersons(decision),
              caller.readsAll() ? posting.by().id() : MerchantsEvents.actor(posting.by()),
              posting.entries(),
              posting.hash()));
    }
    return List.copyOf(lines);
  }

  OffsetDateTime at(Instant instant) {
    return instant.atZone(calendar.zone()).toOffsetDateTime();
  }
}
