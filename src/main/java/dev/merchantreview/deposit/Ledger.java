package dev.merchantreview.deposit;

import dev.merchantreview.deposit.LedgerPosting.Kind;
import dev.merchantreview.shared.ActorRef;
import dev.merchantreview.shared.CaseId;
import dev.merchantreview.shared.Sha256;
import io.swagger.v3.oas.annotations.media.Schema;
import java.nio.charset.StandardCharsets;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;

/**
 * The double-entry ledger of all deposits: each posting takes an amount from one account and gives
 * it to another, and carries the balances it leaves. Append-only; the database refuses what is
 * booked twice and what would take an account below zero.
 */
@Component
public class Ledger {

  private static final String BOOK =
      """
      insert into ledger_posting (account_id, kind, subject, part, taken_from, given_to, amount_fen, case_id, actor_kind,
          actor_id, decision, posted_at)
      values (:account, :kind, :subject, :part, :from, :to, :amount, :caseId, :actorKind, :actorId, :decision, :at)
      """;

  private static final String POSTINGS =
      """
      select seq, kind, subject, part, taken_from, given_to, amount_fen, case_id, actor_kind, actor_id, decision,
             posted_at, held_after, penalties_after, fees_after, in_payout_after, paid_out_after, clearing_after, hash,
             previous_hash
        from ledger_posting where account_id = :account order by seq
      """;

  private static final String UNBOOKED =
      """
      select count(*) from deposit_payment p
       where p.reference in (:references) and p.purpose = :purpose
         and not exists (select from ledger_posting l where l.kind = 'PAYMENT' and l.subject = p.payment_id
                            and l.account_id = :account and l.amount_fen = p.amount_fen)
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
   * @param subject a payment's, a penalty's, a fee's or a payout's id: each part of it is booked
   *     once for each kind
   * @param part counts from 1 the parts of what is booked in several
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
   * Books, in the caller's transaction; the database makes it the next link of the account's chain
   * and writes the balances it leaves into it.
   *
   * @throws org.springframework.dao.DataIntegrityViolationException when it was booked before, or
   *     there is not so much on the account it is taken from
   */
  @Transactional(propagation = Propagation.MANDATORY)
  public void book(String accountId, Draft draft) {
    jdbc.sql(BOOK)
        .param("account", accountId)
        .param("kind", draft.kind().name())
        .param("subject", draft.subject())
        .param("part", draft.part())
        .param("from", draft.kind().from().name())
        .param("to", draft.kind().to().name())
        .param("amount", draft.amountFen())
        .param("caseId", draft.caseId().value())
        .param("actorKind", draft.by().kind().name())
        .param("actorId", draft.by().id())
        .param("decision", json.writeValueAsString(draft.decision()))
        .param("at", Timestamp.from(clock.instant()))
        .update();
  }

  /** What one account has of a payout. */
  record Part(String accountId, int number, long amountFen) {}

  /** What was set aside for a payout, of each account. */
  List<Part> ordered(String number) {
    return jdbc.sql(
            "select account_id, part, amount_fen from ledger_posting"
                + " where kind = 'PAYOUT_ORDERED' and subject = :number order by part")
        .param("number", number)
        .query(
            (row, index) ->
                new Part(
                    row.getString("account_id"), row.getInt("part"), row.getLong("amount_fen")))
        .list();
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
                    new Balances(
                        row.getLong("held_after"),
                        row.getLong("penalties_after"),
                        row.getLong("in_payout_after"),
                        row.getLong("paid_out_after"),
                        row.getLong("clearing_after"),
                        row.getLong("fees_after")),
                    row.getString("hash"),
                    row.getString("previous_hash")))
        .list();
  }

  /**
   * What a recomputation found.
   *
   * @param brokenAt the first posting that is not what was booked, or left other balances than the
   *     postings come to; one beyond the last when a payment that came in is not booked; null when
   *     all is well
   */
  @Schema(name = "LedgerVerification")
  public record Verification(boolean valid, long postings, @Nullable Long brokenAt) {}

  /** Recomputes an account: numbering, hashes, balances, and that what came in is there. */
  @Transactional(readOnly = true)
  public Verification verify(DepositAccount account) {
    List<LedgerPosting> postings = of(account.id());
    String previous = "0".repeat(64);
    Balances balances = Balances.NONE;
    long expected = 1;
    for (LedgerPosting posting : postings) {
      if (posting.seq() != expected
          || !posting.previousHash().equals(previous)
          || !posting.hash().equals(hash(account.id(), posting))) {
        return new Verification(false, postings.size(), expected);
      }
      previous = posting.hash();
      balances = balances.plus(posting);
      if (!balances.equals(posting.after())) {
        return new Verification(false, postings.size(), expected);
      }
      expected++;
    }
    boolean complete = unbooked(account) == 0;
    return new Verification(complete, postings.size(), complete ? null : expected);
  }

  /** How many payments came in for an account that are not booked on it as they came. */
  private long unbooked(DepositAccount account) {
    List<String> references =
        Stream.of(account.holder().applicationId(), account.holder().holderId())
            .flatMap(Stream::ofNullable)
            .toList();
    return jdbc.sql(UNBOOKED)
        .param("references", references)
        .param("purpose", account.purpose().name())
        .param("account", account.id())
        .query(Long.class)
        .single();
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

  /** Computed as {@code ledger_book} computes it in the database. */
  private static String hash(String accountId, LedgerPosting posting) {
    String actor = posting.by().id();
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
            actor.codePointCount(0, actor.length()) + " " + actor,
            posting.decision(),
            Long.toString(ChronoUnit.MICROS.between(Instant.EPOCH, posting.at())),
            posting.previousHash());
    return Sha256.hex(lines.getBytes(StandardCharsets.UTF_8));
  }
}
