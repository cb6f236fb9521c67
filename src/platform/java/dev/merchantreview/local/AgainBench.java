package dev.merchantreview.local;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Measures how long it takes until a rule notice has N approved filings reopened, with the settings
 * as they are shipped, and what everybody else waits for meanwhile: the same calls while nothing is
 * reopened, and while it is. A platform of its own, without web applications, on fresh data and on
 * loopback only.
 */
public final class AgainBench {

  private static final int FILINGS = 10_000;
  private static final String UNTOLD = "select count(*) from engine_outbox where sent_at is null";
  private static final String WAITED_FOR = "select count(process_instance_key) from filing";
  private static final String NOTICE = "bench-review-again";

  /** Of each kind, evenly: far below what a machine can do, so that waiting is not made here. */
  private static final int SUBMISSIONS_PER_SECOND = 4;

  private static final int PERMITS_PER_SECOND = 40;
  private static final int CLIENTS = 2;
  private static final Duration WARM_UP = Duration.ofSeconds(15);
  private static final Duration QUIET = Duration.ofSeconds(60);
  private static final Duration PATIENCE = Duration.ofMinutes(60);

  private final Settings settings;
  private final LocalPlatform platform;
  private final ApiClient admin;
  private final ApiClient merchant;
  private final int filings;
  private final AtomicInteger merchants = new AtomicInteger();
  private ObjectNode template;

  private AgainBench(Settings settings, int filings) {
    this.settings = settings;
    this.platform =
        new LocalPlatform(settings, new Distribution(settings.root(), System.out::println));
    this.admin = new ApiClient(settings.serviceUrl(), "admin");
    this.merchant = new ApiClient(settings.serviceUrl(), "merchant");
    this.filings = filings;
  }

  /**
   * @param args how many filings are reopened; 10,000 when nothing is said
   */
  public static void main(String[] args) {
    AgainBench bench =
        new AgainBench(
            BenchPlatform.settings(), args.length == 0 ? FILINGS : Integer.parseInt(args[0]));
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
    platform.services().start();
    platform.services().await();
    admin.put("/api/v1/streamers/s-bench", SampleStreamers.figures("m-1bench", true));
    template =
        SampleApplications.withDocuments(
            SampleApplications.enterprise("m-1", "青禾女装", List.of("服饰")), merchant);
    store();
    // What a young process does slowly is not what is compared.
    Load.run(CLIENTS, WARM_UP, this::permit);
    Load.run(CLIENTS, WARM_UP, this::submit);
    Http.await("the engine told of everything", PATIENCE, () -> number(UNTOLD) == 0);
    Waited quiet = during(QUIET);
    expect(201, admin.put("/api/v1/rule-notices/" + NOTICE, notice()));
    long began = System.nanoTime();
    Waited meanwhile = meanwhile(this::isOpened);
    double opened = (System.nanoTime() - began) / 1e9;
    Http.await(
        "every filing waited for by the engine", PATIENCE, () -> number(WAITED_FOR) == filings);
    double waited = (System.nanoTime() - began) / 1e9;
    System.out.printf(
        Locale.ROOT,
        "%n%,d filings reopened in %.0f s, each waited for by the engine after %.0f s%n",
        filings,
        opened,
        waited);
    System.out.printf(
        Locale.ROOT,
        "%-40s %23s %23s%n",
        "milliseconds: p50 / p99 (calls)",
        "nothing reopened",
        "meanwhile");
    print(
        "accept at " + SUBMISSIONS_PER_SECOND + " applications/s",
        quiet.submissions(),
        meanwhile.submissions());
    print("sale permits at " + PERMITS_PER_SECOND + "/s", quiet.permits(), meanwhile.permits());
    if (quiet.refused() + meanwhile.refused() > 0) {
      System.err.printf("%d calls were refused%n", quiet.refused() + meanwhile.refused());
      System.exit(1);
    }
  }

  private record Waited(Load.Result submissions, Load.Result permits) {

    long refused() {
      return submissions.refused() + permits.refused();
    }
  }

  private Waited during(Duration time) {
    long end = System.nanoTime() + time.toNanos();
    return meanwhile(() -> System.nanoTime() >= end);
  }

  /** Calls until something is so. */
  private Waited meanwhile(BooleanSupplier until) {
    PacedLoad.Answers submissions = new PacedLoad.Answers();
    PacedLoad.Answers permits = new PacedLoad.Answers();
    try (PacedLoad load = new PacedLoad(PERMITS_PER_SECOND)) {
      boolean over = false;
      for (int tick = 0; !over; tick++) {
        load.awaitMoment();
        load.call(permits, this::permit);
        if (tick % (PERMITS_PER_SECOND / SUBMISSIONS_PER_SECOND) == 0) {
          load.call(submissions, this::submit);
        }
        over = tick % PERMITS_PER_SECOND == 0 && until.getAsBoolean();
      }
    }
    return new Waited(
        submissions.result(SUBMISSIONS_PER_SECOND), permits.result(PERMITS_PER_SECOND));
  }

  private boolean submit() {
    ObjectNode application =
        SampleApplications.ofAnother(template, "m-1b" + merchants.incrementAndGet());
    return merchant.post("/api/v1/store-applications", application).status() == 201;
  }

  private boolean permit() {
    int product = ThreadLocalRandom.current().nextInt(filings);
    return admin
            .get(
                "/api/v1/sale-permits?scenario=SELF_BUILT&streamerId=s-bench&productId=p-a"
                    + product)
            .status()
        == 200;
  }

  private boolean isOpened() {
    JsonNode found = admin.get("/api/v1/rule-notices/" + NOTICE + "/review-again").body();
    return found.path("opened").asInt() == filings;
  }

  private static Map<String, Object> notice() {
    LocalDate today = LocalDate.now(ZoneId.of("Asia/Shanghai"));
    return Map.of(
        "platforms", List.of("KUAISHOU"),
        "title", Map.of("zh", "服饰资质新规", "en", "New papers for clothing"),
        "publishedOn", today.minusDays(1).toString(),
        "effectiveFrom", today.toString(),
        "source", "bench",
        "tables", List.of(),
        "categories", List.of("服饰"),
        "programmes", List.of(),
        "transition",
            Map.of(
                "kind",
                "REVIEW_AGAIN",
                "reviewAgain",
                Map.of("dueWorkingDays", 10, "meanwhile", "KEEP_UNTIL_DUE", "handInAgain", true)));
  }

  /** Filings as they are kept that were approved some days ago. */
  private void store() {
    String rows =
        """
        insert into product (id, owner_id, platform, content, listed, version, watched_revision, created_at, updated_at)
        select 'p-a' || n, 'm-1bench', 'KUAISHOU', jsonb_build_object('ownerId', 'm-1bench',
               'platform', 'KUAISHOU', 'title', 'product ' || n, 'shortTitle', 'product', 'mainImage', 'dc_0000000000000000',
               'detailImages', '[]'::jsonb, 'category', '服饰', 'attributes', '{}'::jsonb, 'priceFen', 100, 'stock', 1),
               true, 1, 1, now(), now()
          from generate_series(0, %1$d) as n;
        insert into filing (id, scenario, product_id, owner_id, platform, seller_id, linked_id, lucky_draw, state,
               approved_revision, cycle, created_at, last_task_key, updated_at, version, review, data)
        select 'fl_' || lpad(n::text, 16, '0'), 'SELF_BUILT', 'p-a' || n, 'm-1bench', 'KUAISHOU', 's-bench', null, false,
               'APPROVED', 1, 1, now() - interval '5 days', 0, now(), 1,
               jsonb_build_object('number', 1, 'submittedAt', now() - interval '5 days', 'submittedBy', 'bench',
                   'problems', '[]'::jsonb, 'checks', '[]'::jsonb, 'daysUsed', 0),
               jsonb_build_object('declared', jsonb_build_object('id', 'fl_' || lpad(n::text, 16, '0'), 'scenario',
                   'SELF_BUILT', 'productId', 'p-a' || n, 'ownerId', 'm-1bench', 'platform', 'KUAISHOU', 'sellerId',
                   's-bench', 'linkedId', null, 'luckyDraw', false, 'createdBy', 'bench',
                   'createdAt', now() - interval '5 days'),
                   'reasons', jsonb_build_array(jsonb_build_object('scenario', 'SELF_BUILT', 'at',
                   now() - interval '5 days', 'by', 'bench', 'productVersion', 1, 'fields', '[]'::jsonb)),
                   'documents', '[]'::jsonb, 'late', false, 'cycle', 1,
                   'submission', jsonb_build_object('by', 'bench', 'at', now() - interval '5 days', 'productVersion', 1,
                       'watchedRevision', 1),
                   'approval', jsonb_build_object('round', 1, 'by', 'bench', 'at', now() - interval '4 days',
                       'productVersion', 1, 'watchedRevision', 1))
          from generate_series(0, %1$d) as n;
        """
            .formatted(filings - 1);
    try (Connection connection = connect();
        var statement = connection.createStatement()) {
      for (String sql : List.of(rows, "vacuum analyze product, filing", "checkpoint")) {
        statement.execute(sql);
      }
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

  private static void expect(int status, ApiClient.Answer answer) {
    if (answer.status() != status) {
      throw new LaunchException("refused: " + answer.body());
    }
  }

  private static void print(String name, Load.Result quiet, Load.Result meanwhile) {
    System.out.printf(
        Locale.ROOT,
        "%-40s %7.1f / %6.1f (%5d) %7.1f / %6.1f (%5d)%n",
        name,
        quiet.percentile(50),
        quiet.percentile(99),
        quiet.millis().size(),
        meanwhile.percentile(50),
        meanwhile.percentile(99),
        meanwhile.millis().size());
  }
}
