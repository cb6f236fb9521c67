package dev.merchantreview.deposit;

import dev.merchantreview.shared.Ids;
import dev.merchantreview.shared.Platform;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The yearly fees as they are kept, and since when platforms ask for them. */
@Repository
class YearlyFeeTable {

  private static final String OF_ACCOUNT =
      """
      select f.id, f.store_id, f.year_from, f.year_until, f.amount_fen, f.demanded_at, f.remind_at, f.due_at, f.reminded_at, f.overdue_at,
             f.paid_at, coalesce(sum(l.amount_fen), 0) as collected, count(l.seq) as parts
        from yearly_fee f
        left join ledger_posting l on l.kind = 'FEE' and l.subject = f.id
       where f.account_id = :account
       group by f.id order by f.year_from
      """;

  private final JdbcClient jdbc;

  YearlyFeeTable(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** An account's fees, oldest first. */
  List<YearlyFee> of(String accountId) {
    return jdbc.sql(OF_ACCOUNT)
        .param("account", accountId)
        .query(
            (row, number) ->
                new YearlyFee(
                    row.getString("id"),
                    row.getString("store_id"),
                    new YearlyFee.Year(
                        row.getObject("year_from", LocalDate.class),
                        row.getObject("year_until", LocalDate.class)),
                    row.getLong("amount_fen"),
                    row.getTimestamp("demanded_at").toInstant(),
                    row.getTimestamp("remind_at").toInstant(),
                    row.getTimestamp("due_at").toInstant(),
                    instant(row, "reminded_at"),
                    instant(row, "overdue_at"),
                    instant(row, "paid_at"),
                    row.getLong("collected"),
                    row.getInt("parts")))
        .list();
  }

  private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
    Timestamp at = row.getTimestamp(column);
    return at == null ? null : at.toInstant();
  }

  String accountOf(String feeId) {
    return jdbc.sql("select account_id from yearly_fee where id = :id")
        .param("id", feeId)
        .query(String.class)
        .single();
  }

  /**
   * @return false when the store's fee of that year is there
   */
  boolean add(
      String accountId,
      String storeId,
      YearlyFee.Year year,
      long amountFen,
      Instant now,
      Instant remindAt,
      Instant dueAt) {
    return jdbc.sql(
                "insert into yearly_fee (id, account_id, store_id, year_from, year_until, amount_fen, demanded_at, remind_at, due_at)"
                    + " values (:id, :account, :store, :from, :until, :amount, :now, :remindAt, :dueAt)"
                    + " on conflict (store_id, year_from) do nothing")
            .param("id", Ids.next("yf_"))
            .param("account", accountId)
            .param("store", storeId)
            .param("from", year.from())
            .param("until", year.until())
            .param("amount", amountFen)
            .param("now", Timestamp.from(now))
            .param("remindAt", Timestamp.from(remindAt))
            .param("dueAt", Timestamp.from(dueAt))
            .update()
        > 0;
  }

  void reminded(YearlyFee fee, Instant now) {
    set(fee, "reminded_at", now);
  }

  void overdue(YearlyFee fee, Instant now) {
    set(fee, "overdue_at", now);
  }

  void paid(YearlyFee fee, Instant now) {
    set(fee, "paid_at", now);
  }

  private void set(YearlyFee fee, String column, Instant now) {
    jdbc.sql("update yearly_fee set %s = :now where id = :id".formatted(column))
        .param("now", Timestamp.from(now))
        .param("id", fee.id())
        .update();
  }

  /** The unpaid fees whose merchants have to be reminded, or told that it is too late. */
  List<String> toTell(Instant now, int limit) {
    return jdbc.sql(
            """
            select id from yearly_fee
             where paid_at is null and remind_at <= :now
               and (due_at <= :now and overdue_at is null or due_at > :now and reminded_at is null)
             order by remind_at, id limit :limit
            """)
        .param("now", Timestamp.from(now))
        .param("limit", limit)
        .query((row, number) -> row.getString("id"))
        .list();
  }

  /** How many fees are not paid after their day. */
  long overdue() {
    return jdbc.sql(
            "select count(*) from yearly_fee where paid_at is null and overdue_at is not null")
        .query(Long.class)
        .single();
  }

  /** Since when a platform asks for the fee without a break; empty when it does not. */
  Optional<Instant> onSince(Platform platform) {
    return jdbc.sql(
            """
            select min(switched_at) as since from yearly_fee_switch
             where platform = :platform and is_on
               and switched_at > coalesce((select max(switched_at) from yearly_fee_switch
                                            where platform = :platform and not is_on), '-infinity')
            """)
        .param("platform", platform.name())
        .query((row, number) -> Optional.ofNullable(instant(row, "since")))
        .single();
  }

  void switched(Platform platform, boolean on, Instant now) {
    jdbc.sql(
            "insert into yearly_fee_switch (platform, switched_at, is_on) values (:platform, :now, :on)"
                + " on conflict do nothing")
        .param("platform", platform.name())
        .param("now", Timestamp.from(now))
        .param("on", on)
        .update();
  }
}
