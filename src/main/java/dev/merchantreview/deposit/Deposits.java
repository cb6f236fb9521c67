package dev.merchantreview.deposit;

import dev.merchantreview.calendar.WorkingCalendar;
import dev.merchantreview.deposit.LedgerPosting.Kind;
import dev.merchantreview.history.CaseEvent;
import dev.merchantreview.history.History;
import dev.merchantreview.rules.Platforms;
import dev.merchantreview.shared.ActorRef;
import dev.merchantreview.shared.CaseId;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Instant;
import java.time.YearMonth;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** What happens to deposits: money comes in, fines are taken, the rest is paid back. */
@Service
public class Deposits {

  private static final ActorRef PAYER =
      new ActorRef(ActorRef.Kind.PAYMENT_PROVIDER, "payment-provider");

  private final DepositAccounts accounts;
  private final Ledger ledger;
  private final Penalties penalties;
  private final YearlyFees fees;
  private final Platforms platforms;
  private final WorkingCalendar calendar;
  private final History history;
  private final MeterRegistry meters;
  private final Clock clock;

  Deposits(
      DepositAccounts accounts,
      Ledger ledger,
      Penalties penalties,
      YearlyFees fees,
      Platforms platforms,
      WorkingCalendar calendar,
      History history,
      MeterRegistry meters,
      Clock clock) {
    this.accounts = accounts;
    this.ledger = ledger;
    this.penalties = penalties;
    this.fees = fees;
    this.platforms = platforms;
    this.calendar = calendar;
    this.history = history;
    this.meters = meters;
    this.clock = clock;
    meters.gauge(
        "merchantreview.deposits.topups.overdue",
        accounts,
        all -> all.overdueTopUps(clock.instant()));
  }

  /**
   * @param reference a store, a store application or a service provider
   */
  @Transactional(readOnly = true)
  public Optional<DepositAccount> find(String reference, DepositPurpose purpose) {
    return accounts.find(reference, purpose);
  }

  /** All accounts of a holder, the store deposit first. */
  @Transactional(readOnly = true)
  public List<DepositAccount> all(String reference) {
    return accounts.all(reference);
  }

  /**
   * The same of some holders, by the references asked for; those without an account are left out.
   */
  @Transactional(readOnly = true)
  public Map<String, List<DepositAccount>> all(Collection<String> references) {
    return accounts.all(references);
  }

  /**
   * Whether money is asked for or taken for something: for what a holder gave up, or has ended,
   * only while a fine of it is owed. Nobody gives it up until the caller's transaction ends.
   *
   * @param reference a store, a store application or a service provider
   */
  @Transactional(propagation = Propagation.MANDATORY)
  public boolean isAskedFor(String reference, DepositPurpose purpose) {
    return accounts
        .lock(reference, purpose)
        .filter(
            account ->
                purpose != DepositPurpose.PROMOTION
                    || account.operating()
                    || penalties.unpaidFen(account.id()) > 0)
        .isPresent();
  }

  /** Whether paying a deposit back has begun, or is done: it takes no money any more. */
  @Transactional(propagation = Propagation.MANDATORY)
  boolean isPaidBack(String reference, DepositPurpose purpose) {
    return accounts.lock(reference, purpose).filter(this::isPaidBack).isPresent();
  }

  private boolean isPaidBack(DepositAccount account) {
    return account.isPaidBack(penalties.unpaidFen(account.id()));
  }

  /** A holder's postings, oldest first. */
  @Transactional(readOnly = true)
  public List<LedgerPosting> postings(DepositAccount account) {
    return ledger.of(account.id());
  }

  /** How a deposit's accounts stood at a moment, by its postings. */
  @Transactional(readOnly = true)
  public Balances at(DepositAccount account, Instant moment) {
    return Ledger.balancesAt(ledger.of(account.id()), moment);
  }

  /** A month of a deposit; its days are the calendar's. */
  @Transactional(readOnly = true)
  public DepositStatement statement(DepositAccount account, YearMonth month) {
    Instant from = month.atDay(1).atStartOfDay(calendar.zone()).toInstant();
    Instant until = month.plusMonths(1).atDay(1).atStartOfDay(calendar.zone()).toInstant();
    List<LedgerPosting> postings = ledger.of(account.id());
    return new DepositStatement(
        account,
        month,
        from,
        until,
        Ledger.balancesAt(postings, from.minusNanos(1)),
        Ledger.balancesAt(postings, until.minusNanos(1)),
        postings.stream()
            .filter(one -> !one.at().isBefore(from) && one.at().isBefore(until))
            .toList());
  }

  /** Recomputes a deposit's postings and balances. */
  @Transactional(readOnly = true)
  public Ledger.Verification verify(DepositAccount account) {
    return ledger.verify(account);
  }

  /**
   * Opens the deposit of a service provider, who is asked to pay it.
   *
   * @param requiredFen what has to be held
   */
  @Transactional(propagation = Propagation.MANDATORY)
  public void open(DepositHolder holder, long requiredFen) {
    accounts.open(holder, DepositPurpose.STORE, requiredFen, clock.instant());
    demandWhatIsMissing(accounts.lock(holder.caseId().value(), DepositPurpose.STORE).orElseThrow());
  }

  /**
   * Another amount has to be held from now on; what is missing is demanded.
   *
   * @return what had to be held before, in fen
   */
  @Transactional(propagation = Propagation.MANDATORY)
  public long require(String holderId, long requiredFen) {
    DepositAccount account = accounts.lock(holderId, DepositPurpose.STORE).orElseThrow();
    accounts.update(account.id(), holderId, requiredFen, account.operating(), account.topUpDueAt());
    demandWhatIsMissing(again(account));
    return account.requiredFen();
  }

  /** An application has become a store: what was paid for it is the store's deposit. */
  @Transactional(propagation = Propagation.MANDATORY)
  public void storeOpened(DepositHolder applicant, String storeId, long requiredFen) {
    storeOpened(applicant, DepositPurpose.STORE, storeId, requiredFen);
  }

  /** The same of the account for something. */
  @Transactional(propagation = Propagation.MANDATORY)
  public void storeOpened(
      DepositHolder applicant, DepositPurpose purpose, String storeId, long requiredFen) {
    accounts.open(applicant, purpose, requiredFen, clock.instant());
    DepositAccount account = accounts.lock(applicant.caseId().value(), purpose).orElseThrow();
    accounts.update(account.id(), storeId, requiredFen, true, null);
  }

  /**
   * The store is closed, or the provider's service has ended: nothing is demanded any more but the
   * fines that are owed, by the same date.
   */
  @Transactional(propagation = Propagation.MANDATORY)
  public void ended(String holderId) {
    accounts
        .lockAll(holderId)
        .forEach(
            account ->
                accounts.update(
                    account.id(), holderId, account.requiredFen(), false, finesDueAt(account)));
  }

  /** Until when a fine that is not paid has to be; null where none is. */
  @Nullable Instant finesDueAt(DepositAccount account) {
    return penalties.unpaidFen(account.id()) > 0 ? account.topUpDueAt() : null;
  }

  /** Books what came in, and takes from it what is owed. */
  @Transactional(propagation = Propagation.MANDATORY)
  void paid(DepositHolder holder, Payment payment) {
    accounts.open(holder, payment.purpose(), 0, clock.instant());
    DepositAccount account =
        accounts.lock(holder.caseId().value(), payment.purpose()).orElseThrow();
    Map<String, Object> decision = new LinkedHashMap<>();
    decision.put("paymentId", payment.paymentId());
    decision.put("payer", payment.payer());
    decision.put("paidAt", payment.paidAt().toString());
    ledger.book(
        account.id(),
        new Ledger.Draft(
            Kind.PAYMENT,
            payment.paymentId(),
            1,
            payment.amountFen(),
            new CaseId(payment.reference()),
            PAYER,
            decision));
    count(Kind.PAYMENT);
    if (!payment.purpose().isDeposit()) {
      fees.collect(again(account));
      return;
    }
    penalties.collect(again(account), ActorRef.SYSTEM);
    demandWhatIsMissing(again(account));
  }

  /** What became of asking for a fine. */
  public sealed interface PenaltyOutcome {

    /** On record; what the deposit covers was taken. */
    record Imposed(Penalty penalty, DepositAccount account) implements PenaltyOutcome {}

    /** The deposit is being paid back, or was. */
    record TooLate(String state) implements PenaltyOutcome {}
  }

  /**
   * Imposes a fine and takes what the deposit covers of it.
   *
   * @param purpose which account it is taken from, and from no other
   * @param amountFen at least 1
   * @return empty when nobody has such a deposit
   */
  @Transactional
  public Optional<PenaltyOutcome> impose(
      String holderId,
      DepositPurpose purpose,
      long amountFen,
      String ruleId,
      String note,
      ActorRef by) {
    return accounts
        .lockOf(holderId, purpose)
        .map(
            account -> {
              if (isPaidBack(account)) {
                return new PenaltyOutcome.TooLate(account.paybackState());
              }
              Penalty penalty = penalties.impose(account, amountFen, ruleId, note, by);
              penalties.collect(account, by);
              DepositAccount after = again(account);
              count(Kind.PENALTY);
              Map<String, Object> details = new LinkedHashMap<>();
              details.put("penaltyId", penalty.id());
              details.put("amountFen", amountFen);
              details.put("ruleId", ruleId);
              details.put("note", note);
              details.put("heldFen", after.balances().heldFen());
              details.put("unpaidFen", penalties.unpaidFen(account.id()));
              record(after, by, "PENALTY_IMPOSED", details);
              demandWhatIsMissing(after);
              return new PenaltyOutcome.Imposed(
                  penalties.of(account.id()).getLast(), again(account));
            });
  }

  /** The account after what was booked on it. */
  private DepositAccount again(DepositAccount account) {
    return accounts.get(account.id());
  }

  /**
   * Demands what a fine took below the requirement, once; a demand that was met is over. Where the
   * holder has ended, or gave up what the deposit is for, only what is owed of fines is missing. Of
   * an application the process demands its deposit itself.
   */
  void demandWhatIsMissing(DepositAccount account) {
    if (account.holder().holderId() == null) {
      return;
    }
    long missing = account.missingFen() + penalties.unpaidFen(account.id());
    Instant demanded = account.topUpDueAt();
    if (missing > 0 && demanded == null) {
      int days = platforms.get(account.holder().platform()).part(DepositNumbers.class).topUpDays();
      Instant dueAt = calendar.endOfDayAfter(clock.instant(), days);
      keep(account, dueAt);
      record(
          account,
          ActorRef.SYSTEM,
          "TOP_UP_DEMANDED",
          Map.of("missingFen", missing, "dueAt", dueAt.toString()));
      meters.counter("merchantreview.deposits.topups.demanded").increment();
    } else if (missing == 0 && demanded != null) {
      keep(account, null);
      record(account, ActorRef.SYSTEM, "TOP_UP_PAID", Map.of());
    }
  }

  private void keep(DepositAccount account, @Nullable Instant topUpDueAt) {
    accounts.update(
        account.id(),
        Objects.requireNonNull(account.holder().holderId()),
        account.requiredFen(),
        account.operating(),
        topUpDueAt);
  }

  private void record(
      DepositAccount account, ActorRef by, String action, Map<String, Object> about) {
    Map<String, Object> details = new LinkedHashMap<>(about);
    if (account.purpose() != DepositPurpose.STORE) {
      details.put("deposit", account.purpose().name());
    }
    history.append(CaseEvent.noted(account.holder().caseId(), by, action, details));
  }

  void count(Kind kind) {
    meters.counter("merchantreview.ledger.postings", "kind", kind.name()).increment();
  }
}
