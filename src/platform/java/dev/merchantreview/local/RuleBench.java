package dev.merchantreview.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import tools.jackson.databind.json.JsonMapper;

/**
 * Measures the rule book: what a store needs, asked by several at once, and how many decided cases
 * a second a rule notice is rehearsed with, each with a question of its own. Alone, it has a
 * platform without web applications, on fresh data and on loopback only.
 */
public final class RuleBench {

  /** The most that one rehearsal plays. */
  private static final int CASES = 10_000;

  private static final int CLIENTS = 8;
  private static final int ROUNDS = 3;
  private static final Duration WARM_UP = Duration.ofSeconds(5);
  private static final Duration TIME = Duration.ofSeconds(10);
  private static final Duration PATIENCE = Duration.ofMinutes(5);
  private static final String TABLE = "refund-second-review";
  private static final String NOTICE = "rule-bench";

  /** Above it the table asks for a second person, and the edition from half of it on. */
  private static final String LIMIT = "2000000";

  private static final List<String> STORES =
      List.of(
          "platform=DOUYIN&storeType=ENTERPRISE&category=服饰",
          "platform=DOUYIN&storeType=PERSONAL&category=服饰内衣",
          "platform=KUAISHOU&storeType=INDIVIDUAL_BUSINESS&category=食品",
          "platform=WECHAT&storeType=FLAGSHIP&category=食品饮料&category=冰箱",
          "platform=XIAOHONGSHU&storeType=ENTERPRISE&category=美妆");

  private final Settings settings;
  private final ApiClient admin;
  private final ApiClient merchant;
  private final int cases;
  private final AtomicInteger asked = new AtomicInteger();

  RuleBench(Settings settings) {
    this(settings, CASES);
  }

  private RuleBench(Settings settings, int cases) {
    this.settings = settings;
    this.admin = new ApiClient(settings.serviceUrl(), "admin");
    this.merchant = new ApiClient(settings.serviceUrl(), "merchant");
    this.cases = cases;
  }

  /**
   * @param args how many decided cases are rehearsed, at most 10,000; as many when nothing is said
   */
  public static void main(String[] args) {
    Settings settings = BenchPlatform.settings();
    LocalPlatform platform =
        new LocalPlatform(settings, new Distribution(settings.root(), System.out::println));
    BenchPlatform.claim(platform);
    Launcher.wipe(settings.home());
    Launcher.checkPorts(settings.ports());
    new Distribution(settings.root(), System.out::println).prepare();
    platform.engine().startBroker();
    platform.startPostgres();
    platform.startSandbox(Duration.ZERO);
    platform.engine().awaitBroker();
    platform.services().start(settings.grpc(), List.of());
    platform.services().await();
    RuleBench bench = new RuleBench(settings, args.length == 0 ? CASES : Integer.parseInt(args[0]));
    bench.requirements();
    bench.rehearsal();
    platform.processes().stopOurs(name -> {});
  }

  /** Each call asks the engine for papers and deposit, as for an application. */
  void requirements() {
    Http.await("the tables", PATIENCE, this::ask);
    Load.run(CLIENTS, WARM_UP, this::ask);
    Load.Result result = Load.run(CLIENTS, TIME, this::ask);
    System.out.printf(
        Locale.ROOT,
        "%-44s %.0f requests/s, p50 %.1f ms, p95 %.1f ms (%d clients, %d requests, %d refused)%n",
        "requirements of a store",
        result.perSecond(),
        result.percentile(50),
        result.percentile(95),
        CLIENTS,
        result.millis().size(),
        result.refused());
  }

  private boolean ask() {
    String store = STORES.get(asked.getAndIncrement() % STORES.size());
    return merchant.get("/api/v1/store-applications/requirements?" + store).status() == 200;
  }

  void rehearsal() {
    store();
    publish();
    for (int round = 1; round <= ROUNDS; round++) {
      long began = System.nanoTime();
      ApiClient.Answer answer =
          admin.send(
              admin
                  .request("/api/v1/rule-notices/" + NOTICE + "/rehearsal")
                  .timeout(PATIENCE)
                  .header("Idempotency-Key", NOTICE + round)
                  .header("Content-Type", "application/json")
                  .POST(HttpRequest.BodyPublishers.ofString("{\"cases\": " + cases + "}")));
      double seconds = (System.nanoTime() - began) / 1e9;
      // A quarter of the amounts lies between the two limits.
      if (answer.status() != 201
          || answer.body().path("decisions").asInt() != cases
          || Math.abs(answer.body().path("flipped").asInt() - cases / 4) > 1 + cases / 100) {
        throw new LaunchException("not rehearsed as expected: " + answer.body());
      }
      System.out.printf(
          Locale.ROOT,
          "%-44s %.0f cases/s (%d in %.2f s, %d decisions flip)%n",
          "decided cases rehearsed",
          cases / seconds,
          cases,
          seconds,
          answer.body().path("flipped").asInt());
    }
  }

  /** Rounds as they are kept, each decided by another amount: no answer serves twice. */
  private void store() {
    String rounds =
        """
        insert into review_round (case_id, round, content, submitted_at, decided_at, decided_by, by_machine, verdict,
               problems, items, verdicts, examinations)
        select 'dr_' || lpad(n::text, 16, '0'), 1, '{}', now(), now() - n * interval '1 second', 'auditor1', false,
               'APPROVED', '[]', '[]', '[]', jsonb_build_array(jsonb_build_object('at', now(), 'rules', '[]'::jsonb,
               'tables', jsonb_build_array(jsonb_build_object('decision', '%1$s', 'version', 1,
                   'rules', jsonb_build_array(case when fen >= %2$s then 'Rule_SecondLarge' else 'Rule_SecondSmall' end),
                   'inputs', jsonb_build_object('platform', 'DOUYIN', 'holderKind', 'STORE', 'amountFen', fen),
                   'output', fen >= %2$s))))
          from (select n, n * (2 * %2$s / %3$d) as fen from generate_series(1, %3$d) n) as amounts;
        analyze review_round
        """
            .formatted(TABLE, LIMIT, cases);
    try (Connection connection =
            DriverManager.getConnection(
                settings.jdbcUrl(Settings.DATABASE), "postgres", "postgres");
        Statement statement = connection.createStatement()) {
      statement.execute(rounds);
    } catch (SQLException cause) {
      throw new LaunchException("rounds cannot be stored: " + cause.getMessage());
    }
  }

  private void publish() {
    LocalDate today = LocalDate.now(ZoneId.of("Asia/Shanghai"));
    ApiClient.Answer edition =
        admin.put(
            "/api/v1/decision-tables/" + TABLE + "/editions/2",
            JsonMapper.builder().build().createObjectNode().put("dmn", edition()));
    ApiClient.Answer notice =
        admin.put(
            "/api/v1/rule-notices/" + NOTICE,
            Map.of(
                "platforms", List.of("DOUYIN"),
                "title", Map.of("zh", "复核额度调整", "en", "Another limit"),
                "publishedOn", today.toString(),
                "effectiveFrom", today.plusDays(9).toString(),
                "source", "bench",
                "tables", List.of(Map.of("table", TABLE, "edition", 2)),
                "categories", List.of(),
                "programmes", List.of(),
                "transition", Map.of("kind", "NOTHING")));
    if (edition.status() != 201 || notice.status() != 201) {
      throw new LaunchException("refused: " + edition.body() + notice.body());
    }
  }

  private String edition() {
    Path table = settings.root().resolve("bpmn/rules").resolve(TABLE + ".dmn");
    try {
      return Files.readString(table).replace(LIMIT, "1000000");
    } catch (IOException cause) {
      throw new UncheckedIOException(cause);
    }
  }
}
