package dev.merchantreview.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.util.FileSystemUtils;

/**
 * Measures how long the service takes to score N stores by their figures, on a first day and on a
 * later one, how long other weights take to be rehearsed, and how many figures a second it takes
 * in. A service and a database of its own, without an engine, on fresh data and on loopback only.
 */
public final class ScoreBench {

  private static final int STORES = 1_000_000;
  private static final String NOTICE = "bench-weights";
  private static final int BATCH = 1_000;
  private static final int CLIENTS = 2;
  private static final Duration REPORTING = Duration.ofSeconds(20);
  private static final Duration PATIENCE = Duration.ofMinutes(30);

  /** Seconds a million stores may take (ours). */
  private static final double LIMIT = 180;

  private final BenchService bench = new BenchService();
  private final ApiClient admin = bench.admin();
  private final int stores;
  private final AtomicInteger batches = new AtomicInteger();

  private ScoreBench(int stores) {
    this.stores = stores;
  }

  /**
   * @param args how many stores there are; a million when nothing is said
   */
  public static void main(String[] args) {
    new ScoreBench(args.length == 0 ? STORES : Integer.parseInt(args[0])).run();
  }

  private void run() {
    bench.begin();
    ProcessHandle service = start("1h");
    long began = System.nanoTime();
    fill();
    print("stores with their figures made, s", (System.nanoTime() - began) / 1e9);
    Load.Result reported = Load.run(CLIENTS, REPORTING, this::report);
    print("figures reported a second, in batches of 1,000", reported.perSecond() * BATCH);
    BenchService.stop(service);
    service = start("1s");
    double first = scored();
    print("scored on a first day, s", first);
    BenchService.stop(service);
    bench.execute("update score_run set day = day - 1");
    service = start("1s");
    double later = scored();
    print("scored on a later day, s", later);
    print("rows of a day, MB", bench.number("select pg_total_relation_size('score_result')") / 2e6);
    print(
        "stores with a score",
        bench.number(
            "select scored from score_run where score = 'store-experience' order by id desc limit 1"));
    Load.Result read = Load.run(CLIENTS, Duration.ofSeconds(10), this::read);
    print("scores read a second", read.perSecond());
    print("  p99, ms", read.percentile(99));
    print("other weights rehearsed against a day, s", rehearsed());
    BenchService.stop(service);
    bench.end();
    if (Math.max(first, later) > LIMIT * Math.max(stores, STORES) / STORES
        || reported.refused() + read.refused() > 0) {
      System.err.println("too slow, or calls were refused");
      System.exit(1);
    }
  }

  private ProcessHandle start(String look) {
    return bench.start(
        "--merchant-review.config-location=" + configured().toUri(),
        "--merchant-review.scores.rehearsal-at-most=" + PATIENCE,
        "--merchant-review.scores.from=00:00",
        "--merchant-review.scores.look=" + look);
  }

  /** Seconds from the beginning of the day's computation to its end. */
  private double scored() {
    String run =
        "select extract(epoch from finished_at - begun_at) from score_run where score = 'store-experience'"
            + " and day = (now() at time zone 'Asia/Shanghai')::date and finished_at is not null";
    Http.await("every store scored", PATIENCE, () -> bench.number(run) > 0);
    return bench.number(run);
  }

  /** The configuration with another edition of the weights, of a notice that is yet to come. */
  private Path configured() {
    Path copy = bench.settings().home().resolve("score-bench-config");
    Path file = copy.resolve("scores/store-experience.yaml");
    try {
      FileSystemUtils.copyRecursively(bench.settings().root().resolve("config"), copy);
      String text = Files.readString(file);
      Files.writeString(
          file,
          text
              + text.substring(text.indexOf("  - edition: 1"))
                  .replace("edition: 1", "edition: 2")
                  .replace("2023-04-28", "2099-01-01")
                  .replace("kuaishou-scores-2023", NOTICE)
                  .replace("window: 90, weight: 0.25", "window: 90, weight: 0.125")
                  .replace("window: 90, weight: 0.05", "window: 90, weight: 0.08125"));
    } catch (IOException cause) {
      throw new UncheckedIOException(cause);
    }
    return copy;
  }

  /** Seconds from the call to its answer. */
  private double rehearsed() {
    LocalDate today = LocalDate.now(ZoneId.of("Asia/Shanghai"));
    ApiClient.Answer notice =
        admin.put(
            "/api/v1/rule-notices/" + NOTICE,
            Map.of(
                "platforms", List.of("KUAISHOU"),
                "title", Map.of("zh", "权重调整", "en", "Other weights"),
                "publishedOn", today.toString(),
                "effectiveFrom", today.plusDays(9).toString(),
                "source", "bench",
                "tables", List.of(),
                "categories", List.of(),
                "programmes", List.of("store-experience"),
                "transition", Map.of("kind", "NOTHING")));
    long began = System.nanoTime();
    ApiClient.Answer answer =
        admin.send(
            admin
                .request("/api/v1/rule-notices/" + NOTICE + "/rehearsal")
                .timeout(PATIENCE)
                .header("Idempotency-Key", NOTICE)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString("{}")));
    double seconds = (System.nanoTime() - began) / 1e9;
    if (notice.status() != 201
        || answer.status() != 201
        || answer.body().at("/scores/0/changed").asInt() == 0) {
      throw new LaunchException("weights cannot be rehearsed: " + answer.body());
    }
    return seconds;
  }

  private boolean report() {
    String yesterday = LocalDate.now(ZoneId.of("Asia/Shanghai")).minusDays(1).toString();
    int batch = batches.incrementAndGet();
    List<Map<String, Object>> figures = new ArrayList<>();
    for (int i = 0; i < BATCH; i++) {
      figures.add(
          Map.of(
              "subjectKind",
              "STORE",
              "subjectId",
              id((long) batch * BATCH + i),
              "name",
              "praise-rate",
              "value",
              0.9,
              "unit",
              "RATIO",
              "asOf",
              yesterday,
              "windowDays",
              60,
              "source",
              "bench-" + batch));
    }
    return admin.put("/api/v1/figures", Map.of("figures", figures)).status() == 200;
  }

  private boolean read() {
    return admin.get("/api/v1/scores/STORE/" + id(batches.incrementAndGet())).status() == 200;
  }

  private String id(long number) {
    return String.format(Locale.ROOT, "st_%016d", 1 + number % stores);
  }

  /** Four in ten are of one industry, the others of six. */
  private void fill() {
    bench.fill(
        """
        insert into store_application (id, platform, merchant_id, store_type, open, state, last_task_key, created_at,
               updated_at, version, review, data)
        select 'sa_' || lpad(n::text, 16, '0'), 'KUAISHOU', 'm-1' || n, 'ENTERPRISE', false, 'ACTIVE', 0, now(), now(), 1,
               jsonb_build_object('number', 1),
               jsonb_build_object('content', jsonb_build_object('categories', jsonb_build_array(
                   (array['服饰', '服饰', '服饰', '服饰', '母婴', '珠宝文玩', '运动户外', '食品', '茶叶', '家居'])[1 + n %% 10])))
          from generate_series(1, %1$d) as n;
        insert into store (id, application_id, platform, merchant_id, state, created_at, updated_at, review, data)
        select 'st_' || lpad(n::text, 16, '0'), 'sa_' || lpad(n::text, 16, '0'), 'KUAISHOU', 'm-1' || n, 'OPEN', now(),
               now(), jsonb_build_object('number', 0), jsonb_build_object('opening', jsonb_build_object('name', 'x'))
          from generate_series(1, %1$d) as n;
        alter table figure drop constraint figure_pkey;
        insert into figure (subject_kind, subject_id, name, window_days, as_of, source, value, report_id)
        select 'STORE', 'st_' || lpad(n::text, 16, '0'), i.name, i.window_days,
               (now() at time zone 'Asia/Shanghai')::date - 1, 'bench',
               case when i.window_days = 0 then round(random()) else round((random() * i.most)::numeric, 4) end, 0
          from generate_series(1, %1$d) as n
         cross join (values ('quality-return-rate', 90, 0.2), ('product-negative-feedback-rate', 90, 0.2),
               ('pickup-in-time-rate', 90, 1), ('delivery-hours', 90, 100), ('logistics-negative-feedback-rate', 90, 0.2),
               ('reply-within-3-minutes-rate', 90, 1), ('service-dissatisfaction-rate', 90, 0.2),
               ('refund-only-handling-hours', 90, 50), ('return-handling-hours', 90, 50), ('live-days', 90, 90),
               ('selling-days', 90, 90), ('dispute-fault-rate', 90, 0.0101), ('pledge-damaged-refunded', 0, 1),
               ('pledge-spoiled-refunded', 0, 1)) as i(name, window_days, most);
        alter table figure add primary key (subject_kind, subject_id, name, window_days);
        """
            .formatted(stores),
        "figure",
        "store",
        "store_application");
  }

  private void print(String what, double value) {
    System.out.printf(Locale.ROOT, "%,d stores: %-46s %,12.1f%n", stores, what, value);
  }
}
