package dev.merchantreview.local;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import tools.jackson.databind.node.ObjectNode;

/**
 * Measures how fast submissions are accepted and how fast cases go on, each beside something that
 * does less of the kind on the same machine in the same run: a call with a constant answer, a
 * process engine embedded in the load's own JVM, a process of one job on the same broker. A
 * platform of its own, on fresh data and on loopback only, bounded in count and time.
 */
public final class RateBench {

  private static final int CLIENTS = 16;
  private static final int ROUNDS = 3;
  private static final int AT_ONCE = 600;
  private static final int ON_THE_ROAD = 120;
  private static final int PACED = 1_000;
  private static final int PER_SECOND = 50;
  private static final long DEPOSIT_FEN = 2_000_000;
  private static final Duration WARM_UP = Duration.ofSeconds(15);
  private static final Duration TIME = Duration.ofSeconds(5);
  private static final Duration PATIENCE = Duration.ofMinutes(10);

  private final Settings settings;
  private final LocalPlatform platform;
  private final ApiClient merchant;
  private final ApiClient operator;
  private final AtomicInteger merchants = new AtomicInteger();
  private ObjectNode template;

  private RateBench(Settings settings) {
    this.settings = settings;
    this.platform =
        new LocalPlatform(settings, new Distribution(settings.root(), System.out::println));
    this.merchant = new ApiClient(settings.serviceUrl(), "merchant");
    this.operator = new ApiClient(settings.serviceUrl(), "operator");
  }

  public static void main(String[] args) {
    RateBench bench = new RateBench(BenchPlatform.settings());
    BenchPlatform.claim(bench.platform);
    bench.run();
  }

  private void run() {
    Launcher.wipe(settings.home());
    Launcher.checkPorts(settings.ports());
    new Distribution(settings.root(), System.out::println).prepare();
    Launcher.startAll(platform, (done, work) -> work.run());
    // As where it is run for good.
    platform.processes().running().stream()
        .filter(running -> running.name().equals("service"))
        .forEach(platform.processes()::stop);
    platform.services().start(settings.grpc(), List.of(), LocalServices.BOTH_COMPILERS);
    platform.services().await();
    platform.services().awaitEngineKnown();
    template = complete("KUAISHOU");
    Load.run(CLIENTS, WARM_UP, this::submit);
    drain();
    checkedAtOnce();
    alongTheRoad();
    onCoresOfTheirOwn();
    drain();
    print("accept, engine working on them", Load.run(CLIENTS, TIME.multipliedBy(2), this::submit));
    engineAway();
  }

  /** From the first submission until the machine has looked at all of them. */
  private void checkedAtOnce() {
    double reference;
    try (EngineStarts starts = new EngineStarts(settings)) {
      starts.run(AT_ONCE, CLIENTS);
      reference = starts.run(AT_ONCE, CLIENTS);
    }
    figure("a process of one job, started and ended", reference, AT_ONCE);
    timed(
        "accepted and checked by the machine",
        AT_ONCE,
        () -> {
          together(ids(AT_ONCE), id -> post(template));
          drain();
        });
  }

  /** What merchants do by themselves after an auditor's approval, all of them at once. */
  private void alongTheRoad() {
    ObjectNode whole = complete("XIAOHONGSHU");
    MerchantSystem system =
        new MerchantSystem(merchant, new ApiClient(settings.sandboxUrl(), "merchant"));
    TasklistClient auditor = new TasklistClient(settings.webUrl(), "auditor2");
    List<String> road = new ArrayList<>();
    for (int i = 0; i < ON_THE_ROAD; i++) {
      road.add(post(whole));
    }
    together(
        road,
        id -> {
          Http.await("a task of " + id, PATIENCE, () -> auditor.openTask(id).isPresent());
          auditor.complete(auditor.openTask(id).orElseThrow(), Map.of("verdict", "APPROVED"));
          awaitState(id, "SIGNING");
        });
    timed(
        "signed and deposit demanded",
        ON_THE_ROAD,
        () -> {
          together(road, system::sign);
          road.forEach(id -> awaitState(id, "DEPOSIT_DUE"));
        });
    timed(
        "paid and opened",
        ON_THE_ROAD,
        () -> {
          together(road, id -> system.pay(id, DEPOSIT_FEN));
          road.forEach(id -> awaitState(id, "ACTIVE"));
        });
  }

  /** How fast work on so many cases goes on, and what each of them takes of the processors. */
  private void timed(String name, int cases, Runnable work) {
    ProcessorTime used = ProcessorTime.ofParts(platform, settings);
    double failed = jobs("failed");
    long begin = System.nanoTime();
    work.run();
    figure(name, cases * 1e9 / (System.nanoTime() - begin), cases);
    System.out.printf(
        Locale.ROOT,
        "%-44s %s; jobs failed %.0f%n",
        "  each of these, of a processor",
        used.each(cases),
        jobs("failed") - failed);
  }

  /** How many jobs ended so, by the service's own count. */
  private double jobs(String outcome) {
    return new ApiClient(settings.serviceUrl(), "admin")
        .get("/actuator/prometheus")
        .raw()
        .body()
        .lines()
        .filter(line -> line.startsWith("merchantreview_jobs_total"))
        .filter(line -> line.contains("outcome=\"" + outcome + "\""))
        .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
        .sum();
  }

  private void awaitState(String id, String state) {
    Http.await(
        id + " in " + state,
        PATIENCE,
        () ->
            merchant
                .get("/api/v1/store-applications/" + id)
                .body()
                .path("state")
                .asString()
                .equals(state));
  }

  private void onCoresOfTheirOwn() {
    boolean apart = Cores.available() > 1;
    if (apart) {
      for (Processes.Running running : platform.processes().running()) {
        boolean engine = List.of("camunda", "opensearch").contains(running.name());
        Cores.pin(running.handle(), engine ? 0 : 1);
      }
    }
    print(
        "accept at " + PER_SECOND + "/s, engine on a core of its own",
        PacedLoad.run(PER_SECOND, PACED, this::submit));
    if (apart) {
      platform.processes().running().forEach(running -> Cores.free(running.handle()));
    }
  }

  /** In turns: whatever else the machine does meets all of them. */
  private void engineAway() {
    platform.processes().running().stream()
        .filter(running -> List.of("camunda", "opensearch").contains(running.name()))
        .forEach(platform.processes()::stop);
    List<Load.Result> constants = new ArrayList<>();
    List<Load.Result> embedded = new ArrayList<>();
    List<Load.Result> accepted = new ArrayList<>();
    try (EmbeddedEngine engine = EmbeddedEngine.start(settings)) {
      Load.run(CLIENTS, WARM_UP, () -> engine.begin(next(template).toString()));
      Load.run(CLIENTS, WARM_UP, this::constant);
      Load.run(CLIENTS, WARM_UP, this::submit);
      for (int round = 0; round < ROUNDS; round++) {
        constants.add(Load.run(CLIENTS, TIME, this::constant));
        embedded.add(Load.run(CLIENTS, TIME, () -> engine.begin(next(template).toString())));
        accepted.add(Load.run(CLIENTS, TIME, this::submit));
      }
    } catch (IOException cause) {
      throw new LaunchException("the embedded engine does not start: " + cause.getMessage());
    }
    print("a constant answer", Load.Result.together(constants));
    print("a start in an embedded engine", Load.Result.together(embedded));
    print("accept, engine stopped", Load.Result.together(accepted));
  }

  private static List<String> ids(int count) {
    List<String> ids = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      ids.add(Integer.toString(i));
    }
    return ids;
  }

  private static void together(List<String> ids, Consumer<String> work) {
    ConcurrentLinkedQueue<RuntimeException> failed = new ConcurrentLinkedQueue<>();
    try (ExecutorService clients = Executors.newFixedThreadPool(CLIENTS)) {
      ids.forEach(
          id ->
              clients.execute(
                  () -> {
                    try {
                      work.accept(id);
                    } catch (RuntimeException failure) {
                      failed.add(failure);
                    }
                  }));
    }
    if (!failed.isEmpty()) {
      throw failed.peek();
    }
  }

  private boolean constant() {
    return merchant.get("/api/v1/ping").status() == 200;
  }

  private boolean submit() {
    return merchant.post("/api/v1/store-applications", next(template)).status() == 201;
  }

  private String post(ObjectNode like) {
    ApiClient.Answer answer = merchant.post("/api/v1/store-applications", next(like));
    if (answer.status() != 201) {
      throw new LaunchException("refused: " + answer.body());
    }
    return answer.id();
  }

  private ObjectNode complete(String onPlatform) {
    return SampleApplications.withDocuments(
        SampleApplications.application(onPlatform, "m-1", "ENTERPRISE", "青禾女装", List.of("服饰")),
        merchant);
  }

  private ObjectNode next(ObjectNode like) {
    return SampleApplications.ofAnother(like, "m-1r" + merchants.incrementAndGet());
  }

  /** Until the machine has looked at every accepted application. */
  private void drain() {
    Http.await(
        "every application checked",
        PATIENCE,
        () -> operator.get("/api/v1/store-applications?state=SUBMITTED&limit=1").items().isEmpty());
  }

  private static void print(String name, Load.Result result) {
    System.out.printf(
        Locale.ROOT,
        "%-44s %,.0f/s, p50 %.1f ms, p99 %.1f ms (%,d calls, %d refused)%n",
        name,
        result.perSecond(),
        result.percentile(50),
        result.percentile(99),
        result.millis().size(),
        result.refused());
  }

  private static void figure(String name, double perSecond, int count) {
    System.out.printf(Locale.ROOT, "%-44s %.1f/s (%,d at once)%n", name, perSecond, count);
  }
}
