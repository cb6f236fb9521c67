package dev.merchantreview.local;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import tools.jackson.databind.node.ObjectNode;

/**
 * Opens stores on an engine of one broker and on one of three brokers with three partitions, and
 * again while a broker that leads a partition is killed: how many a second, and whether a case was
 * lost or anything happened to one twice. Platforms of its own, on the ports of {@code up}, one
 * after the other on fresh data.
 */
public final class BrokerBench {

  private static final int STORES = 60;
  private static final int AT_ONCE = 8;
  private static final int SEVERAL = 3;
  private static final long DEPOSIT_FEN = 400_000;
  private static final Duration PATIENCE = Duration.ofMinutes(5);

  private final Settings settings;
  private final int stores;
  private final AtomicInteger merchants = new AtomicInteger();
  private final ApiClient merchant;
  private final MerchantSystem system;

  private BrokerBench(Settings settings, int stores) {
    this.settings = settings;
    this.stores = stores;
    this.merchant = new ApiClient(settings.serviceUrl(), "merchant");
    this.system = new MerchantSystem(merchant, new ApiClient(settings.sandboxUrl(), "merchant"));
  }

  /**
   * Ends with 1 when a case was lost or doubled.
   *
   * @param args how many stores are opened each time; 60 when nothing is said
   */
  public static void main(String[] args) {
    BrokerBench bench =
        new BrokerBench(
            BenchPlatform.settings(), args.length == 0 ? STORES : Integer.parseInt(args[0]));
    boolean right = bench.on(1);
    right &= bench.on(SEVERAL);
    System.exit(right ? 0 : 1);
  }

  private boolean on(int brokers) {
    LocalPlatform platform =
        new LocalPlatform(
            settings, new Distribution(settings.root(), System.out::println), brokers);
    BenchPlatform.claim(platform);
    Launcher.wipe(settings.home());
    Launcher.checkPorts(settings.ports());
    Launcher.checkPorts(platform.engine().cluster().ports());
    new Distribution(settings.root(), System.out::println).prepare();
    Launcher.startAll(platform, (done, work) -> work.run());
    try {
      return measure(platform, brokers);
    } finally {
      platform.processes().stopOurs(name -> {});
    }
  }

  private boolean measure(LocalPlatform platform, int brokers) {
    String engine = brokers == 1 ? "one broker, one partition" : "three brokers, three partitions";
    // What young processes do slowly is not what is compared.
    open("warming up", stores / 2, () -> {});
    List<String> opened = new ArrayList<>(open(engine, stores, () -> {}));
    if (brokers > 1) {
      opened.addAll(open(engine + ", a leader killed", stores, () -> killLeader(platform)));
      Http.await("the killed broker being back", PATIENCE, platform.engine().cluster()::isWhole);
      System.out.println("the killed broker was started again, and the cluster is whole");
    }
    return count(engine, opened);
  }

  /** The engine goes on with the other two; the killed one is started again. */
  private void killLeader(LocalPlatform platform) {
    EngineCluster cluster = platform.engine().cluster();
    int node = cluster.leaderBesideTheFirst().orElseThrow();
    Processes.Running leader =
        platform.processes().running().stream()
            .filter(one -> one.name().equals(EngineCluster.name(node)))
            .findFirst()
            .orElseThrow();
    leader.handle().destroyForcibly();
    leader.handle().onExit().join();
    Instant killed = Instant.now();
    Http.await(
        "other leaders",
        PATIENCE,
        () -> cluster.led().size() == cluster.brokers() && !cluster.leaders().contains(node));
    System.out.printf(
        Locale.ROOT,
        "%s killed; every partition is led by another after %.1f s%n",
        leader.name(),
        Duration.between(killed, Instant.now()).toMillis() / 1000.0);
    platform.engine().startNodeAgain(node);
  }

  /**
   * @param meanwhile what happens when a third of the stores is open
   * @return the applications
   */
  private List<String> open(String name, int number, Runnable meanwhile) {
    ObjectNode template =
        SampleApplications.withDocuments(
            SampleApplications.application("KUAISHOU", "m-1", "ENTERPRISE", "青禾女装", List.of("服饰")),
            merchant);
    TasklistClient auditor = new TasklistClient(settings.webUrl(), "auditor2");
    List<String> opened = Collections.synchronizedList(new ArrayList<>());
    CountDownLatch third = new CountDownLatch(Math.max(1, number / 3));
    Instant begin = Instant.now();
    try (ExecutorService clients = Executors.newFixedThreadPool(AT_ONCE + 1)) {
      clients.execute(
          () -> {
            try {
              third.await();
              meanwhile.run();
            } catch (InterruptedException stopped) {
              Thread.currentThread().interrupt();
            }
          });
      AtomicInteger left = new AtomicInteger(number);
      for (int client = 0; client < AT_ONCE; client++) {
        clients.execute(
            () -> {
              while (left.getAndDecrement() > 0) {
                opened.add(open(next(template), auditor));
                third.countDown();
              }
            });
      }
    }
    double seconds = Duration.between(begin, Instant.now()).toMillis() / 1000.0;
    System.out.printf(
        Locale.ROOT,
        "%-50s %.2f stores/s (%d of %d opened, %d at a time)%n",
        name,
        opened.size() / seconds,
        opened.size(),
        number,
        AT_ONCE);
    return opened;
  }

  private ObjectNode next(ObjectNode template) {
    return SampleApplications.ofAnother(template, "m-1b" + merchants.incrementAndGet());
  }

  /** From the submission to the opened store; whatever is late is waited for. */
  private String open(ObjectNode application, TasklistClient auditor) {
    ApiClient.Answer answer = merchant.post("/api/v1/store-applications", application);
    if (answer.status() != 201) {
      throw new LaunchException("refused: " + answer.body());
    }
    String id = answer.id();
    Http.await(
        "a verdict on " + id,
        PATIENCE,
        () -> {
          if (state(id).equals("DEPOSIT_DUE")) {
            return true;
          }
          auditor
              .openTask(id)
              .ifPresent(task -> auditor.tryToComplete(task, Map.of("verdict", "APPROVED")));
          return false;
        });
    system.pay(id, DEPOSIT_FEN);
    Http.await("the store of " + id, PATIENCE, () -> state(id).equals("ACTIVE"));
    return id;
  }

  private String state(String id) {
    return system.read(id).path("state").asString();
  }

  /** Every case once, in the service's records and in the engine's. */
  private boolean count(String engine, List<String> opened) {
    ApiClient auditor = new ApiClient(settings.serviceUrl(), "auditor");
    TasklistClient records = new TasklistClient(settings.webUrl(), "demo");
    List<String> lost = new ArrayList<>();
    List<String> doubled = new ArrayList<>();
    for (String id : opened) {
      List<String> actions = auditor.actions(id);
      long approvals = actions.stream().filter("APPROVED"::equals).count();
      long openings = actions.stream().filter("ACTIVATED"::equals).count();
      if (!state(id).equals("ACTIVE") || openings == 0 || !auditor.historyHolds(id)) {
        lost.add(id);
      }
      // What the engine did last is in its records a moment later.
      Http.await("the records of " + id, PATIENCE, () -> records.instancesOf(id) > 0);
      if (approvals > 1 || openings > 1 || records.instancesOf(id) > 1) {
        doubled.add(id);
      }
    }
    System.out.printf(
        "%-50s lost %d, doubled %d of %d%s%n",
        engine,
        lost.size(),
        doubled.size(),
        opened.size(),
        lost.isEmpty() && doubled.isEmpty() ? "" : " " + lost + doubled);
    return lost.isEmpty() && doubled.isEmpty();
  }
}
