package dev.merchantreview.local;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.node.ObjectNode;

/**
 * Measures a platform of its own, on the ports of {@code up} and on fresh data, and prints the
 * figures: bounded in count and time, loopback only.
 */
public final class Bench {

  private static final int VISIBLE_SAMPLES = 40;
  private static final int RATE_PER_SECOND = 50;
  private static final int PACED_REQUESTS = 1_000;
  private static final int BUSY_CLIENTS = 8;
  private static final int PRE_CHECKS = 300;
  private static final int WHOLE = 80;
  private static final int SEALED_AN_APPLICATION = 7;
  private static final Duration BUSY_TIME = Duration.ofSeconds(10);

  private final Settings settings;
  private final LocalPlatform platform;
  private final Footprint footprint;
  private final AtomicInteger merchants = new AtomicInteger();
  private final ApiClient merchant;

  /** One that is with an auditor as soon as the machine has looked. */
  private ObjectNode template;

  /** One with every phase there is. */
  private ObjectNode longRoad;

  private volatile String opened;

  private Bench(Settings settings) {
    this.settings = settings;
    this.platform =
        new LocalPlatform(settings, new Distribution(settings.root(), System.out::println));
    this.footprint = new Footprint(settings, platform.processes());
    this.merchant = new ApiClient(settings.serviceUrl(), "merchant");
  }

  public static void main(String[] args) {
    Bench bench = new Bench(BenchPlatform.settings());
    BenchPlatform.claim(bench.platform);
    bench.run();
  }

  private void run() {
    Launcher.wipe(settings.home());
    Launcher.checkPorts(settings.ports());
    new Distribution(settings.root(), System.out::println).prepare();
    figure(
        "up, fresh data", seconds(() -> Launcher.startAll(platform, (done, work) -> work.run())));
    serviceAlone();
    footprint.memory();
    template = complete("KUAISHOU");
    longRoad = complete("DOUYIN");
    warmUp();
    visible();
    preCheck();
    RuleBench rules = new RuleBench(settings);
    rules.requirements();
    wholeProcess();
    PermitBench filings = new PermitBench(settings);
    filings.visible();
    RefundBench refunds = new RefundBench(settings);
    refunds.wholeProcess();
    refunds.ledger();
    footprint.ofCase(opened);
    paced();
    busy();
    sealing();
    drain();
    rules.rehearsal();
    filings.permits();
    filings.stale();
    footprint.memory();
  }

  private void serviceAlone() {
    platform.processes().running().stream()
        .filter(running -> running.name().equals("service"))
        .forEach(platform.processes()::stop);
    figure(
        "service alone, start to ready",
        seconds(
            () -> {
              platform.services().start();
              platform.services().await();
            }));
  }

  private void warmUp() {
    for (int i = 0; i < 200; i++) {
      submit();
    }
    drain();
  }

  /** One application at a time: from its 201 to the moment Tasklist's search finds the task. */
  private void visible() {
    TasklistClient auditor = new TasklistClient(settings.webUrl(), "auditor1");
    List<Double> times = new ArrayList<>();
    for (int i = 0; i < VISIBLE_SAMPLES; i++) {
      String id = submit();
      Instant accepted = Instant.now();
      Http.await("a task", Duration.ofMinutes(1), () -> auditor.openTask(id).isPresent());
      times.add(since(accepted) / 1000);
    }
    System.out.printf(
        Locale.ROOT,
        "%-44s p50 %.2f s, p95 %.2f s (%d applications)%n",
        "201 to task visible in Tasklist",
        percentile(times, 50),
        percentile(times, 95),
        times.size());
  }

  private void paced() {
    Load.Result result =
        PacedLoad.run(
            RATE_PER_SECOND,
            PACED_REQUESTS,
            () -> merchant.post("/api/v1/store-applications", next(template)).status() == 201);
    System.out.printf(
        Locale.ROOT,
        "%-44s p50 %.1f ms, p99 %.1f ms (%d requests, %d refused)%n",
        "accept at " + RATE_PER_SECOND + " requests/s, engine running",
        result.percentile(50),
        result.percentile(99),
        result.millis().size(),
        result.refused());
    Instant from = Instant.now();
    drain();
    figure("engine caught up after that", since(from) / 1000);
  }

  private void busy() {
    AtomicInteger accepted = new AtomicInteger();
    Instant begin = Instant.now();
    try (ExecutorService clients = Executors.newFixedThreadPool(BUSY_CLIENTS)) {
      for (int client = 0; client < BUSY_CLIENTS; client++) {
        clients.execute(
            () -> {
              while (Duration.between(begin, Instant.now()).compareTo(BUSY_TIME) < 0) {
                submit();
                accepted.incrementAndGet();
              }
            });
      }
      clients.shutdown();
      if (!clients.awaitTermination(1, TimeUnit.MINUTES)) {
        throw new LaunchException("the clients do not end");
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
    System.out.printf(
        Locale.ROOT,
        "%-44s %.0f requests/s (%d clients, %d s)%n",
        "accept, as fast as it goes",
        accepted.get() / (since(begin) / 1000),
        BUSY_CLIENTS,
        BUSY_TIME.toSeconds());
  }

  private void preCheck() {
    List<Double> times = new ArrayList<>();
    for (int i = 0; i < PRE_CHECKS; i++) {
      long begin = System.nanoTime();
      ApiClient.Answer answer =
          merchant.post("/api/v1/store-applications/pre-check", next(template));
      times.add((System.nanoTime() - begin) / 1e6);
      if (answer.status() != 200) {
        throw new LaunchException("refused: " + answer.body());
      }
    }
    System.out.printf(
        Locale.ROOT,
        "%-44s p50 %.1f ms, p95 %.1f ms (%d requests)%n",
        "pre-check, one at a time",
        percentile(times, 50),
        percentile(times, 95),
        times.size());
  }

  /** By the service's own measurement: six fields of the content and the kept answer. */
  private void sealing() {
    Pattern line =
        Pattern.compile("merchantreview_personaldata_sealing_seconds_(count|sum)\\S* (\\S+)");
    double count = 0;
    double sum = 0;
    String metrics =
        new ApiClient(settings.serviceUrl(), "admin").get("/actuator/prometheus").raw().body();
    for (Matcher found = line.matcher(metrics); found.find(); ) {
      if (found.group(1).equals("count")) {
        count = Double.parseDouble(found.group(2));
      } else {
        sum = Double.parseDouble(found.group(2));
      }
    }
    System.out.printf(
        Locale.ROOT,
        "%-44s %.1f µs a field, %.0f µs an application (mean of %.0f fields, first use of a key included)%n",
        "sealing personal data",
        sum / count * 1e6,
        sum / count * 1e6 * SEALED_AN_APPLICATION,
        count);
  }

  /** Submission to opened store, with auditors, bank, signing and payment played by the harness. */
  private void wholeProcess() {
    TasklistClient auditor = new TasklistClient(settings.webUrl(), "auditor2");
    MerchantSystem system =
        new MerchantSystem(merchant, new ApiClient(settings.sandboxUrl(), "merchant"));
    List<Double> times = Collections.synchronizedList(new ArrayList<>());
    AtomicInteger left = new AtomicInteger(WHOLE);
    Instant begin = Instant.now();
    try (ExecutorService clients = Executors.newFixedThreadPool(BUSY_CLIENTS)) {
      for (int client = 0; client < BUSY_CLIENTS; client++) {
        clients.execute(
            () -> {
              while (left.getAndDecrement() > 0) {
                times.add(seconds(() -> openStore(auditor, system)));
              }
            });
      }
    }
    System.out.printf(
        Locale.ROOT,
        "%-44s %.1f applications/s, each p50 %.1f s, p95 %.1f s (%d applications, %d at a time)%n",
        "whole process, submission to opened store",
        times.size() / (since(begin) / 1000),
        percentile(times, 50),
        percentile(times, 95),
        times.size(),
        BUSY_CLIENTS);
  }

  private void openStore(TasklistClient auditor, MerchantSystem system) {
    String id = submit(longRoad);
    opened = id;
    system.upToReview(id);
    Http.await("a task of " + id, Duration.ofMinutes(2), () -> auditor.openTask(id).isPresent());
    auditor.complete(auditor.openTask(id).orElseThrow(), Map.of("verdict", "APPROVED"));
    system.sign(id);
    Http.await(
        "a deposit of " + id,
        Duration.ofMinutes(2),
        () -> system.read(id).path("state").asString().equals("DEPOSIT_DUE"));
    system.pay(id, 400_000);
    Http.await(
        "the store of " + id,
        Duration.ofMinutes(2),
        () -> system.read(id).path("state").asString().equals("ACTIVE"));
  }

  private ObjectNode complete(String onPlatform) {
    return SampleApplications.withDocuments(
        SampleApplications.application(onPlatform, "m-1", "ENTERPRISE", "青禾女装", List.of("服饰")),
        merchant);
  }

  private String submit() {
    return submit(template);
  }

  private String submit(ObjectNode like) {
    ApiClient.Answer answer = merchant.post("/api/v1/store-applications", next(like));
    if (answer.status() != 201) {
      throw new LaunchException("refused: " + answer.body());
    }
    return answer.id();
  }

  private ObjectNode next(ObjectNode like) {
    return SampleApplications.ofAnother(like, "m-1b" + merchants.incrementAndGet());
  }

  /** Until every accepted application is with an auditor. */
  private void drain() {
    ApiClient operator = new ApiClient(settings.serviceUrl(), "operator");
    Http.await(
        "every application in review",
        Duration.ofMinutes(5),
        () -> operator.get("/api/v1/store-applications?state=SUBMITTED&limit=1").items().isEmpty());
  }

  private static double seconds(Runnable work) {
    Instant from = Instant.now();
    work.run();
    return since(from) / 1000;
  }

  private static double since(Instant from) {
    return Duration.between(from, Instant.now()).toNanos() / 1e6;
  }

  private static double percentile(List<Double> values, int percent) {
    List<Double> sorted = new ArrayList<>(values);
    Collections.sort(sorted);
    return sorted.get(Math.min(sorted.size() - 1, sorted.size() * percent / 100));
  }

  private static void figure(String name, double seconds) {
    System.out.printf(Locale.ROOT, "%-44s %.1f s%n", name, seconds);
  }
}
