package dev.merchantreview.deposit;

import dev.merchantreview.history.CaseEvent;
import dev.merchantreview.history.History;
import dev.merchantreview.shared.ActorRef;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** The promotion deposit of a store that is open: asked for later, and given up again. */
@Service
public class PromotionDeposits {

  private final DepositAccounts accounts;
  private final Deposits deposits;
  private final History history;
  private final Clock clock;

  PromotionDeposits(DepositAccounts accounts, Deposits deposits, History history, Clock clock) {
    this.accounts = accounts;
    this.deposits = deposits;
    this.history = history;
    this.clock = clock;
  }

  /** What became of asking for promotion, or of giving it up. */
  public sealed interface Outcome {

    /** It is as was asked for. */
    record Done() implements Outcome {}

    /** It was so before; nothing has changed. */
    record Already() implements Outcome {}

    /** The deposit is being paid back; afterwards it can be asked for again. */
    record Paying() implements Outcome {}
  }

  /**
   * Demands the deposit of an open store; what is held already counts for it.
   *
   * @param holder the store, locked
   * @param requiredFen at least 1
   * @param decision the table that said so, and its rows
   */
  @Transactional(propagation = Propagation.MANDATORY)
  public Outcome ask(
      DepositHolder holder, long requiredFen, Map<String, Object> decision, ActorRef by) {
    String storeId = holder.caseId().value();
    Optional<DepositAccount> before = accounts.lock(storeId, DepositPurpose.PROMOTION);
    if (before.filter(DepositAccount::operating).isPresent()) {
      return new Outcome.Already();
    }
    if (before.filter(account -> account.balances().inPayoutFen() > 0).isPresent()) {
      return new Outcome.Paying();
    }
    accounts.open(holder, DepositPurpose.PROMOTION, requiredFen, clock.instant());
    DepositAccount account = accounts.lock(storeId, DepositPurpose.PROMOTION).orElseThrow();
    // Giving up and asking again is no way to more time for a fine.
    accounts.update(account.id(), storeId, requiredFen, true, deposits.finesDueAt(account));
    Map<String, Object> details = new LinkedHashMap<>();
    details.put("requiredFen", requiredFen);
    details.put("decision", decision);
    history.append(CaseEvent.noted(holder.caseId(), by, "PROMOTION_ASKED", details));
    deposits.demandWhatIsMissing(accounts.get(account.id()));
    return new Outcome.Done();
  }

  /** Nothing is demanded for it any more, and what is held can be paid back. */
  @Transactional(propagation = Propagation.MANDATORY)
  public Outcome giveUp(String storeId, ActorRef by) {
    Optional<DepositAccount> asked =
        accounts.lock(storeId, DepositPurpose.PROMOTION).filter(DepositAccount::operating);
    if (asked.isEmpty()) {
      return new Outcome.Already();
    }
    DepositAccount account = asked.get();
    accounts.update(
        account.id(), storeId, account.requiredFen(), false, deposits.finesDueAt(account));
    history.append(
        CaseEvent.noted(
            account.holder().caseId(),
            by,
            "PROMOTION_GIVEN_UP",
            Map.of("heldFen", account.balances().heldFen())));
    return new Outcome.Done();
  }
}
