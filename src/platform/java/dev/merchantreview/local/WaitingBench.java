package dev.merchantreview.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Stream;

/**
 * Measures what filings that wait for their owners cost everybody else: the same figures of an
 * engine where none waits, and where many do. A platform of its own, without web applications, on
 * fresh data and on loopback only.
 */
public final class WaitingBench {

  private static final int WAITING = 100_000;
  private static final int STARTED = 2_000;
  private static final int SUBMITTED = 60;
  private static final int CLIENTS = 8;
  private static final int ROUNDS = 3;
  private static final Duration TIME = Duration.ofSeconds(6);
  private static final Duration PATIENCE = Duration.ofMinutes(60);

  private final Settings settings;
  private final LocalPlatform platform;
  private final ApiClient admin;
  private final ApiClient merchant;
  private final int waiting;
  private int stored;
  private int submitted;

  private WaitingBench(Settings settings, int waiting) {
    this.settings = settings;
    this.platform =
        new LocalPlatform(settings, new Distribution(settings.root(), System.out::println));
    this.admin = new ApiClient(settings.serviceUrl(), "admin");
    this.merchant = new ApiClient(settings.serviceUrl(), "merchant");
    this.waiting = waiting;
  }

  /**
   * @param args how many filings wait; 100,000 when nothing is said
   */
  public static void main(String[] args) {
    WaitingBench bench =
        new WaitingBench(
            BenchPlatform.settings(), args.length == 0 ? WAITING : Integer.parseInt(args[0]));
    BenchPlatform.claim(bench.platform);
    bench.run();
  }

  private void run() {
    Launcher.wipe(settings.home());
    Launcher.checkPorts(settings.ports());
    new Distribution(settings.root(), System.out::println).prepare();
    platform.engine().startBroker();
    platform.startPostgres();
    platform.startSandbox(Duration.ZERO);
    platform.engine().awaitBroker();
    // Older cases are begun in each sweep; nothing else is to be waited for here.
    platform
        .services()
        .start(settings.grpc(), List.of("--merchant-review.reconciliation.interval=1s"));
    platform.services().await();
    admin.put("/api/v1/streamers/s-bench", SampleStreamers.figures("m-1bench", true));
    // What a young process does slowly is not what is compared.
    start(STARTED);
    submissions();
    Load.run(CLIENTS, TIME, this::permit);

    System.out.printf("%nnobody else waits%n");
    measure();
    long before = engineBytes();
    long began = System.nanoTime();
    start(waiting);
    System.out.printf(
        Locale.ROOT,
        "%n%,d filings wait, begun in %.0f s%n",
        waiting,
        (System.nanoTime() - began) / 1e9);
    System.out.printf(
        Locale.ROOT,
        "%-44s %.1f KiB (the engine's state on disk)%n",
        "a waiting filing in the engine",
        (engineBytes() - before) / 1024.0 / waiting);
    measure();
  }

  private void measure() {
    long began = System.nanoTime();
    start(STARTED);
    System.out.printf(
        Locale.ROOT,
        "%-44s %.0f/s (%d filings, from their row to being waited for)%n",
        "starts",
        STARTED * 1e9 / (System.nanoTime() - began),
        STARTED);
    Load.Result tasks = new Load.Result(0, submissions(), 0);
    System.out.printf(
        Locale.ROOT,
        "%-44s p50 %.0f ms, p99 %.0f ms (%d filings)%n",
        "submitted to the reviewer's task",
        tasks.percentile(50),
        tasks.percentile(99),
        tasks.millis().size());
    List<Load.Result> permits = new ArrayList<>();
    for (int round = 0; round < ROUNDS; round++) {
      permits.add(Load.run(CLIENTS, TIME, this::permit));
    }
    System.out.printf(
        Locale.ROOT,
        "%-44s %.0f/s (%d clients)%n",
        "sale-permits",
        permits.stream().mapToDouble(Load.Result::perSecond).average().orElse(0),
        CLIENTS);
  }

  /** Filings as they are kept that became PENDING before instances waited with them. */
  private void start(int number) {
    int from = stored;
    stored += number;
    String rows =
        """
        insert into product (id, owner_id, platform, content, listed, version, watched_revision, created_at, updated_at)
        select 'p-w' || n, 'm-1bench', 'KUAISHOU', jsonb_build_object('ownerId', 'm-1bench',
               'platform', 'KUAISHOU', 'title', 'product ' || n, 'shortTitle', 'product', 'mainImage', 'dc_0000000000000000',
               'detailImages', '[]'::jsonb, 'category', '服饰', 'attributes', '{}'::jsonb, 'priceFen', 100, 'stock', 1),
               true, 1, 1, now(), now()
          from generate_series(%1$d, %2$d) as n;
        insert into filing (id, scenario, product_id, owner_id, platform, seller_id, linked_id, lucky_draw, state,
               created_at, last_task_key, updated_at, version, review, data)
        select 'fl_' || lpad(n::text, 16, '0'), 'SELF_BUILT', 'p-w' || n, 'm-1bench', 'KUAISHOU', 's-bench', null, false,
               'PENDING', now(), 0, now(), 1,
               jsonb_build_object('number', 0, 'submittedAt', now(), 'submittedBy', 'bench', 'problems', '[]'::jsonb,
                   'checks', '[]'::jsonb, 'daysUsed', 0),
               jsonb_build_object('declared', jsonb_build_object('id', 'fl_' || lpad(n::text, 16, '0'), 'scenario',
                   'SELF_BUILT', 'productId', 'p-w' || n, 'ownerId', 'm-1bench', 'platform', 'KUAISHOU', 'sellerId',
                   's-bench', 'linkedId', null, 'luckyDraw', false, 'createdBy', 'bench', 'createdAt', now()),
                   'reasons', jsonb_build_array(jsonb_build_object('scenario', 'SELF_BUILT', 'at', now(), 'by', 'bench',
                   'productVersion', 1, 'fields', '[]'::jsonb)), 'documents', '[]'::jsonb, 'late', false)
          from generate_series(%1$d, %2$d) as n;
        """
            .formatted(from, stored - 1);
    execute(rows);
    String missing =
        "select count(*) from filing where in_process and process_instance_key is null or cycle = 0";
    Http.await("every filing waited for", PATIENCE, () -> number(missing) == 0);
    execute("analyze filing, product, history_event, engine_outbox");
  }

  /** From the answer to a submission until the reviewer's task has what it shows. */
  private List<Double> submissions() {
    List<Double> millis = new ArrayList<>();
    for (int i = 0; i < SUBMITTED; i++) {
      String id = filed("p-" + submitted++);
      Http.await(
          id + " waited for",
          Duration.ofMinutes(1),
          () ->
              number("select count(process_instance_key) from filing where id = '" + id + "'")
                  == 1);
      expect(
          202,
          merchant.post(
              "/api/v1/filings/" + id + "/qualifications", Map.of("documents", List.of())));
      long accepted = System.nanoTime();
      String prepared =
          "select count(*) from engine_job_done j join filing f on f.process_instance_key ="
              + " j.process_instance_key where j.job_type = 'review.prepare' and f.id = '"
              + id
              + "'";
      Http.await("a task of " + id, Duration.ofMinutes(1), () -> number(prepared) == 1);
      millis.add((System.nanoTime() - accepted) / 1e6);
    }
    return millis;
  }

  private String filed(String product) {
    expect(
        201,
        merchant.put(
            "/api/v1/products/" + product,
            SampleProducts.product("KUAISHOU", "m-1bench", "亚麻连衣裙", "服饰", merchant)));
    return expect(
            201,
            merchant.post(
                "/api/v1/filings",
                Map.of(
                    "scenario", "SELF_BUILT",
                    "productIds", List.of(product),
                    "streamerId", "s-bench")))
        .items()
        .path(0)
        .path("id")
        .asString();
  }

  private static ApiClient.Answer expect(int status, ApiClient.Answer answer) {
    if (answer.status() != status) {
      throw new LaunchException("refused: " + answer.body());
    }
    return answer;
  }

  private boolean permit() {
    int product = ThreadLocalRandom.current().nextInt(STARTED);
    ApiClient.Answer answer =
        admin.get(
            "/api/v1/sale-permits?scenario=SELF_BUILT&streamerId=s-bench&productId=p-w" + product);
    return answer.status() == 200 && !answer.body().path("permitted").asBoolean();
  }

  private long engineBytes() {
    try (Stream<Path> files = Files.walk(settings.home().resolve("data"))) {
      return files
          .filter(file -> file.toString().contains("/runtime/"))
          .filter(Files::isRegularFile)
          .mapToLong(WaitingBench::size)
          .sum();
    } catch (IOException cause) {
      throw new UncheckedIOException(cause);
    }
  }

  private static long size(Path file) {
    try {
      return Files.size(file);
    } catch (NoSuchFileException gone) {
      return 0;
    } catch (IOException cause) {
      throw new UncheckedIOException(cause);
    }
  }

  private void execute(String sql) {
    try (Connection connection = connect();
        var statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException cause) {
      throw new LaunchException("filings cannot be stored: " + cause.getMessage());
    }
  }

  private long number(String sql) {
    try (Connection connection = connect();
        ResultSet row = connection.createStatement().executeQuery(sql)) {
      row.next();
      return row.getLong(1);
    } catch (SQLException cause) {
      throw new LaunchException("filings cannot be read: " + cause.getMessage());
    }
  }

  private Connection connect() throws SQLException {
    return DriverManager.getConnection(settings.jdbcUrl(), "postgres", "postgres");
  }
}
