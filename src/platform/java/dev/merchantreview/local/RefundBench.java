package dev.merchantreview.local;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.merchantreview.deposit.LedgerBench;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import tools.jackson.databind.JsonNode;

/**
 * Measures deposits and their refunds: booking, recomputing, and the whole process with the bank.
 */
final class RefundBench {

  private static final int REFUNDS = 60;
  private static final int LANES = 6;
  private static final int DATABASE_LANES = 4;
  private static final Duration PATIENCE = Duration.ofMinutes(3);

  private final Settings settings;
  private final RefundSystem refunds;
  private final ApiClient auditor;

  RefundBench(Settings settings) {
    this.settings = settings;
    this.refunds = new RefundSystem(settings);
    this.auditor = new ApiClient(settings.serviceUrl(), "auditor");
  }

  void ledger() {
    HikariConfig pool = new HikariConfig();
    pool.setJdbcUrl(settings.jdbcUrl());
    pool.setUsername("postgres");
    pool.setPassword("postgres");
    pool.setMaximumPoolSize(DATABASE_LANES);
    try (HikariDataSource database = new HikariDataSource(pool)) {
      LedgerBench.Figures figures = new LedgerBench(database).measure();
      System.out.printf(
          Locale.ROOT,
          "%-44s %.0f/s, plain inserts of the same rows %.0f/s, ratio %.2f%n",
          "ledger postings, each a transaction",
          figures.postings(),
          figures.plain(),
          figures.postings() / figures.plain());
      System.out.printf(
          Locale.ROOT, "%-44s %.0f/s%n", "ledger postings recomputed", figures.verified());
    }
  }

  /** From the first submission to the last payment, with both reviews given in Tasklist. */
  void wholeProcess() {
    List<RefundSystem.Holder> holders = new ArrayList<>();
    for (int i = 0; i < REFUNDS; i++) {
      holders.add(refunds.endedProvider("m-1b" + i, "海棠" + i + "服务有限公司", 10_000_000));
    }
    List<String> ids = new CopyOnWriteArrayList<>();
    Instant begun = Instant.now();
    try (ExecutorService lanes = Executors.newFixedThreadPool(LANES)) {
      List<Future<?>> all = new ArrayList<>();
      for (RefundSystem.Holder holder : holders) {
        all.add(lanes.submit(() -> ids.add(refunds.submit(holder, "0000", true))));
      }
      for (Future<?> one : all) {
        one.get();
      }
      all.clear();
      for (String id : ids) {
        all.add(
            lanes.submit(
                () -> {
                  refunds.approve("finance1", id);
                  refunds.await(id, "SECOND_REVIEW", PATIENCE);
                  refunds.approve("finance2", id);
                }));
      }
      for (Future<?> one : all) {
        one.get();
      }
    } catch (InterruptedException | ExecutionException failed) {
      throw new IllegalStateException(failed);
    }
    ids.forEach(id -> refunds.await(id, "PAID", PATIENCE));
    double seconds = Duration.between(begun, Instant.now()).toMillis() / 1_000.0;
    System.out.printf(
        Locale.ROOT,
        "%-44s %.2f/s (%d refunds, both reviews in Tasklist)%n",
        "deposit refunds through the whole process",
        REFUNDS / seconds,
        REFUNDS);
    verification(ids, holders);
  }

  private void verification(List<String> ids, List<RefundSystem.Holder> holders) {
    Instant begun = Instant.now();
    long events = 0;
    for (String id : ids) {
      JsonNode verified = auditor.get("/api/v1/cases/" + id + "/history/verification").body();
      events += checked(verified, "events");
    }
    System.out.printf(
        Locale.ROOT,
        "%-44s %.0f/s (a case a call)%n",
        "history events recomputed over HTTP",
        events * 1_000.0 / Duration.between(begun, Instant.now()).toMillis());
    for (RefundSystem.Holder holder : holders) {
      checked(auditor.get("/api/v1/deposits/" + holder.id() + "/verification").body(), "postings");
    }
  }

  private static long checked(JsonNode verified, String count) {
    if (!verified.path("valid").asBoolean()) {
      throw new LaunchException("does not verify: " + verified);
    }
    return verified.path(count).asLong();
  }
}
