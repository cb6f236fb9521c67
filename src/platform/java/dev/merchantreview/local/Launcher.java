package dev.merchantreview.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What {@code ./merchant-review up} and {@code down} run. */
public final class Launcher {

  private static final int MOST_SERVICES = 9;
  private static final String CAMUNDA_STARTED = "Camunda started, still booting";
  private static final Duration UNTIL_TRAINING = Duration.ofSeconds(30);

  private final Settings settings;
  private final LocalPlatform platform;
  private final Distribution distribution;
  private final Instant begun = Instant.now();

  private Launcher(Settings settings, int brokers) {
    this.settings = settings;
    this.distribution = new Distribution(settings.root(), this::say);
    this.platform = new LocalPlatform(settings, distribution, brokers);
  }

  /**
   * Arguments: {@code up [--demo] [--fresh] [--brokers 1|3] [--engine GRPC,REST] [--services N]} or
   * {@code down}; the working directory is the project.
   */
  public static void main(String[] args) throws InterruptedException {
    try {
      List<String> options = List.of(args).subList(1, args.length);
      int brokers = options.indexOf("--brokers");
      Launcher launcher =
          new Launcher(
              Settings.fromEnvironment(Path.of("").toAbsolutePath()),
              brokers < 0 ? 1 : EngineCluster.number(options.get(brokers + 1)));
      if (args[0].equals("down")) {
        launcher.down();
      } else {
        launcher.up(
            options.contains("--demo"),
            options.contains("--fresh"),
            value("--engine", options).map(EngineAddress::of),
            value("--services", options).map(Launcher::services).orElse(1));
      }
    } catch (LaunchException explained) {
      System.err.println(explained.getMessage());
      System.exit(1);
    }
  }

  private static Optional<String> value(String option, List<String> options) {
    int place = options.indexOf(option);
    return place < 0 ? Optional.empty() : Optional.of(options.get(place + 1));
  }

  private static int services(String number) {
    if (!number.matches("[1-" + MOST_SERVICES + "]")) {
      throw new LaunchException(
          "--services takes a number from 1 to %d and not %s".formatted(MOST_SERVICES, number));
    }
    return Integer.parseInt(number);
  }

  private void down() {
    if (platform.processes().running().isEmpty()) {
      say("nothing is running");
      return;
    }
    platform.processes().stopAll(name -> say("stopping " + name));
    say("stopped");
  }

  private void up(boolean demo, boolean fresh, Optional<EngineAddress> engine, int services)
      throws InterruptedException {
    List<String> running =
        platform.processes().running().stream().map(Processes.Running::name).toList();
    if (!running.isEmpty()) {
      alreadyRunning(running, engine, services);
      return;
    }
    checkPorts(engine.isPresent() ? settings.portsBesideEngine() : ports());
    checkServicePorts(services);
    engine.ifPresent(EngineAddress::check);
    if (fresh) {
      wipe(settings.home().resolve("data"));
      say("old data wiped");
    }
    if (engine.isEmpty()) {
      platform.engine().cluster().checkData();
      distribution.prepare();
    }
    Thread hook = new Thread(() -> platform.processes().stopOurs(name -> say("stopping " + name)));
    Runtime.getRuntime().addShutdownHook(hook);
    if (engine.isPresent()) {
      startBeside(engine.get(), services);
    } else {
      startAll(platform, services, this::step);
    }
    if (demo) {
      step(
          "demo applications submitted and brought to their states",
          () -> {
            new Demo(settings).play();
            new FilingDemo(settings).play();
            new RefundDemo(settings).play();
            new ProgrammeDemo(settings).play();
          });
    }
    tell(engine, services);
    watch(platform.processes().running());
  }

  private Map<String, Integer> ports() {
    Map<String, Integer> all = settings.ports();
    all.putAll(platform.engine().cluster().ports());
    return all;
  }

  /** Stays until everything was stopped from elsewhere, and says so when a part ends by itself. */
  private void watch(List<Processes.Running> parts) throws InterruptedException {
    CountDownLatch alive = new CountDownLatch(parts.size());
    for (Processes.Running part : parts) {
      part.handle()
          .onExit()
          .thenRun(
              () -> {
                say(part.name() + " ended, see " + platform.processes().log(part.name()));
                alive.countDown();
              });
    }
    // Whoever tries it out has the machine first.
    if (!alive.await(UNTIL_TRAINING.toSeconds(), TimeUnit.SECONDS)) {
      platform.services().train(this::say);
      alive.await();
    }
  }

  /**
   * Starts every part and waits until each is really usable.
   *
   * @param step is given what is done and the work that does it, in order
   */
  static void startAll(LocalPlatform platform, BiConsumer<String, Runnable> step) {
    startAll(platform, 1, step);
  }

  private static void startAll(
      LocalPlatform platform, int services, BiConsumer<String, Runnable> step) {
    // Camunda takes longest, but with kept data it cannot begin before the index is there.
    boolean kept = platform.engine().cluster().isKept();
    step.accept("OpenSearch started, still booting", () -> platform.engine().startOpenSearch(true));
    if (!kept) {
      step.accept(CAMUNDA_STARTED, platform.engine()::startCamunda);
    }
    step.accept("PostgreSQL ready", platform::startPostgres);
    platform.startSandbox();
    platform.services().startAll(services, List.of());
    step.accept("OpenSearch ready", platform.engine()::awaitOpenSearch);
    if (kept) {
      step.accept(CAMUNDA_STARTED, platform.engine()::startCamunda);
    }
    step.accept("sandbox ready", platform::awaitSandbox);
    step.accept(ready(services), () -> platform.services().awaitAll(services));
    step.accept("Zeebe, Operate and Tasklist ready", platform.engine()::awaitCamunda);
    step.accept("reviewers created", platform.engine()::createReviewers);
    step.accept(
        "processes, decisions and forms deployed and imported",
        platform.services()::awaitDeployment);
  }

  private static String ready(int services) {
    return services == 1 ? "service ready" : services + " services and their balancer ready";
  }

  private void startBeside(EngineAddress engine, int services) {
    step("PostgreSQL ready", platform::startPostgres);
    platform.startSandbox();
    platform.services().startAll(services, engine.serviceArguments());
    step("sandbox ready", platform::awaitSandbox);
    step(ready(services), () -> platform.services().awaitAll(services));
    step("processes, decisions and forms deployed", platform.services()::awaitEngineKnown);
  }

  private void alreadyRunning(List<String> running, Optional<EngineAddress> engine, int services) {
    say("running already: " + String.join(", ", running));
    List<String> parts = parts(engine.isPresent(), services);
    if (running.containsAll(parts)) {
      tell(engine, services);
    } else {
      List<String> missing = parts.stream().filter(part -> !running.contains(part)).toList();
      throw new LaunchException(
          "not running: "
              + String.join(", ", missing)
              + ". Stop the rest with ./merchant-review down, then up again.");
    }
  }

  /** The names of what runs here. */
  private List<String> parts(boolean besideEngine, int services) {
    List<String> parts = new ArrayList<>(List.of("postgres"));
    if (!besideEngine) {
      parts.add("opensearch");
      parts.addAll(platform.engine().cluster().names());
    }
    parts.add("sandbox");
    if (services == 1) {
      parts.add("service");
    } else {
      for (int i = 1; i <= services; i++) {
        parts.add("service-" + i);
      }
      parts.add("balancer");
    }
    return parts;
  }

  private void checkServicePorts(int services) {
    if (services == 1) {
      return;
    }
    settings.servicePorts(services).stream()
        .filter(Launcher::isTaken)
        .findFirst()
        .ifPresent(
            port -> {
              throw new LaunchException(
                  "port %d of a service is taken; set %s to another, services are from %d on"
                      .formatted(
                          port,
                          "MERCHANT_REVIEW_SERVICE_PORT",
                          settings.servicePorts(1).getFirst()));
            });
  }

  static void checkPorts(Map<String, Integer> ports) {
    String taken =
        ports.entrySet().stream()
            .filter(entry -> isTaken(entry.getValue()))
            .map(
                entry ->
                    "port " + entry.getValue() + " is taken; set " + entry.getKey() + " to another")
            .collect(Collectors.joining("\n"));
    if (!taken.isEmpty()) {
      throw new LaunchException(taken);
    }
  }

  private static boolean isTaken(int port) {
    try (ServerSocket socket = new ServerSocket()) {
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
      return false;
    } catch (IOException taken) {
      return true;
    }
  }

  public static void wipe(Path folder) {
    if (!Files.exists(folder)) {
      return;
    }
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    } catch (IOException cause) {
      throw new UncheckedIOException(cause);
    }
  }

  private void step(String done, Runnable work) {
    Instant from = Instant.now();
    work.run();
    say("%-62s %5.1f s".formatted(done, Duration.between(from, Instant.now()).toMillis() / 1000.0));
  }

  private void say(String line) {
    System.out.printf(
        Locale.ROOT,
        "[%5.1f s] %s%n",
        Duration.between(begun, Instant.now()).toMillis() / 1000.0,
        line);
  }

  private void tell(Optional<EngineAddress> engine, int services) {
    System.out.println(
        """

        Merchant Review is up.
          API and its pages   %1$s/swagger-ui.html   merchant, merchant2, operator, auditor, admin
          Console             %1$s/console           auditor, operator, admin, and the reviewers
        %2$s
          Sandbox             %3$s%5$s
        (every password is the user's name)

        Try:
          curl -u merchant:merchant %1$s/api/v1/store-applications -H 'Content-Type: application/json' \\
            -H "Idempotency-Key: $(date +%%s)" -H 'Accept-Language: en' -d @docs/examples/store-application.json

        Ctrl-C or ./merchant-review down stops everything. Logs: %4$s
        """
            .formatted(
                settings.serviceUrl(),
                engine
                    .map(address -> "  Engine              %s".formatted(address.rest()))
                    .orElseGet(this::webApplications),
                settings.sandboxUrl(),
                settings.home().resolve("log"),
                services == 1 ? "" : servicesOf(services)));
  }

  private String servicesOf(int services) {
    return "\n  Services            "
        + settings.servicePorts(services).stream()
            .map(Settings::local)
            .collect(Collectors.joining(" "));
  }

  private String webApplications() {
    return """
      Tasklist            %1$s/tasklist          auditor1, auditor2, finance1, finance2, demo
      Operate             %1$s/operate           demo
    """
        .indent(0)
        .formatted(settings.webUrl())
        .stripTrailing();
  }
}
