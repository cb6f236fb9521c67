package dev.merchantreview.payout;

import dev.merchantreview.personaldata.OwnerReading;
import dev.merchantreview.personaldata.OwnerSeal;
import dev.merchantreview.personaldata.PersonalData;
import dev.merchantreview.shared.CaseId;
import dev.merchantreview.shared.Ids;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;

/**
 * The payouts as they are kept, holder and number of the account sealed under the owner's key. A
 * payout's number is on record before the bank hears of it.
 */
@Repository
public class Payouts {

  private static final String SELECT =
      """
      select number, refund_id, attempt, amount_fen, account, status, bank_reason, ordered_at, ended_at, owner_id
        from payout
      """;

  private static final String COMPARED =
      """
      select p.number, p.refund_id, p.amount_fen, p.status, p.ordered_at, l.booked
        from payout p
       cross join lateral (select coalesce(sum(amount_fen), 0)::bigint as booked from ledger_posting
                            where kind = 'PAYOUT_SETTLED' and subject = p.number) l
      """;

  /** A union, because no index serves an {@code or} over two tables. */
  private static final String RECENT_OR_OPEN =
      """
       where p.number in (
             select number from payout where ordered_at >= :moment
             union select number from payout where ended_at >= :moment
             union select number from payout where status = 'ORDERED'
             union select number from payout_finding where resolved_at is null)
      """;

  private final JdbcClient jdbc;
  private final JsonMapper json;
  private final PersonalData personalData;

  Payouts(JdbcClient jdbc, JsonMapper json, PersonalData personalData) {
    this.jdbc = jdbc;
    this.json = json;
    this.personalData = personalData;
  }

  /**
   * Puts a payout on record, in the caller's transaction.
   *
   * @param ownerId the merchant whose account it is
   * @param amountFen at least 1
   * @return its number
   * @throws org.springframework.dao.DuplicateKeyException while the end of another payout of the
   *     refund is not known
   */
  @Transactional(propagation = Propagation.MANDATORY)
  public String add(
      CaseId refundId, String ownerId, PayoutAccount account, long amountFen, Instant now) {
    if (account.isErased()) {
      throw new IllegalStateException("the account of " + refundId + " was erased");
    }
    String number = Ids.next("po_");
    OwnerSeal seal = personalData.sealing(ownerId);
    jdbc.sql(
            "insert into payout (number, refund_id, attempt, amount_fen, account, owner_id, status, ordered_at)"
                + " values (:number, :refund, (select coalesce(max(attempt), 0) + 1 from payout"
                + " where refund_id = :refund), :amount, cast(:account as jsonb), :owner, 'ORDERED', :now)")
        .param("number", number)
        .param("refund", refundId.value())
        .param("amount", amountFen)
        .param("owner", ownerId)
        .param(
            "account",
            json.writeValueAsString(
                account.withPersonalData((field, text) -> seal.seal(number + "/" + field, text))))
        .param("now", Timestamp.from(now))
        .update();
    return number;
  }

  @Transactional(readOnly = true)
  public Optional<Payout> find(String number) {
    return payouts(jdbc.sql(SELECT + " where number = :number").param("number", number)).stream()
        .findFirst();
  }

  /** A refund's payouts, oldest first. */
  @Transactional(readOnly = true)
  public List<Payout> of(CaseId refundId) {
    return of(List.of(refundId)).getOrDefault(refundId, List.of());
  }

  /** The same of some refunds; those without one are left out. */
  @Transactional(readOnly = true)
  public Map<CaseId, List<Payout>> of(Collection<CaseId> refundIds) {
    return payouts(
            jdbc.sql(SELECT + " where refund_id = any(:refunds) order by refund_id, attempt")
                .param("refunds", refundIds.stream().map(CaseId::value).toArray(String[]::new)))
        .stream()
        .collect(Collectors.groupingBy(Payout::refundId));
  }

  private record Kept(Payout sealed, String ownerId) {}

  /** The keys of all owners are asked for at once. */
  private List<Payout> payouts(JdbcClient.StatementSpec found) {
    List<Kept> kept = found.query(this::payout).list();
    Map<String, OwnerReading> readings =
        personalData.readings(kept.stream().map(Kept::ownerId).toList());
    return kept.stream()
        .map(
            one -> {
              OwnerReading reading = Objects.requireNonNull(readings.get(one.ownerId()));
              return one.sealed()
                  .withAccount(
                      one.sealed()
                          .account()
                          .withPersonalData(
                              (field, text) ->
                                  reading.open(one.sealed().number() + "/" + field, text)));
            })
        .toList();
  }

  /**
   * Ends a payout whose end was not known.
   *
   * @throws IllegalStateException when it had ended before
   */
  @Transactional(propagation = Propagation.MANDATORY)
  public void end(String number, Payout.Status status, @Nullable String bankReason, Instant now) {
    int ended =
        jdbc.sql(
                "update payout set status = :status, bank_reason = :reason, ended_at = :now where number = :number"
                    + " and status = 'ORDERED'")
            .param("number", number)
            .param("status", status.name())
            .param("reason", bankReason)
            .param("now", Timestamp.from(now))
            .update();
    if (ended != 1) {
      throw new IllegalStateException(number + " has ended already");
    }
  }

  /**
   * A payout as it is compared with the bank's statement.
   *
   * @param bookedFen what the ledger says was paid out under this number
   */
  record Compared(
      String number,
      String refundId,
      long amountFen,
      Payout.Status status,
      Instant orderedAt,
      long bookedFen) {}

  /**
   * What has to be on the bank's statement as the ledger has it: everything ordered or ended since
   * a moment, and older ones whose end is not known or about which a finding is open.
   */
  List<Compared> comparedSince(Instant moment) {
    return jdbc.sql(COMPARED + RECENT_OR_OPEN + " order by p.ordered_at, p.number")
        .param("moment", Timestamp.from(moment))
        .query(Payouts::compared)
        .list();
  }

  /** Those of these numbers that are on record. */
  List<Compared> compared(Collection<String> numbers) {
    return jdbc.sql(COMPARED + " where p.number = any(:numbers) order by p.ordered_at, p.number")
        .param("numbers", numbers.toArray(String[]::new))
        .query(Payouts::compared)
        .list();
  }

  private static Compared compared(ResultSet row, int index) throws SQLException {
    return new Compared(
        row.getString("number"),
        row.getString("refund_id"),
        row.getLong("amount_fen"),
        Payout.Status.valueOf(row.getString("status")),
        row.getTimestamp("ordered_at").toInstant(),
        row.getLong("booked"));
  }

  private Kept payout(ResultSet row, int index) throws SQLException {
    Timestamp endedAt = row.getTimestamp("ended_at");
    return new Kept(
        new Payout(
            row.getString("number"),
            new CaseId(row.getString("refund_id")),
            row.getInt("attempt"),
            row.getLong("amount_fen"),
            json.readValue(row.getString("account"), PayoutAccount.class),
            Payout.Status.valueOf(row.getString("status")),
            row.getString("bank_reason"),
            row.getTimestamp("ordered_at").toInstant(),
            endedAt == null ? null : endedAt.toInstant()),
        row.getString("owner_id"));
  }
}
