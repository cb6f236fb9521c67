package dev.merchantreview.deposit;

import dev.merchantreview.calendar.WorkingCalendar;
import dev.merchantreview.history.CaseEvent;
import dev.merchantreview.history.History;
import dev.merchantreview.shared.ActorRef;
import dev.merchantreview.shared.Platform;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * The yearly fees of stores: demanded once for each year, taken from what is paid for them, and the
 * platform's from then on. What is paid for a year that has not begun is held, and is its holder's.
 */
@Service
public class YearlyFees {

  private final YearlyFeeTable table;
  private final DepositAccounts accounts;
  private final Ledger ledger;
  private final WorkingCalendar calendar;
  private final History history;
  private final OverdueFees people;
  private final MeterRegistry meters;
  private final Clock clock;

  YearlyFees(
      YearlyFeeTable table,
      DepositAccounts accounts,
      Ledger ledger,
      WorkingCalendar calendar,
      History history,
      OverdueFees people,
      MeterRegistry meters,
      Clock clock) {
    this.table = table;
    this.accounts = accounts;
    this.ledger = ledger;
    this.calendar = calendar;
    this.history = history;
    this.people = people;
    this.meters = meters;
    this.clock = clock;
    meters.gauge("merchantreview.fees.overdue", table, YearlyFeeTable::overdue);
  }

  /** An account's fees, oldest first. */
  @Transactional(readOnly = true)
  public List<YearlyFee> of(String accountId) {
    return table.of(accountId);
  }

  /** What of an account's fees is owed, in fen. */
  @Transactional(readOnly = true)
  public long unpaidFen(String accountId) {
    return unpaidFen(of(accountId));
  }

  private static long unpaidFen(List<YearlyFee> fees) {
    return fees.stream().mapToLong(YearlyFee::unpaidFen).sum();
  }

  /**
   * Sees how the switch of a platform stands, and keeps since when.
   *
   * @return since when it is on without a break; empty where it is off
   */
  @Transactional
  public Optional<Instant> seen(Platform platform, boolean on) {
    if (on != table.onSince(platform).isPresent()) {
      table.switched(platform, on, clock.instant());
    }
    return table.onSince(platform);
  }

  /**
   * Demands the fee of a year that has begun; what was paid in advance counts at once.
   *
   * @param store one that sells, locked
   * @return false when it was demanded before: nothing has changed
   */
  @Transactional(propagation = Propagation.MANDATORY)
  public boolean demand(DepositHolder store, YearlyFee.Year year, YearlyFeeNumbers numbers) {
    String storeId = store.caseId().value();
    Instant now = clock.instant();
    accounts.open(store, DepositPurpose.YEARLY_FEE, 0, now);
    DepositAccount account = accounts.lock(storeId, DepositPurpose.YEARLY_FEE).orElseThrow();
    Instant dueAt = calendar.endOfDayAfter(now, numbers.dueDays());
    Instant remindAt = calendar.endOfDayAfter(now, numbers.dueDays() - numbers.reminderDays());
    if (!table.add(account.id(), storeId, year, numbers.amountFen(), now, remindAt, dueAt)) {
      return false;
    }
    YearlyFee fee =
        table.of(account.id()).stream()
            .filter(one -> one.year().equals(year))
            .findFirst()
            .orElseThrow();
    record(account, "YEARLY_FEE_DEMANDED", fee);
    meters.counter("merchantreview.fees.demanded").increment();
    collect(account);
    return true;
  }

  /** Takes what is owed from a locked account, the oldest year first, as far as the money goes. */
  @Transactional(propagation = Propagation.MANDATORY)
  void collect(DepositAccount account) {
    long held = account.balances().heldFen();
    for (YearlyFee fee : of(account.id())) {
      long taken = Math.min(fee.unpaidFen(), held);
      if (taken > 0) {
        Map<String, Object> decision = new LinkedHashMap<>();
        decision.put("yearFrom", fee.year().from().toString());
        decision.put("amountFen", fee.amountFen());
        ledger.book(
            account.id(),
            new Ledger.Draft(
                LedgerPosting.Kind.FEE,
                fee.id(),
                fee.parts() + 1,
                taken,
                account.holder().caseId(),
                ActorRef.SYSTEM,
                decision));
        meters
            .counter("merchantreview.ledger.postings", "kind", LedgerPosting.Kind.FEE.name())
            .increment();
        held -= taken;
        if (taken == fee.unpaidFen()) {
          table.paid(fee, clock.instant());
          record(account, "YEARLY_FEE_PAID", fee);
        }
      }
    }
    overdue(account, fee -> fee.overdueAt() != null);
  }

  private void overdue(DepositAccount account, Predicate<YearlyFee> which) {
    List<YearlyFee> all = of(account.id());
    if (all.stream().anyMatch(which)) {
      people.changed(
          account.holder().caseId().value(),
          all.stream().filter(fee -> fee.overdueAt() != null && fee.unpaidFen() > 0).toList());
    }
  }

  /** The fees somebody has to be told of, a portion. */
  @Transactional(readOnly = true)
  public List<String> toTell(int limit) {
    return table.toTell(clock.instant(), limit);
  }

  /**
   * Reminds a merchant of a fee that is not paid, and tells that its day is over, each once;
   * whoever looks meanwhile waits, and finds it told.
   */
  @Transactional
  public void tell(String feeId) {
    Instant now = clock.instant();
    DepositAccount account = accounts.lockById(table.accountOf(feeId));
    for (YearlyFee fee : of(account.id())) {
      if (!fee.id().equals(feeId) || fee.paidAt() != null) {
        continue;
      }
      boolean over = !now.isBefore(fee.dueAt());
      if (over && fee.overdueAt() == null) {
        table.overdue(fee, now);
        record(account, "YEARLY_FEE_OVERDUE", fee);
        overdue(account, one -> true);
      } else if (!over && fee.remindedAt() == null && !now.isBefore(fee.remindAt())) {
        table.reminded(fee, now);
        record(account, "YEARLY_FEE_REMINDED", fee);
      }
    }
  }

  private void record(DepositAccount account, String action, YearlyFee fee) {
    Map<String, Object> details = new LinkedHashMap<>();
    details.put("feeId", fee.id());
    details.put("yearFrom", fee.year().from().toString());
    details.put("yearUntil", fee.year().until().toString());
    details.put("amountFen", fee.amountFen());
    details.put("dueAt", fee.dueAt().toString());
    history.append(CaseEvent.noted(account.holder().caseId(), ActorRef.SYSTEM, action, details));
  }
}
