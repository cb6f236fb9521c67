package dev.merchantreview.journey.deposit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.merchantreview.deposit.Balances;
import dev.merchantreview.deposit.DepositAccount;
import dev.merchantreview.deposit.DepositPayouts;
import dev.merchantreview.deposit.DepositPurpose;
import dev.merchantreview.deposit.Deposits;
import dev.merchantreview.deposit.Ledger;
import dev.merchantreview.deposit.Payment;
import dev.merchantreview.deposit.Payments;
import dev.merchantreview.deposit.Penalties;
import dev.merchantreview.journey.Refunding;
import dev.merchantreview.shared.ActorRef;
import dev.merchantreview.shared.CaseId;
import dev.merchantreview.testing.SharesPlatform;
import dev.merchantreview.testing.TestPlatform;
import dev.merchantreview.testing.Tries;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Whatever is booked in whatever order: the ledger adds up, no account goes below zero, and the
 * balances are what the entries come to. What the service would never do, the database refuses.
 */
@SharesPlatform
class LedgerPropertiesIT {

  private static final int WALKS = Tries.of(300);
  private static final int STEPS = 30;
  private static final List<DepositPurpose> STORE = List.of(DepositPurpose.STORE);
  private static final ActorRef ADMIN = new ActorRef(ActorRef.Kind.ADMIN, "admin");

  private final Refunding refunding = new Refunding();
  private final TestPlatform platform = refunding.platform;
  private final DataSource connections = platform.superuser();
  private final JdbcTemplate superuser = new JdbcTemplate(connections);

  private enum Step {
    PAY,
    FINE,
    ORDER,
    SETTLE,
    FAIL
  }

  /** What has to be true of a deposit. */
  private static final class Model {
    private final String holder;
    private long held = Refunding.PROVIDER_DEPOSIT;
    private long owed;
    private long fined;
    private long inPayout;
    private long paidOut;
    private long received = Refunding.PROVIDER_DEPOSIT;
    private String number;

    private Model(String holder) {
      this.holder = holder;
    }

    private void collect() {
      long taken = Math.min(owed, held);
      held -= taken;
      owed -= taken;
      fined += taken;
    }
  }

  @Test
  void addsUpWhateverIsBookedInWhateverOrder() {
    Random random = new Random(20_261_122);
    Map<Step, Integer> taken = new EnumMap<>(Step.class);
    for (int walk = 0; walk < WALKS; walk++) {
      // Of one that has ended: what is paid back then is over.
      Model model = new Model(refunding.endedProvider().id());
      for (int step = 0; step < STEPS; step++) {
        Step next = Step.values()[random.nextInt(Step.values().length)];
        if (walk(model, next, 1 + random.nextLong(3_000_000), walk + "-" + step)) {
          taken.merge(next, 1, Integer::sum);
        }
        check(model);
      }
    }
    // A walk that never gets anywhere proves nothing.
    assertThat(taken.keySet()).containsExactlyInAnyOrder(Step.values());
    System.out.println("ledger walks: " + taken);
  }

  private boolean walk(Model model, Step step, long fen, String key) {
    Deposits deposits = platform.bean(Deposits.class);
    DepositPayouts payouts = platform.bean(DepositPayouts.class);
    CaseId caseId = new CaseId(model.holder);
    boolean closed = model.inPayout > 0 || model.paidOut > 0;
    switch (step) {
      case PAY -> {
        Payments.BookingResult outcome =
            platform
                .bean(Payments.class)
                .book(
                    new Payment(
                        "walk-" + model.holder + "-" + key,
                        model.holder,
                        fen,
                        Instant.now().truncatedTo(ChronoUnit.MILLIS),
                        "walker"));
        assertThat(outcome instanceof Payments.BookingResult.Booked).isEqualTo(!closed);
        if (closed) {
          return false;
        }
        model.held += fen;
        model.received += fen;
        model.collect();
      }
      case FINE -> {
        Deposits.PenaltyOutcome outcome =
            deposits
                .impose(model.holder, DepositPurpose.STORE, fen * 2, "R-1", "walk", ADMIN)
                .orElseThrow();
        assertThat(outcome instanceof Deposits.PenaltyOutcome.Imposed).isEqualTo(!closed);
        if (closed) {
          return false;
        }
        model.owed += fen * 2;
        model.collect();
      }
      case ORDER -> {
        if (closed || model.held == 0) {
          return false;
        }
        String number = "po_walk" + key;
        long held = model.held;
        // More than is held is never set aside.
        assertThatThrownBy(
                () ->
                    in(
                        () ->
                            payouts.order(
                                model.holder, STORE, number, held + 1, caseId, ADMIN, Map.of())))
            .isInstanceOf(IllegalStateException.class);
        in(() -> payouts.order(model.holder, STORE, number, held, caseId, ADMIN, Map.of()));
        model.number = number;
        model.inPayout = held;
        model.held = 0;
      }
      case SETTLE -> {
        if (model.inPayout == 0) {
          return false;
        }
        long paid = model.inPayout;
        in(() -> payouts.settled(model.holder, model.number, paid, caseId, Map.of()));
        // The same number ends once.
        assertThatThrownBy(
                () -> in(() -> payouts.settled(model.holder, model.number, paid, caseId, Map.of())))
            .isInstanceOf(DataIntegrityViolationException.class);
        model.paidOut += paid;
        model.inPayout = 0;
      }
      case FAIL -> {
        if (model.inPayout == 0) {
          return false;
        }
        long back = model.inPayout;
        in(() -> payouts.failed(model.holder, model.number, back, caseId, Map.of()));
        model.held += back;
        model.inPayout = 0;
      }
    }
    return true;
  }

  private void check(Model model) {
    Deposits deposits = platform.bean(Deposits.class);
    DepositAccount account = deposits.find(model.holder, DepositPurpose.STORE).orElseThrow();
    assertThat(account.balances())
        .isEqualTo(
            new Balances(
                model.held, model.fined, model.inPayout, model.paidOut, -model.received, 0));
    assertThat(platform.bean(Penalties.class).unpaidFen(account.id())).isEqualTo(model.owed);
    assertThat(deposits.verify(account).valid()).isTrue();
    assertThat(deposits.at(account, Instant.now())).isEqualTo(account.balances());
  }

  @Test
  void refusesInTheDatabaseWhatTheServiceWouldNeverDo() {
    DepositAccount account =
        platform
            .bean(Deposits.class)
            .find(refunding.provider().id(), DepositPurpose.STORE)
            .orElseThrow();
    // The next posting as it should be, but for what each case puts in.
    String[] right = {"2", "PAYMENT", "PLATFORM_CLEARING", "HELD", "100", "0".repeat(64)};
    assertRefused(posting(account, right, 4, "0"), "ledger_posting_amount_fen_check");
    assertRefused(posting(account, right, 4, "-5"), "ledger_posting_amount_fen_check");
    assertRefused(posting(account, right, 2, "HELD"), "violates check constraint");
    assertRefused(posting(account, right, 3, "POCKET"), "violates check constraint");
    assertRefused(
        posting(account, right, 2, "IN_PAYOUT"), "ledger_posting_in_payout_not_below_zero");
    assertRefused(posting(account, right, 4, Long.toString(Long.MAX_VALUE)), "bigint out of range");
    // A posting that is booked is booked once.
    String again =
        "insert into ledger_posting select account_id, seq + 1, kind, subject, part, taken_from, given_to, amount_fen,"
            + " case_id, actor_kind, actor_id, decision, posted_at, repeat('c', 64), hash, 0, 0, 0, 0, 0, 0 from ledger_posting"
            + " where account_id = '"
            + account.id()
            + "'";
    assertRefused(again, "ledger_posting_once");
    assertRefused("update ledger_posting set amount_fen = 1", "append-only");
    assertRefused("delete from ledger_posting", "append-only");
    assertRefused("truncate ledger_posting", "append-only");
    assertRefused(
        "update ledger_posting set held_after = held_after + 1, clearing_after = clearing_after - 1"
            + " where account_id = '"
            + account.id()
            + "'",
        "append-only");
    assertRefused("delete from deposit_account", "append-only");
    assertRefused("delete from payout", "append-only");
    // And what is right is taken, or the rest would prove nothing.
    // … as the next link of the chain, whatever place and hashes it claims.
    past(() -> superuser.execute(posting(account, right, 0, "77")));
    Deposits deposits = platform.bean(Deposits.class);
    DepositAccount after =
        deposits.find(account.holder().caseId().value(), DepositPurpose.STORE).orElseThrow();
    assertThat(deposits.postings(after).getLast().seq()).isEqualTo(2);
    assertThat(deposits.verify(after).valid()).isTrue();
    assertThat(
            platform
                .bean(JdbcTemplate.class)
                .queryForObject("select sum(amount_fen) from ledger_entry", Long.class))
        .isZero();
  }

  /** Who can switch the database's rules off can change everything; what is left shows it. */
  @Test
  void showsWhatWasChangedPastTheRules() {
    for (String change :
        List.of(
            "update ledger_posting set amount_fen = amount_fen + 1",
            "update ledger_posting set decision = '{}'",
            "update ledger_posting set held_after = held_after + 1, clearing_after = clearing_after - 1",
            // Cut off the end: the payment is on record of its own.
            "delete from ledger_posting")) {
      Deposits deposits = platform.bean(Deposits.class);
      DepositAccount account =
          deposits.find(refunding.provider().id(), DepositPurpose.STORE).orElseThrow();
      assertThat(deposits.verify(account).valid()).isTrue();
      past(
          () -> {
            superuser.execute("set local session_replication_role = replica");
            superuser.execute(change + " where account_id = '" + account.id() + "'");
          });
      Ledger.Verification found = deposits.verify(account);
      assertThat(found.valid()).as(change).isFalse();
      assertThat(found.brokenAt()).as(change).isEqualTo(1);
    }
  }

  /** A posting past the service, one of its values replaced. */
  private static String posting(DepositAccount account, String[] right, int which, String value) {
    String[] values = right.clone();
    values[which] = value;
    return ("insert into ledger_posting (account_id, seq, kind, subject, part, taken_from, given_to, amount_fen,"
            + " case_id, actor_kind, actor_id, decision, posted_at, hash, previous_hash) values ('%s', %s, '%s',"
            + " 'past-%s', 1, '%s', '%s', %s, '%s', 'ADMIN', 'x', '{}', now(), repeat('a', 64), '%s')")
        .formatted(
            account.id(),
            values[0],
            values[1],
            account.id(),
            values[2],
            values[3],
            values[4],
            account.holder().holderId(),
            values[5]);
  }

  private void assertRefused(String sql, String words) {
    assertThatThrownBy(() -> past(() -> superuser.execute(sql))).hasStackTraceContaining(words);
  }

  private void in(Runnable work) {
    platform.bean(TransactionTemplate.class).executeWithoutResult(status -> work.run());
  }

  /** What the service itself has no right to. */
  private void past(Runnable work) {
    new TransactionTemplate(new DataSourceTransactionManager(connections))
        .executeWithoutResult(status -> work.run());
  }
}
