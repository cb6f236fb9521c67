package dev.merchantreview.deposit;

import dev.merchantreview.deposit.LedgerPosting.Kind;
import dev.merchantreview.shared.ActorRef;
import dev.merchantreview.shared.CanonicalJson;
import dev.merchantreview.shared.CaseId;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * The double-entry ledger of all deposits. Append-only; the database refuses what does not balance,
 * what is booked twice and what would take an account below zero.
 */
@Component
public class Ledger {

  private static final JsonMapper MAPPER = JsonMapper.builder().build();

  private static final String BOOK =
      """
      with posting as (
        insert into ledger_posting (account_id, seq, kind, subject, part, total_fen, case_id, actor_kind, actor_id,
            decision, posted_at, hash, previous_hash)
        values (:account, :seq, :kind, :subject, :part, :total, :caseId, :actorKind, :actorId, :decision, :at, :hash,
            :previous)
      ), head as (
        update deposit_account set postings = :seq, last_hash = :hash where id = :account
      )
      insert into ledger_entry (account_id, seq, ledger_account, amount_fen)
      values (:account, :seq, :from, -:total), (:account, :seq, :to, :total)
      """;

  private static final String POSTINGS =
      """
      select p.seq, p.kind, p.subject, p.part, p.case_id, p.actor_kind, p.actor_id, p.decision, p.posted_at, p.hash,
             p.previous_hash, e.accounts, e.amounts
        from ledger_posting p
        join lateral (select array_agg(ledger_account order by amount_fen) as accounts,
                             array_agg(amount_fen order by amount_fen) as amounts
                        from ledger_entry where account_id = p.account_id and seq = p.seq) e on true
       where p.account_id = :account
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
                json.valueToTree(draft.decision()),
                draft.kind().entries(draft.amountFen()),
                clock.instant().truncatedTo(ChronoUnit.MICROS),
                "",
                account.lastHash()));
    jdbc.sql(BOOK)
        .param("account", account.id())
        .param("seq", posting.seq())
        .param("kind", posting.kind().name())
        .param("subject", posting.subject())
        .param("part", posting.part())
        .param("total", draft.amountFen())
        .param("caseId", posting.caseId().value())
        .param("actorKind", posting.by().kind().name())
        .param("actorId", posting.by().id())
        .param("decision", posting.decision().toString())
        .param("at", Timestamp.from(posting.at()))
        .param("hash", posting.hash())
        .param("previous", posting.previousHash())
        .param("from", posting.entries().getFirst().account().name())
        .param("to", posting.entries().getLast().account().name())
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
    return jdbc.sql(POSTINGS + " order by p.seq")
        .param("account", accountId)
        .query(
            (row, number) -> {
              String[] accounts = (String[]) row.getArray("accounts").getArray();
              Long[] amounts = (Long[]) row.getArray("amounts").getArray();
              List<LedgerEntry> entries = new ArrayList<>();
              for (int i = 0; i < accounts.length; i++) {
                entries.add(new LedgerEntry(LedgerAccount.valueOf(accounts[i]), amounts[i]));
              }
              return new LedgerPosting(
                  row.getLong("seq"),
                  Kind.valueOf(row.getString("kind")),
                  row.getString("subject"),
                  row.getInt("part"),
                  new CaseId(row.getString("case_id")),
                  new ActorRef(
                      ActorRef.Kind.valueOf(row.getString("actor_kind")),
                      row.getString("actor_id")),
                  json.readTree(row.getString("decision")),
                  List.copyOf(entries),
                  row.getTimestamp("posted_at").toInstant(),
                  row.getString("hash"),
                  row.getString("previous_hash"));
            })
        .list();
  }

  /**
   * What a recomputation found.
   *
   * @param brokenAt the first posting that is not what was booked, or does not balance; one beyond
   *     the last when the balances are not what the postings come to; null when all is well
   */
  public record Verification(boolean valid, long postings, @Nullable Long brokenAt) {}

  /** Recomputes an account: numbering, hashes, each posting's sum, and the balances. */
  static Verification verify(DepositAccount account, List<LedgerPosting> postings) {
    String previous = "0".repeat(64);
    Balances balances = Balances.NONE;
    long expected = 1;
    for (LedgerPosting posting : postings) {
      boolean balanced = posting.entries().stream().mapToLong(LedgerEntry::amountFen).sum() == 0;
      if (posting.seq() != expected
          || !balanced
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

  private static LedgerPosting hashed(String accountId, LedgerPosting posting) {
    ObjectNode node = MAPPER.createObjectNode();
    node.put("accountId", accountId);
    node.put("seq", posting.seq());
    node.put("kind", posting.kind().name());
    node.put("subject", posting.subject());
    node.put("part", posting.part());
    node.put("caseId", posting.caseId().value());
    node.put("actorKind", posting.by().kind().name());
    node.put("actorId", posting.by().id());
    node.set("decision", posting.decision());
    // Amounts as texts: a JSON number of this format is a double, which does not hold every fen.
    ObjectNode entries = node.putObject("entries");
    posting
        .entries()
        .forEach(entry -> entries.put(entry.account().name(), Long.toString(entry.amountFen())));
    node.put("at", posting.at().toString());
    node.put("previousHash", posting.previousHash());
    return new LedgerPosting(
        posting.seq(),
        posting.kind(),
        posting.subject(),
        posting.part(),
        posting.caseId(),
        posting.by(),
        posting.decision(),
        posting.entries(),
        posting.at(),
        CanonicalJson.sha256(node),
        posting.previousHash());
  }
}
