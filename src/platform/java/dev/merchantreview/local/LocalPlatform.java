package dev.merchantreview.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Starts and watches the parts of the local platform; the launcher and the tests use the same. */
public final class LocalPlatform {

  /** Under load many records a write spare the index; a lone task is shown a second later. */
  private static final int EXPORT_BATCH = 1_000;

  private static final Duration IMPORT_BACKOFF = Duration.ofMillis(250);

  private static final String BROKER_ALONE = "io.camunda.application.StandaloneBroker";

  private static final Duration BANK_DOWN = Duration.ofMinutes(1);

  /** Tasklist users beside Camunda's own demo; the password is the name. */
  public static final List<String> REVIEWERS =
      List.of("auditor1", "auditor2", "finance1", "finance2");

  private static final Duration PATIENCE = Duration.ofMinutes(5);
  // The quick compiler and the smallest collector start fastest and use the least of two cores. The
  // quick compiler's own code cache is small: when it fills up, the whole heap is collected, which
  // takes a fifth of a second each time.
  private static final List<String> SMALL =
      List.of(
          "-XX:TieredStopAtLevel=1",
          "-XX:ReservedCodeCacheSize=240m",
          // A class space that grows step by step has the whole heap collected at each of them.
          "-XX:MetaspaceSize=192m",
          "-XX:+UseSerialGC",
          "-XX:-UsePerfData");
  static final List<String> SERVICE_OPTIONS =
      Stream.concat(
              SMALL.stream(),
              Stream.of(
                  "-Xms256m",
                  "-Xmx512m",
                  "--enable-native-access=ALL-UNNAMED",
                  "-XX:+IgnoreUnrecognizedVMOptions",
                  "--sun-misc-unsafe-memory-access=allow"))
          .toList();
  static final String READINESS = "/actuator/health/readiness";

  /**
   * As where the service is run for good. It takes longer to start then, and until some five
   * thousand calls were made each costs more; from there on a third less.
   */
  static final List<String> BOTH_COMPILERS = List.of("-XX:TieredStopAtLevel=4");

  // On a small machine the engine and its search index would take processor time from the service
  // whenever many cases come at once; they catch up afterwards, and no request waits for them.
  private static final List<String> AFTER_THE_SERVICE = List.of("nice", "-n", "10");

  private final Settings settings;
  private final Distribution distribution;
  private final Processes processes;
  private final EngineCluster cluster;

  public LocalPlatform(Settings settings, Distribution distribution) {
    this(settings, distribution, 1);
  }

  /**
   * @param brokers of the engine: 1 or 3
   */
  LocalPlatform(Settings settings, Distribution distribution, int brokers) {
    this.settings = settings;
    this.distribution = distribution;
    this.processes = new Processes(settings.home());
    this.cluster = new EngineCluster(settings, brokers);
  }

  EngineCluster cluster() {
    return cluster;
  }

  public Processes processes() {
    return processes;
  }

  public void startPostgres() {
    Path data = settings.home().resolve("data/postgres");
    try {
      Files.createDirectories(data.getParent());
      Postgres.builder(settings.postgres(), data, PATIENCE)
          .setOutputRedirector(ProcessBuilder.Redirect.appendTo(logFile("postgres").toFile()))
          .setErrorRedirector(ProcessBuilder.Redirect.appendTo(logFile("postgres").toFile()))
          .start();
      processes.record("postgres", 1, Postgres.process(data));
      LocalDatabase.create(settings, Settings.DATABASE);
    } catch (IOException cause) {
      throw new UncheckedIOException(cause);
    }
  }

  private Path logFile(String name) throws IOException {
    Path log = processes.log(name);
    Files.createDirectories(log.getParent());
    return log;
  }

  /**
   * @param archived whether its classes come from an archive, which it writes when it stops for the
   *     first time: that pays where it is started again
   */
  public void startOpenSearch(boolean archived) {
    List<String> command = new ArrayList<>(AFTER_THE_SERVICE);
    command.addAll(java());
    command.addAll(SMALL);
    command.addAll(archived ? distribution.archive("opensearch") : List.of());
    command.addAll(
        List.of(
            "-Xms512m",
            "-Xmx768m",
            "-cp",
            distribution.openSearchClassPath(),
            "LocalOpenSearch",
            settings.home().resolve("data/opensearch").toString(),
            Integer.toString(settings.openSearch()),
            Integer.toString(settings.openSearchTransport())));
    processes.start("opensearch", 2, command, settings.home(), Map.of());
  }

  void startCamunda() {
    startCamunda(EXPORT_BATCH, IMPORT_BACKOFF, true);
  }

  /**
   * @param exportBatch how many records the engine writes to the index at once, unless a second
   *     passes before
   * @param importBackoff how long the web applications wait before they look again for what is new
   *     there; a short wait takes a part of the machine also when nothing happens
   * @param archived as with OpenSearch
   */
  public void startCamunda(int exportBatch, Duration importBackoff, boolean archived) {
    cluster.checkData();
    Map<String, String> index =
        Map.of(
            "MR_OPENSEARCH_PORT", Integer.toString(settings.openSearch()),
            "MR_EXPORT_BATCH", Integer.toString(exportBatch),
            "MR_IMPORT_BACKOFF", Long.toString(importBackoff.toMillis()));
    startEngine(
        0,
        "camunda.yaml",
        "broker,operate,tasklist,auth",
        archived ? distribution.archive("camunda") : List.of(),
        distribution.camundaClassPath(),
        "io.camunda.application.StandaloneCamunda",
        index);
    for (int node = 1; node < cluster.brokers(); node++) {
      startEngine(
          node,
          "camunda.yaml",
          "broker",
          List.of(),
          distribution.brokerClassPath(),
          BROKER_ALONE,
          index);
    }
  }

  /** Starts a node of the cluster again that has ended. */
  void startNodeAgain(int node) {
    startEngine(
        node,
        "camunda.yaml",
        "broker",
        List.of(),
        distribution.brokerClassPath(),
        BROKER_ALONE,
        Map.of(
            "MR_OPENSEARCH_PORT", Integer.toString(settings.openSearch()),
            "MR_EXPORT_BATCH", Integer.toString(EXPORT_BATCH),
            "MR_IMPORT_BACKOFF", Long.toString(IMPORT_BACKOFF.toMillis())));
  }

  /** The engine by itself: without web applications and index. */
  public void startBroker() {
    startEngine(
        0,
        "broker.yaml",
        "broker",
        // Tests kill it, and its class path has a folder: neither leaves an archive.
        List.of(),
        distribution.brokerClassPath(),
        BROKER_ALONE,
        Map.of("MR_RECORDS", records().toString()));
  }

  /** Where the engine by itself writes its records. */
  public Path records() {
    return settings.home().resolve("data/records.ndjson");
  }

  private void startEngine(
      int node,
      String configuration,
      String profiles,
      List<String> archive,
      String classPath,
      String program,
      Map<String, String> more) {
    Path home = distribution.camunda();
    List<String> command = new ArrayList<>(AFTER_THE_SERVICE);
    command.addAll(java());
    command.addAll(SMALL);
    command.addAll(archive);
    command.addAll(
        List.of(
            "-Xms512m",
            "-Xmx1g",
            "--add-opens=java.base/java.nio=ALL-UNNAMED",
            "--add-opens=java.base/sun.nio.ch=ALL-UNNAMED",
            "--add-opens=java.base/java.lang=ALL-UNNAMED",
            "-Dapp.home=" + home,
            "-Dbasedir=" + home,
            "-Dlog4j.configurationFile=" + home.resolve("config/log4j2.xml"),
            "-Dspring.config.additional-location=file:"
                + home
                + "/config/,file:"
                + settings.root().resolve("config/camunda").resolve(configuration),
            "-Dspring.profiles.active=" + profiles,
            "-cp",
            classPath,
            program));
    Map<String, String> environment = new HashMap<>(more);
    environment.putAll(cluster.environment(node));
    environment.put("CAMUNDA_LOG_FILE_APPENDER_ENABLED", "false");
    // Not in the project, whose ./config it would take for its own.
    processes.start(EngineCluster.name(node), 3, command, settings.home(), environment);
  }

  /** A fresh index shows what was written after a fifth of a second instead of a whole one. */
  public void awaitOpenSearch() {
    await("opensearch", () -> Http.status(settings.openSearchUrl()) == 200);
    Http.put(
        settings.openSearchUrl() + "/_cluster/settings",
        "{\"persistent\":{\"cluster.default.index.refresh_interval\":\"200ms\"}}");
  }

  public void awaitCamunda() {
    awaitBroker();
    await("camunda", () -> Http.status(settings.webUrl() + "/tasklist") == 200);
  }

  public void awaitBroker() {
    await(
        "camunda",
        () ->
            Http.status(settings.managementUrl() + "/actuator/health") == 200 && cluster.isWhole());
  }

  /**
   * All that was processed by now is in the index: after a restart the exporter pauses for up to a
   * minute before it goes on.
   */
  public void awaitExport() {
    long processed = position("processedPosition");
    await("camunda", () -> position("exportedPosition") >= processed);
  }

  private long position(String name) {
    Matcher found =
        Pattern.compile("\"" + name + "\":(\\d+)")
            .matcher(Http.body(settings.managementUrl() + "/actuator/partitions"));
    return found.find() ? Long.parseLong(found.group(1)) : -1;
  }

  public void createReviewers() {
    for (String name : REVIEWERS) {
      String user =
          """
          {"id":"%1$s","userId":"%1$s","displayName":"%1$s","password":"{noop}%1$s","roles":["OPERATOR"]}\
          """
              .formatted(name);
      await(
          "camunda",
          () ->
              Http.put(
                          settings.openSearchUrl()
                              + "/operate-user-1.2.0_/_doc/"
                              + name
                              + "?refresh=true",
                          user)
                      / 100
                  == 2);
    }
  }

  void startSandbox() {
    startSandbox(BANK_DOWN);
  }

  /**
   * @param bankDown how long the bank is away when an account number asks for that
   */
  public void startSandbox(Duration bankDown) {
    List<String> command = new ArrayList<>(java());
    command.addAll(SMALL);
    command.addAll(
        List.of(
            "-Xmx64m",
            "-cp",
            settings.root().resolve("target/platform-classes").toString(),
            "dev.merchantreview.sandbox.Sandbox",
            Integer.toString(settings.sandbox()),
            settings.serviceUrl(),
            bankDown.toString(),
            settings.home().resolve("data/sandbox").toString()));
    processes.start("sandbox", 4, command, settings.root(), Map.of());
  }

  public void awaitSandbox() {
    await("sandbox", () -> Http.status(settings.sandboxUrl()) == 200);
  }

  void startService() {
    startService(settings.grpc(), List.of());
  }

  /**
   * @param grpcPort where the service finds the engine
   */
  public ProcessHandle startService(int grpcPort, List<String> arguments) {
    return startService(grpcPort, arguments, List.of());
  }

  /**
   * @param compilers how it is compiled; empty for what starts fastest
   */
  ProcessHandle startService(int grpcPort, List<String> arguments, List<String> compilers) {
    return startService("service", settings.service(), grpcPort, arguments, compilers);
  }

  /**
   * One of several services on one database.
   *
   * @param name what it is on record as
   * @param port where it listens
   */
  public ProcessHandle startService(String name, int port, int grpcPort, List<String> arguments) {
    return startService(name, port, grpcPort, arguments, List.of());
  }

  private ProcessHandle startService(
      String name, int port, int grpcPort, List<String> arguments, List<String> compilers) {
    List<String> options = Stream.concat(SERVICE_OPTIONS.stream(), compilers.stream()).toList();
    List<String> command = new ArrayList<>(new ServiceProgram(settings.root()).command(options));
    command.addAll(serviceArguments(port, grpcPort, arguments));
    command.add("--merchant-review.web.instance=" + name);
    return processes.start(name, 5, command, settings.root(), Map.of());
  }

  List<String> serviceArguments(int port, int grpcPort, List<String> arguments) {
    List<String> own = new ArrayList<>(List.of("--server.port=" + port));
    own.addAll(arguments);
    return List.of(
        Settings.laterCounts(settings.serviceArguments(grpcPort, Settings.DATABASE), own));
  }

  /**
   * Has the next start of the service be quicker, unless it is so already: another one comes as far
   * as having all its parts, beside the one that runs, and leaves a cache of its classes. Whatever
   * becomes of it, nothing depends on it.
   *
   * @param told that it begins and that it has ended well
   */
  void trainService(Consumer<String> told) {
    ServiceProgram program = new ServiceProgram(settings.root());
    program.forgetEarlierBuilds();
    if (!program.isUntrained(SERVICE_OPTIONS)) {
      return;
    }
    told.accept("making the next start quicker (once a build, in the background)");
    processes
        .start(
            Processes.TRAINING,
            7,
            program.training(
                SERVICE_OPTIONS, serviceArguments(settings.service(), settings.grpc(), List.of())),
            settings.root(),
            Map.of())
        .onExit()
        .thenRun(
            () -> {
              if (program.hasTrained()) {
                program.keep();
                told.accept("the next start will be quicker");
              }
            });
  }

  /** Waits until a training has ended, if there was one. */
  void awaitTraining() {
    Http.await("the end of the training", PATIENCE, () -> !processes.isRunning(Processes.TRAINING));
  }

  /** One service, or several behind a balancer that is where the one would be. */
  void startServices(int services, List<String> arguments) {
    if (services == 1) {
      startService(settings.grpc(), arguments);
      return;
    }
    List<String> own = new ArrayList<>(arguments);
    // The address a caller is counted by is the one the balancer says it has.
    own.add("--server.forward-headers-strategy=native");
    List<Integer> ports = settings.servicePorts(services);
    Balancer.services(ports)
        .forEach(one -> startService(one.name(), one.port(), settings.grpc(), own));
    List<String> command = new ArrayList<>(java());
    command.addAll(SMALL);
    command.addAll(
        List.of(
            "-Xmx128m",
            "-cp",
            System.getProperty("java.class.path"),
            Balancer.class.getName(),
            Integer.toString(settings.service())));
    ports.forEach(port -> command.add(Integer.toString(port)));
    processes.start("balancer", 6, command, settings.root(), Map.of());
  }

  void awaitServices(int services) {
    if (services > 1) {
      Balancer.services(settings.servicePorts(services))
          .forEach(one -> awaitService(one.name(), one.port()));
    }
    await(
        services == 1 ? "service" : "balancer",
        () -> Http.status(settings.serviceUrl() + READINESS) == 200);
  }

  /** Waits for one of several services. */
  public void awaitService(String name, int port) {
    await(name, () -> Http.status(Settings.local(port) + READINESS) == 200);
  }

  public void awaitService() {
    awaitServices(1);
  }

  /** Processes, decisions and forms are deployed, and Tasklist has every form. */
  public void awaitDeployment() {
    await("service", () -> deployedForms().isPresent());
    List<Long> forms = deployedForms().orElseThrow();
    await(
        "camunda",
        () ->
            forms.stream()
                .allMatch(
                    key ->
                        Http.body(settings.openSearchUrl() + "/tasklist-form-*/_count?q=id:" + key)
                            .contains("\"count\":1")));
    awaitEngineKnown();
  }

  /** Waits for {@link #isEngineKnown} of a service in a process of its own. */
  public void awaitEngineKnown() {
    await("service", this::isEngineKnown);
  }

  /** Whether the service has an engine that knows its processes, decisions and forms. */
  public boolean isEngineKnown() {
    return new ApiClient(settings.serviceUrl(), "operator")
        .get("/actuator/health")
        .body()
        .path("components")
        .path("engine")
        .path("status")
        .asString("")
        .equals("UP");
  }

  private Optional<List<Long>> deployedForms() {
    try (Connection connection =
            DriverManager.getConnection(settings.jdbcUrl(), "postgres", "postgres");
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("select form_key from engine_deployed_form")) {
      List<Long> keys = new ArrayList<>();
      while (rows.next()) {
        keys.add(rows.getLong(1));
      }
      return keys.isEmpty() ? Optional.empty() : Optional.of(keys);
    } catch (SQLException notYet) {
      return Optional.empty();
    }
  }

  void await(String name, BooleanSupplier condition) {
    Http.await(
        name,
        PATIENCE,
        () -> {
          if (processes.hasEnded(name)) {
            throw new LaunchException(name + " ended unexpectedly, see " + processes.log(name));
          }
          return condition.getAsBoolean();
        });
  }

  private static List<String> java() {
    return List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString());
  }
}
