package dev.merchantreview.local;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import tools.jackson.databind.node.ObjectNode;

/**
 * Measures sale permits next to a constant of the same service, with a large catalogue stored, and
 * looks for permits that outlive an edit.
 */
final class PermitBench {

  private static final int PRODUCTS = 100_000;
  private static final int STREAMERS = 500;
  private static final int CLIENTS = 8;
  private static final int ROUNDS = 3;
  private static final int EDITS = 300;
  private static final int VISIBLE_SAMPLES = 40;

  /** What the decision tables would say of the streamers, for where there is no engine to ask. */
  static final String STANDINGS =
      """
      insert into streamer_standing (streamer_id, platform, streamer_version, rules, pk_unmet, lucky_draw_unmet,
             evidence, judged_at)
      select id, 'KUAISHOU', version, 'bench', '[]', '[]', '{}', now() from streamer;
      """;

  private static final Duration WARM_UP = Duration.ofSeconds(8);
  private static final Duration TIME = Duration.ofSeconds(6);

  private final Settings settings;
  private final ApiClient admin;
  private final ApiClient merchant;

  PermitBench(Settings settings) {
    this.settings = settings;
    this.admin = new ApiClient(settings.serviceUrl(), "admin");
    this.merchant = new ApiClient(settings.serviceUrl(), "merchant");
  }

  /** One filing at a time: from its submission's 202 to the moment Tasklist finds the task. */
  void visible() {
    TasklistClient reviewer = new TasklistClient(settings.webUrl(), "auditor1");
    tell("s-bench", "m-1bench");
    List<Double> times = new ArrayList<>();
    for (int i = 0; i < VISIBLE_SAMPLES; i++) {
      String product = "p-visible-" + i;
      describe(product, "m-1bench");
      String id =
          merchant
              .post(
                  "/api/v1/filings",
                  Map.of(
                      "scenario", "SELF_BUILT",
                      "productIds", List.of(product),
                      "streamerId", "s-bench"))
              .items()
              .path(0)
              .path("id")
              .asString();
      merchant.post("/api/v1/filings/" + id + "/qualifications", Map.of("documents", List.of()));
      long accepted = System.nanoTime();
      Http.await("a task", Duration.ofMinutes(1), () -> reviewer.openTask(id).isPresent());
      times.add((System.nanoTime() - accepted) / 1e9);
    }
    Load.Result result = new Load.Result(0, times, 0);
    System.out.printf(
        Locale.ROOT,
        "%-44s p50 %.2f s, p95 %.2f s (%d filings)%n",
        "filing submitted to task visible",
        result.percentile(50),
        result.percentile(95),
        times.size());
  }

  /** 100,000 products with three filings each, as rows: what is measured is reading them. */
  static String catalogue() {
    return """
        insert into streamer
        select 's-' || n, 'm-1b' || n, 'streamer ' || n, true, 4, current_date, 4.7, current_date, 300000, current_date, now(), 1
          from generate_series(0, %1$d) as n;
        insert into product (id, owner_id, platform, content, listed, version, watched_revision, created_at, updated_at)
        select 'p-' || n, 'm-1b' || n %% %2$d, 'KUAISHOU', jsonb_build_object('ownerId', 'm-1b' || n %% %2$d,
               'platform', 'KUAISHOU', 'title', 'product ' || n, 'shortTitle', 'product', 'mainImage', 'dc_0000000000000000',
               'detailImages', '[]'::jsonb, 'category', '服饰', 'attributes', '{}'::jsonb, 'priceFen', 100, 'stock', 1),
               true, 1, 1, now(), now()
          from generate_series(0, %3$d) as n;
        insert into filing (id, scenario, product_id, owner_id, platform, seller_id, linked_id, lucky_draw, state,
               approved_revision, created_at, last_task_key, updated_at, version, cycle, lapsed, review, data)
        select f.*, now(), 0, now(), 1, 1, true,
               jsonb_build_object('number', 1, 'submittedAt', now(), 'submittedBy', 'bench', 'problems', '[]'::jsonb,
                   'checks', '[]'::jsonb, 'daysUsed', 0),
               jsonb_build_object('declared', jsonb_build_object('id', id, 'scenario', scenario, 'productId', product_id,
                   'ownerId', owner_id, 'platform', platform, 'sellerId', seller_id, 'linkedId', linked_id, 'luckyDraw',
                   lucky_draw, 'createdBy', 'bench', 'createdAt', now()), 'reasons', '[]'::jsonb, 'documents', '[]'::jsonb,
                   'late', false, 'cycle', 1, 'lapsed', true)
          from (select 'fl_' || lpad(k || '0' || n, 16, '0') as id,
                       (array['SELF_BUILT', 'DISTRIBUTION', 'PK'])[k] as scenario, 'p-' || n as product_id,
                       'm-1b' || n %% %2$d as owner_id, 'KUAISHOU' as platform,
                       's-' || (case when k = 2 then n + 1 + n / %2$d else n end) %% %2$d as seller_id,
                       case when k = 3 then 's-' || (n + 7) %% %2$d end as linked_id, false as lucky_draw,
                       case when n %% 5 = 0 then 'PENDING' else 'APPROVED' end as state,
                       case when n %% 5 = 0 then null else 1 end as approved_revision
                  from generate_series(0, %3$d) as n, generate_series(1, 3) as k) f;
        """
        .formatted(STREAMERS - 1, STREAMERS, PRODUCTS - 1);
  }

  private void store() {
    try (Connection connection =
            DriverManager.getConnection(settings.jdbcUrl(), "postgres", "postgres");
        Statement statement = connection.createStatement()) {
      statement.execute(catalogue());
      // What the database would do by itself in the next minutes, done before anything is measured.
      for (String tidy : List.of("vacuum analyze streamer, product, filing", "checkpoint")) {
        statement.execute(tidy);
      }
      Http.await(
          "every streamer judged",
          Duration.ofMinutes(5),
          () ->
              isTrue(
                  statement,
                  "select count(*) = 0 from streamer s where not exists"
                      + " (select from streamer_standing t where t.streamer_id = s.id)"));
      try (ResultSet row = statement.executeQuery("select count(*) from filing")) {
        row.next();
        System.out.printf(
            Locale.ROOT, "%-44s %d products, %d filings%n", "stored", PRODUCTS, row.getLong(1));
      }
    } catch (SQLException cause) {
      throw new LaunchException("the catalogue cannot be stored: " + cause.getMessage());
    }
  }

  /** In turns with the constant, after a large catalogue was stored. */
  void permits() {
    store();
    Load.run(CLIENTS, WARM_UP, this::constant);
    Load.run(CLIENTS, WARM_UP, this::permit);
    List<Load.Result> constants = new ArrayList<>();
    List<Load.Result> permits = new ArrayList<>();
    // In turns: whatever else the machine does meets both.
    for (int round = 0; round < ROUNDS; round++) {
      constants.add(Load.run(CLIENTS, TIME, this::constant));
      permits.add(Load.run(CLIENTS, TIME, this::permit));
    }
    Load.Result constant = Load.Result.together(constants);
    Load.Result permit = Load.Result.together(permits);
    print("a constant", constant);
    print("sale-permits", permit);
    System.out.printf(
        Locale.ROOT,
        "%-44s rate %.2f, p99 %.2f times%n",
        "sale-permits to the constant",
        permit.perSecond() / constant.perSecond(),
        permit.percentile(99) / constant.percentile(99));
  }

  private static void print(String name, Load.Result result) {
    System.out.printf(
        Locale.ROOT,
        "%-44s %.0f requests/s, p50 %.2f ms, p99 %.2f ms (%d clients, %d requests, %d wrong)%n",
        name,
        result.perSecond(),
        result.percentile(50),
        result.percentile(99),
        CLIENTS,
        result.millis().size(),
        result.refused());
  }

  boolean constant() {
    return admin.get("/api/v1/ping").status() == 200;
  }

  boolean permit() {
    int product = ThreadLocalRandom.current().nextInt(PRODUCTS);
    return ask("p-" + product, "s-" + product % STREAMERS) == (product % 5 != 0);
  }

  private boolean ask(String product, String streamer) {
    return isPermitted(
        "/api/v1/sale-permits?scenario=SELF_BUILT&productId="
            + product
            + "&streamerId="
            + streamer);
  }

  boolean isPermitted(String path) {
    ApiClient.Answer answer = admin.get(path);
    if (answer.status() != 200) {
      throw new LaunchException("refused: " + answer.body());
    }
    return answer.body().path("permitted").asBoolean();
  }

  /** After each answered edit the product is asked about while others are asked about too. */
  void stale() {
    AtomicInteger next = new AtomicInteger();
    AtomicInteger stale = new AtomicInteger();
    AtomicInteger asked = new AtomicInteger();
    String image = merchant.upload("PRODUCT_IMAGE", SampleProducts.picture());
    try (ExecutorService pool = Executors.newFixedThreadPool(CLIENTS)) {
      for (int client = 0; client < CLIENTS; client++) {
        pool.execute(
            () -> {
              for (int number = next.getAndIncrement();
                  number < EDITS;
                  number = next.getAndIncrement()) {
                int product = number * 5 + 1;
                String id = "p-" + product;
                String streamer = "s-" + product % STREAMERS;
                if (!ask(id, streamer)) {
                  throw new LaunchException(id + " is not permitted before its edit");
                }
                edit(id, image);
                for (int again = 0; again < 3; again++) {
                  asked.incrementAndGet();
                  stale.addAndGet(ask(id, streamer) ? 1 : 0);
                }
              }
            });
      }
    }
    System.out.printf(
        Locale.ROOT,
        "%-44s %d of %d (%d edits, %d clients)%n",
        "permits that outlived an answered edit",
        stale.get(),
        asked.get(),
        EDITS,
        CLIENTS);
  }

  private static boolean isTrue(Statement statement, String sql) {
    try (ResultSet row = statement.executeQuery(sql)) {
      return row.next() && row.getBoolean(1);
    } catch (SQLException cause) {
      throw new LaunchException("the catalogue cannot be read: " + cause.getMessage());
    }
  }

  private void edit(String id, String image) {
    ObjectNode content = SampleProducts.contentOf(admin.get("/api/v1/products/" + id).body());
    content.put("title", "edited").put("mainImage", image);
    ApiClient.Answer answer = merchant.put("/api/v1/products/" + id, content);
    if (answer.status() != 200) {
      throw new LaunchException("refused: " + answer.body());
    }
  }

  private void tell(String streamer, String merchantId) {
    admin.put("/api/v1/streamers/" + streamer, SampleStreamers.figures(merchantId, true));
  }

  private void describe(String product, String owner) {
    ApiClient.Answer answer =
        merchant.put(
            "/api/v1/products/" + product,
            SampleProducts.product("KUAISHOU", owner, "亚麻连衣裙", "服饰", merchant));
    if (answer.status() != 201) {
      throw new LaunchException("refused: " + answer.body());
    }
  }
}
