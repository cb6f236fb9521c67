package dev.merchantreview.refund;

import dev.merchantreview.deposit.DepositAccount;
import dev.merchantreview.deposit.DepositPayouts;
import dev.merchantreview.deposit.Deposits;
import dev.merchantreview.deposit.Penalties;
import dev.merchantreview.deposit.Penalty;
import dev.merchantreview.deposit.PenaltyWaiver;
import dev.merchantreview.deposit.RefundJudges;
import dev.merchantreview.history.History;
import dev.merchantreview.shared.ActorRef;
import dev.merchantreview.shared.CaseId;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Whoever waived a fine gives no verdict on the refund of that deposit, and whoever gave one waives
 * no fine of it.
 */
@Component
class Judges implements RefundJudges {

  private static final Set<String> VERDICTS =
      Set.of("APPROVED", "SENT_BACK", "REJECTED", "REJECTED_TOO_MANY_ROUNDS");

  private final JdbcClient jdbc;
  private final History history;
  private final Deposits deposits;
  private final DepositPayouts payouts;
  private final Penalties penalties;

  Judges(
      JdbcClient jdbc,
      History history,
      Deposits deposits,
      DepositPayouts payouts,
      Penalties penalties) {
    this.jdbc = jdbc;
    this.history = history;
    this.deposits = deposits;
    this.payouts = payouts;
    this.penalties = penalties;
  }

  /**
   * Everybody who waived a fine of the holder of a refund: of one that has ended, the fines of all
   * its deposits count for each.
   */
  @Transactional(readOnly = true)
  public Set<String> waivers(DepositRefund refund) {
    return deposits.all(refund.request().holderId().value()).stream()
        .flatMap(account -> penalties.of(account.id()).stream())
        .map(Penalty::waiver)
        .filter(Objects::nonNull)
        .map(PenaltyWaiver::by)
        .collect(Collectors.toUnmodifiableSet());
  }

  /**
   * Nobody waives a fine of it, or gives a verdict on it, until the caller's transaction ends.
   *
   * @return the accounts it asks back
   */
  @Transactional(propagation = Propagation.MANDATORY)
  public List<DepositAccount> hold(DepositRefund refund) {
    return payouts.lock(refund.request().holderId().value(), refund.purposes());
  }

  /**
   * Read from the history: an approval of a round that then took another course is kept nowhere
   * else.
   */
  @Override
  @Transactional(readOnly = true)
  public Set<String> of(DepositAccount account) {
    return refundsOf(account).stream()
        .flatMap(id -> history.of(new CaseId(id), 0, Integer.MAX_VALUE).stream())
        .filter(event -> event.actor().kind() == ActorRef.Kind.AUDITOR)
        .filter(event -> VERDICTS.contains(event.action()))
        .map(event -> event.actor().id())
        .collect(Collectors.toUnmodifiableSet());
  }

  private List<String> refundsOf(DepositAccount account) {
    return jdbc.sql("select id from deposit_refund where holder_id in (:holder, :application)")
        .param("holder", account.holder().holderId())
        .param("application", account.holder().applicationId())
        .query((row, number) -> row.getString(1))
        .list();
  }
}
