package dev.merchantreview.deposit;

import dev.merchantreview.deposit.LedgerPosting.Kind;
import dev.merchantreview.shared.ActorRef;
import dev.merchantreview.shared.CaseId;
import dev.merchantreview.shared.Sha256;
import java.nio.charset.StandardCharsets;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;

/**
 * The double-entry ledger of all deposits: each posting takes an amount from one account and gives
 * it to another. Append-only; the database refuses what is booked twice, what does not follow the
 * last posting, and what would take an account below zero.
 */
@Component
public class Ledger {

  private static final String BOOK =
      """
      insert into ledger_posting (account_id, seq, kind, subject, part, taken_from, given_to, amount_fen, case_id,
          actor_kind, actor_id, decision, posted_at, hash, previous_hash)
      values (:account, :seq, :kind, :subject, :part, :from, :to, :amount, :caseId, :actorKind, :actorId, :decision, :at,
          :hash, :previous)
      """;

  private static final String POSTINGS =
      """
      select seq, kind, subject, part, taken_from, given_to, amount_fen, case_id, actor_kind, actor_id, decision,
             posted_at, hash, previous_hash
        from ledger_posting where account_id = :account order by seq
      """;

  private final JdbcClient jdbc;
  private final JsonMapper json;
  private final Clock clock;

  Ledger(JdbcClient jdbc, JsonMapper json, Clock clock) {
    this.jdbc = jdbc;
    this.json = json;
    this.clock = clock;
  }

  /**
   * What is to be booked.
   *
   * @param subject a payment's, a penalty's or a payout's id: of one kind it is booked once a part
   * @param part counts from 1 what is booked bit by bit
   * @param amountFen at least 1
   * @param caseId the case behind it
   * @param decision what was decided there
   */
  public record Draft(
      Kind kind,
      String subject,
      int part,
      long amountFen,
      CaseId caseId,
      ActorRef by,
      Map<String, Object> decision) {}

  /**
   * Books on a locked account, in the caller's transaction.
   *
   * @return the account afterwards
   * @throws org.springframework.dao.DataIntegrityViolationException when it was booked before, or
   *     there is not so much on the account it is taken from
   */
  @Transactional(propagation = Propagation.MANDATORY)
  public DepositAccount book(DepositAccount account, Draft draft) {
    LedgerPosting posting =
        hashed(
            account.id(),
            new LedgerPosting(
                account.postings() + 1,
                draft.kind(),
                draft.subject(),
                draft.part(),
                draft.caseId(),
                draft.by(),
                json.writeValueAsString(draft.decision()),
                draft.kind().from(),
                draft.kind().to(),
                draft.amountFen(),
                clock.instant().truncatedTo(ChronoUnit.MICROS),
                "",
                account.lastHash()));
    jdbc.sql(BOOK)
        .param("account", account.id())
        .param("seq", posting.seq())
        .param("kind", posting.kind().name())
        .param("subject", posting.subject())
        .param("part", posting.part())
        .param("from", posting.from().name())
        .param("to", posting.to().name())
        .param("amount", posting.amountFen())
        .param("caseId", posting.caseId().value())
        .param("actorKind", posting.by().kind().name())
        .param("actorId", posting.by().id())
        .param("decision", posting.decision())
        .param("at", Timestamp.from(posting.at()))
        .param("hash", posting.hash())
        .param("previous", posting.previousHash())
        .update();
    return new DepositAccount(
        account.id(),
        account.holder(),
        account.requiredFen(),
        account.operating(),
        account.topUpDueAt(),
        account.balances().plus(posting),
        posting.seq(),
        posting.hash(),
        account.openedAt());
  }

  /** An account's postings, oldest first. */
  @Transactional(readOnly = true)
  public List<LedgerPosting> of(String accountId) {
    return jdbc.sql(POSTINGS)
        .param("account", accountId)
        .query(
            (row, number) ->
                new LedgerPosting(
                    row.getLong("seq"),
                    Kind.valueOf(row.getString("kind")),
                    row.getString("subject"),
                    row.getInt("part"),
                    new CaseId(row.getString("case_id")),
                    new ActorRef(
                        ActorRef.Kind.valueOf(row.getString("actor_kind")),
                        row.getString("actor_id")),
                    row.getString("decision"),
                    LedgerAccount.valueOf(row.getString("taken_from")),
                    LedgerAccount.valueOf(row.getString("given_to")),
                    row.getLong("amount_fen"),
                    row.getTimestamp("posted_at").toInstant(),
                    row.getString("hash"),
                    row.getString("previous_hash")))
        .list();
  }

  /**
   * What a recomputation found.
   *
   * @param brokenAt the first posting that is not what was booked; one beyond the last when the
   *     balances are not what the postings come to; null when all is well
   */
  public record Verification(boolean valid, long postings, @Nullable Long brokenAt) {}

  /** Recomputes an account: numbering, hashes and the balances. */
  static Verification verify(DepositAccount account, List<LedgerPosting> postings) {
    String previous = "0".repeat(64);
    Balances balances = Balances.NONE;
    long expected = 1;
    for (LedgerPosting posting : postings) {
      if (posting.seq() != expected
          || !posting.previousHash().equals(previous)
          || !posting.hash().equals(hashed(account.id(), posting).hash())) {
        return new Verification(false, postings.size(), expected);
      }
      previous = posting.hash();
      balances = balances.plus(posting);
      expected++;
    }
    boolean asKept =
        balances.equals(account.balances())
            && previous.equals(account.lastHash())
            && postings.size() == account.postings();
    return new Verification(asKept, postings.size(), asKept ? null : expected);
  }

  /** How the accounts stood at a moment. */
  static Balances balancesAt(List<LedgerPosting> postings, Instant moment) {
    Balances balances = Balances.NONE;
    for (LedgerPosting posting : postings) {
      if (!posting.at().isAfter(moment)) {
        balances = balances.plus(posting);
      }
    }
    return balances;
  }

  /**
   * The hash is of the fields, a line each, in this order. None of them can have a line break but
   * an actor's name, which is why its length comes first.
   */
  private static LedgerPosting hashed(String accountId, LedgerPosting posting) {
    String lines =
        String.join(
            "\n",
            accountId,
            Long.toString(posting.seq()),
            posting.kind().name(),
            posting.subject(),
            Integer.toString(posting.part()),
            posting.from().name(),
            posting.to().name(),
            Long.toString(posting.amountFen()),
            posting.caseId().value(),
            posting.by().kind().name(),
            posting.by().id().length() + " " + posting.by().id(),
            posting.decision(),
            posting.at().toString(),
            posting.previousHash());
    return new LedgerPosting(
        posting.seq(),
        posting.kind(),
        posting.subject(),
        posting.part(),
        posting.caseId(),
        posting.by(),
        posting.decision(),
        posting.from(),
        posting.to(),
        posting.amountFen(),
        posting.at(),
        Sha256.hex(lines.getBytes(StandardCharsets.UTF_8)),
        posting.previousHash());
  }
}
