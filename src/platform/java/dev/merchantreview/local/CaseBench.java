package dev.merchantreview.local;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.IntSupplier;

/**
 * Measures what people wait for who look for cases, with few cases and with many: the same calls
 * and pages, and how much they take longer. A service and a database of its own, without an engine,
 * on fresh data and on loopback only.
 */
public final class CaseBench {

  private static final int FEW = 10_000;
  private static final int MANY = 1_000_000;
  private static final int WARM_UP = 10;
  private static final int TIMES = 40;
  private static final String PAGE = "page: ";

  /** Milliseconds the overview and a case may take, and 95 of 100 searches (ours). */
  private static final double PAGE_LIMIT = 300;

  private static final double SEARCH_LIMIT = 200;

  /** Of how many cases on what is held of a file is compared, where it has so many. */
  private static final int HELD_FROM = 20_000;

  private static final int HELD_TO = 100_000;

  /** Megabytes that may be held more then (ours); held whole, so many cases are a hundred. */
  private static final double HELD_LIMIT = 16;

  private static final double P95 = 0.95;
  private static final String CASES = "/api/v1/cases";
  private static final String SOME_CASE = "sa_0000000000000a1f";

  private final Settings settings;
  private final LocalPlatform platform;
  private final ApiClient auditor;
  private final ApiClient admin;
  private final int many;
  private final List<String> growing = new ArrayList<>();

  private CaseBench(Settings settings, int many) {
    this.settings = settings;
    this.platform =
        new LocalPlatform(settings, new Distribution(settings.root(), System.out::println));
    this.auditor = new ApiClient(settings.serviceUrl(), "auditor");
    this.admin = new ApiClient(settings.serviceUrl(), "admin");
    this.many = many;
  }

  /** Milliseconds. */
  private record Times(double median, double p95) {}

  /**
   * @param args how many cases there are at the end; a million when nothing is said
   */
  public static void main(String[] args) {
    CaseBench bench =
        new CaseBench(
            BenchPlatform.settings(), args.length == 0 ? MANY : Integer.parseInt(args[0]));
    BenchPlatform.claim(bench.platform);
    bench.run();
  }

  private void run() {
    Map<String, Times> few = with(FEW);
    Map<String, Times> most = with(many);
    System.out.printf(
        Locale.ROOT,
        "%n%-46s %21s %21s %7s%n",
        "milliseconds: median (p95)",
        String.format(Locale.ROOT, "%,d cases", FEW),
        String.format(Locale.ROOT, "%,d cases", many),
        "growth");
    most.forEach(
        (name, times) -> {
          Times before = Objects.requireNonNull(few.get(name));
          System.out.printf(
              Locale.ROOT,
              "%-46s %12.1f (%6.1f) %12.1f (%6.1f) %7.2f%n",
              name,
              before.median(),
              before.p95(),
              times.median(),
              times.p95(),
              times.median() / before.median());
        });
    List<String> tooSlow = tooSlow(most);
    if (!tooSlow.isEmpty()) {
      System.out.printf(
          Locale.ROOT,
          "%ntoo slow (pages: median above %.0f ms; searches: p95 above %.0f ms): %s%n",
          PAGE_LIMIT,
          SEARCH_LIMIT,
          tooSlow);
    }
    if (!growing.isEmpty()) {
      System.out.printf(Locale.ROOT, "%nheld more with more cases: %s%n", growing);
    }
    if (!tooSlow.isEmpty() || !growing.isEmpty()) {
      System.exit(1);
    }
  }

  /** What takes longer than people are to wait, with the most cases. */
  private static List<String> tooSlow(Map<String, Times> times) {
    return times.entrySet().stream()
        .filter(
            one ->
                one.getKey().startsWith(PAGE)
                    ? one.getValue().median() > PAGE_LIMIT
                    : one.getValue().p95() > SEARCH_LIMIT)
        .map(Map.Entry::getKey)
        .toList();
  }

  private Map<String, Times> with(int cases) {
    Launcher.wipe(settings.home());
    Launcher.checkPorts(settings.ports());
    platform.startPostgres();
    platform.startSandbox(Duration.ZERO);
    platform.services().start(settings.grpc(), List.of("--merchant-review.case-index.interval=1s"));
    platform.services().await();
    long began = System.nanoTime();
    fill(cases);
    System.out.printf(
        Locale.ROOT, "%n%,d cases, made in %.0f s%n", cases, (System.nanoTime() - began) / 1e9);
    rebuild();
    sizes(cases);
    Map<String, Times> times = measure();
    growing.addAll(export());
    System.out.printf(
        Locale.ROOT, "%-46s %.0f MB%n", "the service's memory afterwards", residentMegabytes());
    platform.processes().stopOurs(name -> {});
    return times;
  }

  private void fill(int cases) {
    try (Connection connection =
        DriverManager.getConnection(settings.jdbcUrl(Settings.DATABASE), "postgres", "postgres")) {
      StoredCases.index(connection, 1, cases);
    } catch (SQLException cause) {
      throw new IllegalStateException(cause);
    }
  }

  private void rebuild() {
    long began = System.nanoTime();
    admin.post("/api/v1/case-index/rebuild", Map.of());
    Http.await(
        "the figures",
        Processes.PATIENCE,
        () -> !admin.get("/api/v1/case-index").body().path("running").asBoolean());
    System.out.printf(
        Locale.ROOT, "%-46s %.1f s%n", "figures counted anew", (System.nanoTime() - began) / 1e9);
  }

  private void sizes(int cases) {
    try (Connection connection =
            DriverManager.getConnection(
                settings.jdbcUrl(Settings.DATABASE), "postgres", "postgres");
        Statement statement = connection.createStatement()) {
      try (ResultSet size =
          statement.executeQuery(
              "select pg_table_size('case_index'), pg_indexes_size('case_index'), pg_total_relation_size('case_figure')")) {
        size.next();
        System.out.printf(
            Locale.ROOT,
            "%-46s %.0f + %.0f in its indexes; figures %.1f%n",
            "bytes a case in the index",
            size.getLong(1) / (double) cases,
            size.getLong(2) / (double) cases,
            size.getLong(3) / (double) cases);
      }
    } catch (SQLException cause) {
      throw new IllegalStateException(cause);
    }
  }

  private Map<String, Times> measure() {
    Map<String, String> calls = new LinkedHashMap<>();
    calls.put("newest 50", CASES);
    calls.put("newest 200", CASES + "?limit=200");
    calls.put("by id", CASES + "?q=" + SOME_CASE);
    calls.put("by licence number", CASES + "?q=91330000000000" + "0777");
    calls.put("by merchant", CASES + "?merchantId=m-9777");
    calls.put("by state", CASES + "?state=IN_REVIEW");
    calls.put("by type, state and month", CASES + "?type=FILING&state=REJECTED&to=2026-06-30");
    calls.put(
        "decided: a problem, 30 days",
        CASES + "?problem=EXPIRED&decidedFrom=" + LocalDate.now().minusDays(30));
    calls.put(
        "decided: a verdict, one day",
        CASES + "?verdict=APPROVED&decidedBy=PERSON&decidedFrom=2026-11-02&decidedTo=2026-11-02");
    calls.put("by reviewer", CASES + "?reviewer=auditor7");
    calls.put("overdue", CASES + "?overdue=true");
    calls.put("name: two characters many have", CASES + "?q=" + encoded("杭州"));
    String rare = nameOf(SOME_CASE);
    calls.put("name: two characters few have", CASES + "?q=" + encoded(rare.substring(0, 2)));
    calls.put("name: what everybody has", CASES + "?q=" + encoded("有限公司"));
    calls.put("name: a whole one", CASES + "?q=" + encoded(rare));
    calls.put("name: no hit", CASES + "?q=" + encoded("龘龘龘"));
    Map<String, Times> times = new LinkedHashMap<>();
    calls.forEach((name, path) -> times.put(name, times(path, () -> auditor.get(path).status())));
    pages(times);
    return times;
  }

  private String nameOf(String id) {
    return auditor.get(CASES + "/" + id).body().path("names").path(0).asString();
  }

  /** What an auditor looks at; the case is one that went the real way. */
  private void pages(Map<String, Times> times) {
    String id =
        new ApiClient(settings.serviceUrl(), "merchant")
            .post(
                "/api/v1/store-applications",
                SampleApplications.withDocuments(
                    SampleApplications.application(
                        "DOUYIN", "m-1bench", "ENTERPRISE", "青禾女装", List.of("服饰")),
                    new ApiClient(settings.serviceUrl(), "merchant")))
            .id();
    ConsoleClient console = new ConsoleClient(settings.serviceUrl());
    console.login("auditor", "auditor");
    Map<String, String> paths = new LinkedHashMap<>();
    paths.put(PAGE + "overview", "/console");
    paths.put(PAGE + "cases, the newest 200", "/console/cases");
    paths.put(PAGE + "cases, by a name", "/console/cases?q=" + encoded("杭州"));
    paths.put(PAGE + "a case", "/console/cases/" + id);
    paths.forEach(
        (name, path) -> times.put(name, times(path, () -> console.get(path).statusCode())));
  }

  private static Times times(String path, IntSupplier status) {
    List<Double> millis = new ArrayList<>();
    for (int i = 0; i < WARM_UP + TIMES; i++) {
      long began = System.nanoTime();
      int answered = status.getAsInt();
      if (answered != 200) {
        throw new IllegalStateException(path + " " + answered);
      }
      if (i >= WARM_UP) {
        millis.add((System.nanoTime() - began) / 1e6);
      }
    }
    Collections.sort(millis);
    return new Times(millis.get(millis.size() / 2), millis.get((int) (millis.size() * P95)));
  }

  /**
   * What is exported, what a case of it has there, and how long its file was.
   *
   * @param bytes about, of a case (measured): where a file is, one tells by what was read of it
   */
  private enum Exported {
    CSV("text/csv", 185),
    JSON_LINES("application/jsonl", 485),
    XLSX("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", 111);

    private final String mediaType;
    private final int bytes;

    Exported(String mediaType, int bytes) {
      this.mediaType = mediaType;
      this.bytes = bytes;
    }
  }

  /** Reads all of it, and says of which formats the service holds more with more cases. */
  private List<String> export() {
    List<String> growing = new ArrayList<>();
    for (Exported format : Exported.values()) {
      long began = System.nanoTime();
      long bytes = 0;
      double before = -1;
      double growth = 0;
      double measuring = 0;
      try (InputStream body =
          auditor.stream(CASES + "/export?to=2026-02-01", format.mediaType).body()) {
        byte[] part = new byte[64 * 1024];
        int read;
        while ((read = body.read(part)) >= 0) {
          boolean first = before < 0 && bytes + read >= (long) HELD_FROM * format.bytes;
          boolean second =
              bytes < (long) HELD_TO * format.bytes
                  && bytes + read >= (long) HELD_TO * format.bytes;
          bytes += read;
          if (first || second) {
            // While nobody reads on, the service waits with what it holds.
            long stopped = System.nanoTime();
            double live = liveMegabytes();
            measuring += (System.nanoTime() - stopped) / 1e9;
            growth = first ? 0 : live - before;
            before = first ? live : before;
          }
        }
      } catch (IOException cause) {
        throw new UncheckedIOException(cause);
      }
      System.out.printf(
          Locale.ROOT,
          "%-46s %.1f MB in %.1f s; %+.1f MB held from %,d to %,d cases%n",
          "export as " + format,
          bytes / 1e6,
          (System.nanoTime() - began) / 1e9 - measuring,
          growth,
          HELD_FROM,
          HELD_TO);
      if (growth > HELD_LIMIT) {
        growing.add(format.name());
      }
    }
    return growing;
  }

  /** What is reachable in the service's heap, after a collection of what is not. */
  private double liveMegabytes() {
    try {
      Process histogram =
          new ProcessBuilder(
                  Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(),
                  Long.toString(service().pid()),
                  "GC.class_histogram")
              .redirectErrorStream(true)
              .start();
      String all = new String(histogram.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return all.lines()
              .filter(line -> line.startsWith("Total"))
              .mapToLong(line -> Long.parseLong(line.strip().split("\\s+")[2]))
              .findFirst()
              .orElseThrow(() -> new IllegalStateException(all))
          / 1e6;
    } catch (IOException cause) {
      throw new UncheckedIOException(cause);
    }
  }

  private ProcessHandle service() {
    return platform.processes().running().stream()
        .filter(one -> one.name().equals("service"))
        .findFirst()
        .orElseThrow()
        .handle();
  }

  /** What the service holds, heap and all. */
  private double residentMegabytes() {
    try {
      return Files.readAllLines(Path.of("/proc/" + service().pid() + "/status")).stream()
          .filter(line -> line.startsWith("VmRSS:"))
          .mapToDouble(line -> Double.parseDouble(line.replaceAll("[^0-9]", "")) / 1024)
          .findFirst()
          .orElse(0);
    } catch (IOException cause) {
      throw new UncheckedIOException(cause);
    }
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
