package dev.merchantreview.deposit;

import dev.merchantreview.shared.ActorRef;
import dev.merchantreview.shared.CaseId;
import dev.merchantreview.shared.Ids;
import dev.merchantreview.shared.Platform;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.IntConsumer;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

/**
 * Measures booking in the ledger next to inserting the same rows into a table without any rule, in
 * the same run on the same database, and recomputing what was booked.
 */
public final class LedgerBench {

  private static final int ACCOUNTS = 40;
  private static final int LANES = 4;
  private static final int POSTINGS = 4_000;
  private static final int TURNS = 3;
  private static final String PLAIN =
      """
      insert into plain_posting (account_id, seq, kind, subject, part, taken_from, given_to, amount_fen, case_id,
          actor_kind, actor_id, decision, posted_at, hash, previous_hash, held_after, penalties_after, in_payout_after,
          paid_out_after, clearing_after)
      values (:account, :seq, 'PAYMENT', :subject, 1, 'PLATFORM_CLEARING', 'HELD', :amount, :caseId, 'SYSTEM', 'bench',
          :decision, :at, :hash, :hash, :seq, 0, 0, 0, -:seq)
      """;

  private final JdbcClient jdbc;
  private final TransactionTemplate transaction;
  private final DepositAccounts accounts;
  private final Ledger ledger;
  private final AtomicLong subjects = new AtomicLong();
  private final String run = Ids.next("");

  /**
   * @param database of a service that has migrated it
   */
  public LedgerBench(DataSource database) {
    this.jdbc = JdbcClient.create(database);
    this.transaction = new TransactionTemplate(new DataSourceTransactionManager(database));
    this.accounts = new DepositAccounts(jdbc);
    this.ledger = new Ledger(jdbc, JsonMapper.builder().build(), Clock.systemUTC());
  }

  /**
   * What was measured, a second.
   *
   * @param postings every one in a transaction of its own
   * @param plain the same rows into a table without keys, rules or triggers
   * @param verified postings recomputed
   */
  public record Figures(double postings, double plain, double verified) {}

  public Figures measure() {
    jdbc.sql("create table if not exists plain_posting (like ledger_posting)").update();
    List<String> holders = new ArrayList<>();
    List<String> ids = new ArrayList<>();
    for (int i = 0; i < ACCOUNTS; i++) {
      DepositHolder holder =
          DepositHolder.serviceProvider(Ids.next("sp_"), Platform.KUAISHOU, "m-1");
      accounts.open(holder, DepositPurpose.STORE, 0, Instant.now());
      holders.add(holder.caseId().value());
      ids.add(accounts.find(holder.caseId().value(), DepositPurpose.STORE).orElseThrow().id());
    }
    double postings = 0;
    double plain = 0;
    // In turns, so that neither has the quieter machine; the first turn warms up.
    for (int turn = 0; turn <= TURNS; turn++) {
      double plainRate = rate(i -> plain(holders.get(i % ACCOUNTS)));
      double ledgerRate = rate(i -> book(ids.get(i % ACCOUNTS), holders.get(i % ACCOUNTS)));
      if (turn > 0) {
        plain += plainRate / TURNS;
        postings += ledgerRate / TURNS;
      }
    }
    return new Figures(postings, plain, verified(holders));
  }

  private double verified(List<String> holders) {
    long begun = System.nanoTime();
    long count = 0;
    for (String holder : holders) {
      DepositAccount account = accounts.find(holder, DepositPurpose.STORE).orElseThrow();
      Ledger.Verification verification = ledger.verify(account);
      if (!verification.valid()) {
        throw new IllegalStateException(holder + " does not verify");
      }
      count += verification.postings();
    }
    return count * 1e9 / (System.nanoTime() - begun);
  }

  private void book(String accountId, String holder) {
    ledger.book(
        accountId,
        new Ledger.Draft(
            LedgerPosting.Kind.PAYMENT,
            run + subjects.incrementAndGet(),
            1,
            100,
            new CaseId(holder),
            ActorRef.SYSTEM,
            Map.of("paymentId", "bench", "payer", "bench")));
  }

  private void plain(String holder) {
    jdbc.sql(PLAIN)
        .param("account", holder)
        .param("seq", subjects.get())
        .param("subject", run + subjects.incrementAndGet())
        .param("amount", 100)
        .param("at", Timestamp.from(Instant.now()))
        .param("caseId", holder)
        .param("decision", "{\"payer\":\"bench\",\"paymentId\":\"bench\"}")
        .param("hash", "0".repeat(64))
        .update();
  }

  /** Each lane has accounts of its own: what is measured is the work, not the waiting. */
  private double rate(IntConsumer once) {
    long begun = System.nanoTime();
    try (ExecutorService lanes = Executors.newFixedThreadPool(LANES)) {
      List<Future<?>> all = new ArrayList<>();
      for (int lane = 0; lane < LANES; lane++) {
        int first = lane;
        all.add(
            lanes.submit(
                () -> {
                  for (int i = first; i < POSTINGS; i += LANES) {
                    int number = i;
                    transaction.executeWithoutResult(status -> once.accept(number));
                  }
                }));
      }
      for (Future<?> lane : all) {
        lane.get();
      }
    } catch (InterruptedException | ExecutionException failed) {
      throw new IllegalStateException(failed);
    }
    return POSTINGS * 1e9 / (System.nanoTime() - begun);
  }
}
