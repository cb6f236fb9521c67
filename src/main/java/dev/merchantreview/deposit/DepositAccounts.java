package dev.merchantreview.deposit;

import dev.merchantreview.deposit.DepositHolder.Kind;
import dev.merchantreview.shared.Ids;
import dev.merchantreview.shared.Platform;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The deposit accounts as they are kept; their balances are those their last posting left. */
@Repository
class DepositAccounts {

  private static final String SELECT =
      """
      select a.id, a.holder_kind, a.application_id, a.holder_id, a.platform, a.owner_id, a.purpose, a.required_fen, a.operating,
             a.top_up_due_at, a.opened_at, coalesce(l.held_after, 0) as held, coalesce(l.penalties_after, 0) as penalties,
             coalesce(l.in_payout_after, 0) as in_payout, coalesce(l.paid_out_after, 0) as paid_out,
             coalesce(l.clearing_after, 0) as clearing, coalesce(l.fees_after, 0) as fees
        from deposit_account a
        left join lateral (select held_after, penalties_after, in_payout_after, paid_out_after, clearing_after, fees_after
                             from ledger_posting p where p.account_id = a.id order by p.seq desc limit 1) l on true
      """;

  private static final String BY_REFERENCE =
      " where (a.application_id = :reference or a.holder_id = :reference)";

  // Always the same, which is the order they are locked in, too.
  private static final String STORES_FIRST =
      " order by array_position(array['STORE', 'PROMOTION', 'YEARLY_FEE'], a.purpose)";

  private static final String OF_PURPOSE = BY_REFERENCE + " and a.purpose = :purpose";

  private final JdbcClient jdbc;

  DepositAccounts(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** Opens an account of a holder; does nothing when it has one for this. */
  void open(DepositHolder holder, DepositPurpose purpose, long requiredFen, Instant now) {
    jdbc.sql(
            "insert into deposit_account (id, holder_kind, application_id, holder_id, platform, owner_id, purpose,"
                + " required_fen, operating, opened_at) values (:id, :kind, :applicationId, :holderId, :platform, :ownerId,"
                + " :purpose, :required, true, :now) on conflict do nothing")
        .param("purpose", purpose.name())
        .param("id", Ids.next("dp_"))
        .param("kind", holder.kind().name())
        .param("applicationId", holder.applicationId())
        .param("holderId", holder.holderId())
        .param("platform", holder.platform().name())
        .param("ownerId", holder.ownerId())
        .param("required", requiredFen)
        .param("now", Timestamp.from(now))
        .update();
  }

  /**
   * @param reference a store, a store application or a service provider
   */
  Optional<DepositAccount> find(String reference, DepositPurpose purpose) {
    return jdbc.sql(SELECT + OF_PURPOSE)
        .param("reference", reference)
        .param("purpose", purpose.name())
        .query(DepositAccounts::account)
        .optional();
  }

  /** All accounts of a holder, the store deposit first. */
  List<DepositAccount> all(String reference) {
    return jdbc.sql(SELECT + BY_REFERENCE + STORES_FIRST)
        .param("reference", reference)
        .query(DepositAccounts::account)
        .list();
  }

  /**
   * The same of some holders, by the references asked for; a reference without an account is not
   * among them.
   */
  Map<String, List<DepositAccount>> all(Collection<String> references) {
    Map<String, List<DepositAccount>> all = new HashMap<>();
    if (references.isEmpty()) {
      return all;
    }
    Set<String> asked = Set.copyOf(references);
    jdbc.sql(
            SELECT
                + " where (a.application_id = any(:references) or a.holder_id = any(:references))"
                + STORES_FIRST)
        .param("references", asked.toArray(String[]::new))
        .query(DepositAccounts::account)
        .list()
        .forEach(
            account ->
                Stream.of(account.holder().applicationId(), account.holder().holderId())
                    .filter(reference -> reference != null && asked.contains(reference))
                    .forEach(
                        reference ->
                            all.computeIfAbsent(reference, one -> new ArrayList<>()).add(account)));
    return all;
  }

  DepositAccount get(String id) {
    return jdbc.sql(SELECT + " where a.id = :id")
        .param("id", id)
        .query(DepositAccounts::account)
        .single();
  }

  /**
   * Reads it and keeps everybody else from booking on it until the transaction ends. The lock comes
   * first and the reading second: one statement for both would show the balances from before it had
   * to wait.
   */
  Optional<DepositAccount> lock(String reference, DepositPurpose purpose) {
    return jdbc.sql("select a.id from deposit_account a" + OF_PURPOSE + " for update")
        .param("reference", reference)
        .param("purpose", purpose.name())
        .query((row, number) -> row.getString("id"))
        .optional()
        .map(this::get);
  }

  /** The same of the account with this id. */
  DepositAccount lockById(String id) {
    jdbc.sql("select id from deposit_account where id = :id for update")
        .param("id", id)
        .query(String.class)
        .single();
    return get(id);
  }

  /** The same of all accounts of a holder, locked in the order of {@link #all}. */
  List<DepositAccount> lockAll(String reference) {
    return jdbc
        .sql("select a.id from deposit_account a" + BY_REFERENCE + STORES_FIRST + " for update")
        .param("reference", reference)
        .query((row, number) -> row.getString("id"))
        .list()
        .stream()
        .map(this::get)
        .toList();
  }

  /** The same of a store or a service provider alone, not of an application by its id. */
  Optional<DepositAccount> lockOf(String holderId, DepositPurpose purpose) {
    return lock(holderId, purpose).filter(account -> holderId.equals(account.holder().holderId()));
  }

  /** Keeps what is demanded of the holder, and who the holder is by now. */
  void update(
      String id,
      @Nullable String holderId,
      long requiredFen,
      boolean operating,
      @Nullable Instant topUpDueAt) {
    jdbc.sql(
            "update deposit_account set holder_id = :holderId, required_fen = :required, operating = :operating,"
                + " top_up_due_at = :topUpDueAt where id = :id")
        .param("id", id)
        .param("holderId", holderId)
        .param("required", requiredFen)
        .param("operating", operating)
        .param("topUpDueAt", topUpDueAt == null ? null : Timestamp.from(topUpDueAt))
        .update();
  }

  /** The gauge asks for it again and again: each half is found by an index of its own. */
  static final String OVERDUE_TOP_UPS =
      """
      select (select count(*) from deposit_account where operating and top_up_due_at <= :now)
           + (select count(*) from deposit_account a
               where not a.operating
                 and a.top_up_due_at <= :now
                 and exists (select 1 from deposit_penalty p
                              where p.account_id = a.id
                                and p.amount_fen > (select coalesce(sum(l.amount_fen), 0) from ledger_posting l
                                                     where l.kind = 'PENALTY' and l.subject = p.id)))
      """;

  /** How many holders owe a top-up, or fines, whose time is over. */
  long overdueTopUps(Instant now) {
    return jdbc.sql(OVERDUE_TOP_UPS).param("now", Timestamp.from(now)).query(Long.class).single();
  }

  static DepositAccount account(ResultSet row, int number) throws SQLException {
    Timestamp topUpDueAt = row.getTimestamp("top_up_due_at");
    return new DepositAccount(
        row.getString("id"),
        new DepositHolder(
            Kind.valueOf(row.getString("holder_kind")),
            row.getString("application_id"),
            row.getString("holder_id"),
            Platform.valueOf(row.getString("platform")),
            row.getString("owner_id")),
        DepositPurpose.valueOf(row.getString("purpose")),
        row.getLong("required_fen"),
        row.getBoolean("operating"),
        topUpDueAt == null ? null : topUpDueAt.toInstant(),
        new Balances(
            row.getLong("held"),
            row.getLong("penalties"),
            row.getLong("in_payout"),
            row.getLong("paid_out"),
            row.getLong("clearing"),
            row.getLong("fees")),
        row.getTimestamp("opened_at").toInstant());
  }
}
