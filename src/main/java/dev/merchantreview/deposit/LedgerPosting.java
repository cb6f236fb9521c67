package dev.merchantreview.deposit;

import dev.merchantreview.shared.ActorRef;
import dev.merchantreview.shared.CaseId;
import java.time.Instant;
import java.util.List;

/**
 * What was booked, once and for ever, bound to the posting before by its hash.
 *
 * @param seq counts a deposit's postings from 1 without gaps
 * @param subject what was booked: a payment's, a penalty's, a fee's or a payout's id
 * @param part counts from 1 the parts of what is booked in several
 * @param caseId the case behind it
 * @param decision what was decided there, a JSON object
 * @param after the balances it left: they follow from it and those before
 * @param hash SHA-256 in hex of everything before the balances, and of the hash before, a line
 *     each, see {@link Ledger}
 * @param previousHash the hash of posting {@code seq - 1}; 64 zeros for the first
 */
public record LedgerPosting(
    long seq,
    Kind kind,
    String subject,
    int part,
    CaseId caseId,
    ActorRef by,
    String decision,
    LedgerAccount from,
    LedgerAccount to,
    long amountFen,
    Instant at,
    Balances after,
    String hash,
    String previousHash) {

  /** What is booked. */
  public enum Kind {
    /** Money came in. */
    PAYMENT("收到缴款 · payment received", LedgerAccount.PLATFORM_CLEARING, LedgerAccount.HELD),
    /** A fine was taken. */
    PENALTY("扣除违约金 · fine taken", LedgerAccount.HELD, LedgerAccount.PENALTIES),
    /** The fee of a year that has begun was taken. */
    FEE("收取年费 · yearly fee taken", LedgerAccount.HELD, LedgerAccount.FEES),
    /** The bank is about to be asked to pay. */
    PAYOUT_ORDERED("下达退款 · payout ordered", LedgerAccount.HELD, LedgerAccount.IN_PAYOUT),
    /** The bank says it paid. */
    PAYOUT_SETTLED("退款到账 · paid back", LedgerAccount.IN_PAYOUT, LedgerAccount.PAID_OUT),
    /** The bank refused for good: the money is where it was. */
    PAYOUT_FAILED(
        "退款失败转回 · payout failed, held again", LedgerAccount.IN_PAYOUT, LedgerAccount.HELD);

    private final String label;
    private final LedgerAccount from;
    private final LedgerAccount to;

    Kind(String label, LedgerAccount from, LedgerAccount to) {
      this.label = label;
      this.from = from;
      this.to = to;
    }

    /** Both languages, for a form whose reader's language is unknown. */
    public String label() {
      return label;
    }

    LedgerAccount from() {
      return from;
    }

    LedgerAccount to() {
      return to;
    }
  }

  /** Both sides; they add up to zero. */
  public List<LedgerEntry> entries() {
    return List.of(new LedgerEntry(from, -amountFen), new LedgerEntry(to, amountFen));
  }

  /** By how much the held balance changed, in fen. */
  public long heldChangeFen() {
    return entries().stream()
        .filter(entry -> entry.account() == LedgerAccount.HELD)
        .mapToLong(LedgerEntry::amountFen)
        .sum();
  }
}
