package dev.merchantreview.deposit;

import dev.merchantreview.deposit.LedgerPosting.Kind;
import dev.merchantreview.shared.ActorRef;
import dev.merchantreview.shared.CaseId;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Paying deposits back. One payout may pay back several accounts of a holder: each has its own part
 * of it in the ledger.
 */
@Service
public class DepositPayouts {

  private final DepositAccounts accounts;
  private final Deposits deposits;
  private final Ledger ledger;

  DepositPayouts(DepositAccounts accounts, Deposits deposits, Ledger ledger) {
    this.accounts = accounts;
    this.deposits = deposits;
    this.ledger = ledger;
  }

  /**
   * The accounts of a holder, and nobody else books on them until the caller's transaction ends.
   *
   * @param reference a store, a store application or a service provider
   */
  @Transactional(propagation = Propagation.MANDATORY)
  public List<DepositAccount> lock(String reference, Collection<DepositPurpose> purposes) {
    return accounts.lockAll(reference).stream()
        .filter(account -> purposes.contains(account.purpose()))
        .toList();
  }

  /**
   * Puts everything that these accounts hold aside for a payout whose number is on record.
   *
   * @param number the payout's
   * @param expectedFen what was decided to be paid, of all of them
   * @throws IllegalStateException when another amount is held, or a payout is under way: the caller
   *     has looked at the locked accounts before
   */
  @Transactional(propagation = Propagation.MANDATORY)
  public void order(
      String holderId,
      Collection<DepositPurpose> purposes,
      String number,
      long expectedFen,
      CaseId caseId,
      ActorRef by,
      Map<String, Object> decision) {
    List<DepositAccount> paid = lock(holderId, purposes);
    long held = paid.stream().mapToLong(account -> account.balances().heldFen()).sum();
    if (held != expectedFen
        || paid.stream().anyMatch(account -> account.balances().inPayoutFen() != 0)) {
      throw new IllegalStateException(
          "%s has %s, not %d to pay back"
              .formatted(
                  holderId, paid.stream().map(DepositAccount::balances).toList(), expectedFen));
    }
    int part = 0;
    for (DepositAccount account : paid) {
      long fen = account.balances().heldFen();
      if (fen > 0) {
        part++;
        book(account.id(), Kind.PAYOUT_ORDERED, number, part, fen, caseId, by, decision);
      }
    }
  }

  /** The bank says it paid. */
  @Transactional(propagation = Propagation.MANDATORY)
  public void settled(
      String holderId, String number, long amountFen, CaseId caseId, Map<String, Object> decision) {
    end(Kind.PAYOUT_SETTLED, holderId, number, amountFen, caseId, decision);
  }

  /** The bank refused for good: the money is held again. */
  @Transactional(propagation = Propagation.MANDATORY)
  public void failed(
      String holderId, String number, long amountFen, CaseId caseId, Map<String, Object> decision) {
    end(Kind.PAYOUT_FAILED, holderId, number, amountFen, caseId, decision);
  }

  /** Each account has its part of what was ordered. */
  private void end(
      Kind kind,
      String holderId,
      String number,
      long amountFen,
      CaseId caseId,
      Map<String, Object> decision) {
    accounts.lockAll(holderId);
    List<Ledger.Part> ordered = ledger.ordered(number);
    long whole = ordered.stream().mapToLong(Ledger.Part::amountFen).sum();
    if (whole != amountFen) {
      throw new IllegalStateException(
          "payout %s was ordered of %d fen, not of %d".formatted(number, whole, amountFen));
    }
    for (Ledger.Part part : ordered) {
      book(
          part.accountId(),
          kind,
          number,
          part.number(),
          part.amountFen(),
          caseId,
          ActorRef.SYSTEM,
          decision);
    }
  }

  private void book(
      String accountId,
      Kind kind,
      String number,
      int part,
      long amountFen,
      CaseId caseId,
      ActorRef by,
      Map<String, Object> decision) {
    ledger.book(accountId, new Ledger.Draft(kind, number, part, amountFen, caseId, by, decision));
    deposits.count(kind);
  }
}
