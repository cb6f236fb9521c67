package dev.merchantreview.deposit;

import dev.merchantreview.shared.ActorRef;
import dev.merchantreview.shared.Ids;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** The fines of a deposit, and what was taken of each. */
@Component
public class Penalties {

  private final JdbcClient jdbc;
  private final Ledger ledger;
  private final Clock clock;

  Penalties(JdbcClient jdbc, Ledger ledger, Clock clock) {
    this.jdbc = jdbc;
    this.ledger = ledger;
    this.clock = clock;
  }

  /** An account's fines, oldest first. */
  @Transactional(readOnly = true)
  public List<Penalty> of(String accountId) {
    return jdbc.sql(
            """
            select p.id, p.amount_fen, p.rule_id, p.note, p.imposed_by, p.imposed_at,
                   coalesce(sum(l.amount_fen), 0) as collected, count(l.seq) as parts,
                   w.reason, w.waived_by, w.waived_at
              from deposit_penalty p
              left join deposit_penalty_waiver w on w.penalty_id = p.id
              left join ledger_posting l on l.kind = 'PENALTY' and l.subject = p.id
             where p.account_id = :account
             group by p.id, w.penalty_id order by p.imposed_at, p.id
            """)
        .param("account", accountId)
        .query(
            (row, number) ->
                new Penalty(
                    row.getString("id"),
                    row.getLong("amount_fen"),
                    row.getString("rule_id"),
                    row.getString("note"),
                    row.getString("imposed_by"),
                    row.getTimestamp("imposed_at").toInstant(),
                    row.getLong("collected"),
                    row.getInt("parts"),
                    waiver(row)))
        .list();
  }

  private static @Nullable PenaltyWaiver waiver(ResultSet row) throws SQLException {
    String by = row.getString("waived_by");
    return by == null
        ? null
        : new PenaltyWaiver(row.getString("reason"), by, row.getTimestamp("waived_at").toInstant());
  }

  /** Puts on record that a fine does not stand in the way of a refund; it is owed as before. */
  @Transactional(propagation = Propagation.MANDATORY)
  void waive(Penalty penalty, PenaltyWaiver waiver) {
    jdbc.sql(
            "insert into deposit_penalty_waiver (penalty_id, reason, waived_by, waived_at)"
                + " values (:id, :reason, :by, :at)")
        .param("id", penalty.id())
        .param("reason", waiver.reason())
        .param("by", waiver.by())
        .param("at", Timestamp.from(waiver.at()))
        .update();
  }

  /** What is owed of all fines, in fen. */
  @Transactional(readOnly = true)
  public long unpaidFen(String accountId) {
    return of(accountId).stream().mapToLong(Penalty::unpaidFen).sum();
  }

  /** Puts a fine on record; nothing is taken yet. */
  @Transactional(propagation = Propagation.MANDATORY)
  Penalty impose(DepositAccount account, long amountFen, String ruleId, String note, ActorRef by) {
    Instant now = clock.instant();
    Penalty penalty =
        new Penalty(Ids.next("pn_"), amountFen, ruleId, note, by.id(), now, 0, 0, null);
    jdbc.sql(
            "insert into deposit_penalty (id, account_id, amount_fen, rule_id, note, imposed_by, imposed_at)"
                + " values (:id, :account, :amount, :ruleId, :note, :by, :now)")
        .param("id", penalty.id())
        .param("account", account.id())
        .param("amount", amountFen)
        .param("ruleId", ruleId)
        .param("note", note)
        .param("by", by.id())
        .param("now", Timestamp.from(now))
        .update();
    return penalty;
  }

  /** Takes what is owed from a locked account, oldest fine first, as far as the money goes. */
  @Transactional(propagation = Propagation.MANDATORY)
  void collect(DepositAccount account, ActorRef by) {
    long held = account.balances().heldFen();
    for (Penalty penalty : of(account.id())) {
      long taken = Math.min(penalty.unpaidFen(), held);
      if (taken > 0) {
        Map<String, Object> decision = new LinkedHashMap<>();
        decision.put("ruleId", penalty.ruleId());
        decision.put("note", penalty.note());
        decision.put("imposedBy", penalty.imposedBy());
        decision.put("amountFen", penalty.amountFen());
        ledger.book(
            account.id(),
            new Ledger.Draft(
                LedgerPosting.Kind.PENALTY,
                penalty.id(),
                penalty.parts() + 1,
                taken,
                account.holder().caseId(),
                by,
                decision));
        held -= taken;
      }
    }
  }
}
