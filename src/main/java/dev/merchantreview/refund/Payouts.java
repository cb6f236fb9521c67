package dev.merchantreview.refund;

import dev.merchantreview.shared.CaseId;
import dev.merchantreview.shared.Ids;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The payouts as they are kept: a number is on record before the bank hears of it. */
@Repository
class Payouts {

  private static final String SELECT =
      """
      select p.number, p.refund_id, p.attempt, p.amount_fen, p.account, p.status, p.bank_reason, p.ordered_at, p.ended_at,
             r.owner_id
        from payout p join deposit_refund r on r.id = p.refund_id
      """;

  private final JdbcClient jdbc;
  private final SealedRefund contents;

  Payouts(JdbcClient jdbc, SealedRefund contents) {
    this.jdbc = jdbc;
    this.contents = contents;
  }

  /** Puts a number on record. */
  String add(DepositRefund refund, long amountFen, Instant now) {
    String number = Ids.next("po_");
    jdbc.sql(
            "insert into payout (number, refund_id, attempt, amount_fen, account, status, ordered_at) values (:number,"
                + " :refund, (select coalesce(max(attempt), 0) + 1 from payout where refund_id = :refund), :amount,"
                + " cast(:account as jsonb), 'ORDERED', :now)")
        .param("number", number)
        .param("refund", refund.id().value())
        .param("amount", amountFen)
        .param(
            "account",
            contents.seal(
                refund.request().ownerId(),
                number,
                new RefundContent(refund.content().account(), List.of())))
        .param("now", Timestamp.from(now))
        .update();
    return number;
  }

  Optional<Payout> find(String number) {
    return jdbc.sql(SELECT + " where p.number = :number")
        .param("number", number)
        .query(this::payout)
        .optional();
  }

  /** A refund's payouts, oldest first. */
  List<Payout> of(CaseId refundId) {
    return jdbc.sql(SELECT + " where p.refund_id = :refund order by p.attempt")
        .param("refund", refundId.value())
        .query(this::payout)
        .list();
  }

  /** Ends a payout whose end was not known; false when it had ended before. */
  boolean end(String number, Payout.Status status, @Nullable String bankReason, Instant now) {
    return jdbc.sql(
                "update payout set status = :status, bank_reason = :reason, ended_at = :now where number = :number"
                    + " and status = 'ORDERED'")
            .param("number", number)
            .param("status", status.name())
            .param("reason", bankReason)
            .param("now", Timestamp.from(now))
            .update()
        == 1;
  }

  /**
   * A payout as it is compared with the bank's statement.
   *
   * @param bookedFen what the ledger says was paid out under this number
   */
  record Comparable(
      String number,
      String refundId,
      long amountFen,
      Payout.Status status,
      Instant orderedAt,
      @Nullable Instant endedAt,
      long bookedFen) {}

  /** Every payout ordered since a moment, with what the ledger says of it. */
  List<Comparable> since(Instant moment) {
    return jdbc.sql(
            """
            select p.number, p.refund_id, p.amount_fen, p.status, p.ordered_at, p.ended_at,
                   coalesce(l.amount_fen, 0) as booked
              from payout p
              left join ledger_posting l on l.kind = 'PAYOUT_SETTLED' and l.subject = p.number
             where p.ordered_at >= :moment order by p.ordered_at, p.number
            """)
        .param("moment", Timestamp.from(moment))
        .query(
            (row, number) ->
                new Comparable(
                    row.getString("number"),
                    row.getString("refund_id"),
                    row.getLong("amount_fen"),
                    Payout.Status.valueOf(row.getString("status")),
                    row.getTimestamp("ordered_at").toInstant(),
                    row.getTimestamp("ended_at") == null
                        ? null
                        : row.getTimestamp("ended_at").toInstant(),
                    row.getLong("booked")))
        .list();
  }

  private Payout payout(ResultSet row, int index) throws SQLException {
    String number = row.getString("number");
    Timestamp endedAt = row.getTimestamp("ended_at");
    return new Payout(
        number,
        new CaseId(row.getString("refund_id")),
        row.getInt("attempt"),
        row.getLong("amount_fen"),
        contents.open(row.getString("owner_id"), number, row.getString("account")).account(),
        Payout.Status.valueOf(row.getString("status")),
        row.getString("bank_reason"),
        row.getTimestamp("ordered_at").toInstant(),
        endedAt == null ? null : endedAt.toInstant());
  }
}
