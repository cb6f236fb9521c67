package dev.merchantreview.console;

import dev.merchantreview.cases.CaseTypes;
import dev.merchantreview.cases.IndexedCase;
import dev.merchantreview.deposit.DepositAccount;
import dev.merchantreview.deposit.DepositPurpose;
import dev.merchantreview.deposit.Deposits;
import dev.merchantreview.deposit.Ledger;
import dev.merchantreview.deposit.LedgerPosting;
import dev.merchantreview.deposit.Penalties;
import dev.merchantreview.deposit.Penalty;
import dev.merchantreview.deposit.YearlyFee;
import dev.merchantreview.deposit.YearlyFees;
import dev.merchantreview.payout.Payout;
import dev.merchantreview.payout.Payouts;
import dev.merchantreview.shared.CaseId;
import dev.merchantreview.web.Caller;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The deposit of a store, an application or a provider, and what was paid back of it. */
@Component
class MoneySection implements CaseSection {

  private static final int ORDER = 300;

  /** What can have a deposit, and what pays one back. */
  private static final Set<String> WITH_MONEY = Set.of("sa_", "st_", "sp_", "rf_");

  private final Deposits deposits;
  private final Penalties penalties;
  private final YearlyFees fees;
  private final Payouts payouts;
  private final CaseTypes types;
  private final ConsoleTimes times;

  MoneySection(
      Deposits deposits,
      Penalties penalties,
      YearlyFees fees,
      Payouts payouts,
      CaseTypes types,
      ConsoleTimes times) {
    this.deposits = deposits;
    this.penalties = penalties;
    this.fees = fees;
    this.payouts = payouts;
    this.types = types;
    this.times = times;
  }

  /**
   * The deposits of a holder.
   *
   * @param payouts of a refund
   */
  record AllMoney(List<Money> deposits, List<Paid> payouts) {}

  /**
   * A deposit, in yuan.
   *
   * @param purpose what it is for
   * @param paidOut what was paid back
   * @param taken what of it became the platform's as yearly fees; null of a deposit
   * @param whole whether its postings are still as they were booked: recomputed now
   */
  record Money(
      @Nullable String holder,
      DepositPurpose purpose,
      String required,
      String held,
      String missing,
      String paidOut,
      @Nullable String taken,
      boolean whole,
      long postings,
      List<Line> lines,
      List<Fine> fines,
      List<Fee> fees) {}

  /** A posting and what was held after it. */
  record Line(
      long seq,
      String at,
      LedgerPosting.Kind kind,
      String change,
      String amount,
      String held,
      CaseId caseId,
      String subject,
      String by,
      String hash) {}

  /** A fine. */
  record Fine(
      String id,
      String at,
      String rule,
      String note,
      String by,
      String amount,
      String unpaid,
      @Nullable String waivedBy,
      @Nullable String waiver) {}

  /** The fee of a year. */
  record Fee(
      String id,
      String from,
      String until,
      String amount,
      String unpaid,
      String dueAt,
      boolean overdue,
      @Nullable String paidAt) {}

  /** A payout of a refund. */
  record Paid(
      String number,
      String at,
      String ended,
      String amount,
      String account,
      Payout.Status status,
      @Nullable String bank) {}

  @Override
  public int order() {
    return ORDER;
  }

  @Override
  public String id() {
    return "money";
  }

  @Override
  public String titleKey() {
    return "case.money";
  }

  @Override
  public String template() {
    return "console/case/money";
  }

  @Override
  public @Nullable Object model(CaseId caseId, Caller caller, Locale locale) {
    if (!WITH_MONEY.contains(caseId.prefix())) {
      return null;
    }
    List<Money> all =
        Stream.concat(Stream.of(caseId.value()), holders(caseId))
            .map(deposits::all)
            .filter(accounts -> !accounts.isEmpty())
            .findFirst()
            .orElseGet(List::of)
            .stream()
            .map(this::money)
            .toList();
    return all.isEmpty()
        ? null
        : new AllMoney(all, payouts.of(caseId).stream().map(this::paid).toList());
  }

  /** Whose deposit a refund pays back. */
  private Stream<String> holders(CaseId caseId) {
    return types.of(caseId).flatMap(type -> type.indexed(caseId)).stream()
        .flatMap(one -> one.named().keys().stream())
        .filter(key -> key.kind() == IndexedCase.Kind.CASE)
        .map(IndexedCase.Key::value);
  }

  private Money money(DepositAccount account) {
    Ledger.Verification verified = deposits.verify(account);
    boolean deposit = account.purpose().isDeposit();
    return new Money(
        account.holder().holderId(),
        account.purpose(),
        yuan(account.requiredFen()),
        yuan(account.balances().heldFen()),
        yuan(deposit ? account.missingFen() : fees.unpaidFen(account.id())),
        yuan(account.balances().paidOutFen()),
        deposit ? null : yuan(account.balances().feesFen()),
        verified.valid(),
        verified.postings(),
        lines(account),
        penalties.of(account.id()).stream().map(this::fine).toList(),
        fees.of(account.id()).stream().map(this::fee).toList());
  }

  private Fee fee(YearlyFee one) {
    return new Fee(
        one.id(),
        one.year().from().toString(),
        one.year().until().toString(),
        yuan(one.amountFen()),
        yuan(one.unpaidFen()),
        times.second(one.dueAt()),
        one.overdueAt() != null && one.unpaidFen() > 0,
        one.paidAt() == null ? null : times.second(one.paidAt()));
  }

  private List<Line> lines(DepositAccount account) {
    List<Line> lines = new ArrayList<>();
    for (LedgerPosting one : deposits.postings(account)) {
      lines.add(
          new Line(
              one.seq(),
              times.second(one.at()),
              one.kind(),
              yuan(one.heldChangeFen()),
              yuan(one.amountFen()),
              yuan(one.after().heldFen()),
              one.caseId(),
              one.subject(),
              one.by().id(),
              one.hash()));
    }
    return List.copyOf(lines);
  }

  private Fine fine(Penalty one) {
    return new Fine(
        one.id(),
        times.second(one.imposedAt()),
        one.ruleId(),
        one.note(),
        one.imposedBy(),
        yuan(one.amountFen()),
        yuan(one.unpaidFen()),
        one.waiver() == null ? null : one.waiver().by(),
        one.waiver() == null ? null : one.waiver().reason());
  }

  private Paid paid(Payout one) {
    return new Paid(
        one.number(),
        times.second(one.orderedAt()),
        times.second(one.endedAt()),
        yuan(one.amountFen()),
        one.account().masked().accountNumber(),
        one.status(),
        one.bankReason());
  }

  private static String yuan(long fen) {
    return BigDecimal.valueOf(fen, 2).toPlainString();
  }
}
