package dev.merchantreview.local;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import tools.jackson.databind.node.ObjectNode;

/**
 * Measures how many store applications a second the service accepts while its engine is away, each
 * of a merchant nobody knew, in portions one behind the other: the first ones meet a service that
 * is not compiled yet. What the same service answers without a database is said beside it. A
 * service and a database of its own, on fresh data and on loopback only.
 */
public final class AcceptBench {

  private static final int SUBMISSIONS = 20_000;
  private static final int PORTION = 2_500;
  private static final int CLIENTS = 16;
  private static final Duration PINGS = Duration.ofSeconds(5);

  private final BenchService bench = new BenchService();
  private final ApiClient merchant = new ApiClient(bench.settings().serviceUrl(), "merchant");
  private final AtomicInteger merchants = new AtomicInteger();

  private AcceptBench() {}

  /**
   * @param args how many are submitted; 20,000 when nothing is said
   */
  public static void main(String[] args) {
    new AcceptBench().run(args.length == 0 ? SUBMISSIONS : Integer.parseInt(args[0]));
  }

  private void run(int submissions) {
    bench.begin();
    ProcessHandle service = bench.startForGood();
    ProcessHandle database = Postgres.process(bench.settings().home().resolve("data/postgres"));
    try {
      ObjectNode template =
          SampleApplications.withDocuments(
              SampleApplications.application(
                  "KUAISHOU", "m-1", "ENTERPRISE", "青禾女装", List.of("服饰")),
              merchant);
      for (int done = 0; done < submissions; done += PORTION) {
        ConcurrentLinkedQueue<ObjectNode> bodies = bodies(template);
        double ofService = cpuMillis(Stream.of(service));
        double ofDatabase = cpuMillis(database.descendants());
        Load.Result result =
            Load.all(
                CLIENTS,
                bodies,
                body -> merchant.post("/api/v1/store-applications", body).status() == 201);
        print("accept, engine away, " + (done + PORTION) + " in all", result);
        System.out.printf(
            Locale.ROOT,
            "%-44s %.2f ms of a processor, database %.2f ms%n",
            "  each of these: service",
            (cpuMillis(Stream.of(service)) - ofService) / PORTION,
            (cpuMillis(database.descendants()) - ofDatabase) / PORTION);
      }
      print("ping", Load.run(CLIENTS, PINGS, () -> merchant.get("/api/v1/ping").status() == 200));
    } finally {
      bench.end();
    }
  }

  private ConcurrentLinkedQueue<ObjectNode> bodies(ObjectNode template) {
    ConcurrentLinkedQueue<ObjectNode> bodies = new ConcurrentLinkedQueue<>();
    for (int i = 0; i < PORTION; i++) {
      bodies.add(SampleApplications.ofAnother(template, "m-1b" + merchants.incrementAndGet()));
    }
    return bodies;
  }

  private static double cpuMillis(Stream<ProcessHandle> processes) {
    return processes
        .mapToDouble(one -> one.info().totalCpuDuration().orElse(Duration.ZERO).toNanos() / 1e6)
        .sum();
  }

  private static void print(String name, Load.Result result) {
    System.out.printf(
        Locale.ROOT,
        "%-44s %.0f requests/s, p50 %.1f ms, p99 %.1f ms (%d requests, %d clients, %d refused)%n",
        name,
        result.perSecond(),
        result.percentile(50),
        result.percentile(99),
        result.millis().size(),
        CLIENTS,
        result.refused());
  }
}
