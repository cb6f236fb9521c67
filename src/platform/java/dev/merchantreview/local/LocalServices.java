package dev.merchantreview.local;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Starts the packed service on a local platform, and waits for it: one, or several behind a
 * balancer.
 */
public final class LocalServices {

  /** What the service's virtual machine is started with, its cache of classes aside. */
  static final List<String> OPTIONS =
      SmallJava.options(
          List.of(
              "-Xms256m",
              "-Xmx512m",
              "--enable-native-access=ALL-UNNAMED",
              "-XX:+IgnoreUnrecognizedVMOptions",
              "--sun-misc-unsafe-memory-access=allow"));

  /**
   * As where the service is run for good. It takes longer to start then, and until some five
   * thousand calls were made each costs more; from there on a third less.
   */
  static final List<String> BOTH_COMPILERS = List.of("-XX:TieredStopAtLevel=4");

  /** Where a service says that it is usable. */
  static final String READINESS = "/actuator/health/readiness";

  private static final String ONE = "service";
  private static final String BALANCER = "balancer";

  private final Settings settings;
  private final Processes processes;
  private final LocalEngine engine;

  LocalServices(Settings settings, Processes processes, LocalEngine engine) {
    this.settings = settings;
    this.processes = processes;
    this.engine = engine;
  }

  /** Starts the service beside the engine of this platform, without waiting for it. */
  void start() {
    start(settings.grpc(), List.of());
  }

  /**
   * Starts the service, without waiting for it.
   *
   * @param grpcPort where it finds the engine
   * @param arguments settings as {@code --name=value}
   */
  public ProcessHandle start(int grpcPort, List<String> arguments) {
    return start(grpcPort, arguments, List.of());
  }

  /**
   * The same.
   *
   * @param compilers how it is compiled; empty for what starts fastest
   */
  ProcessHandle start(int grpcPort, List<String> arguments, List<String> compilers) {
    return start(ONE, settings.service(), grpcPort, arguments, compilers);
  }

  /**
   * Starts one of several services on one database, without waiting for it.
   *
   * @param name what it is on record as
   * @param port where it listens
   * @param grpcPort where it finds the engine
   * @param arguments settings as {@code --name=value}
   */
  public ProcessHandle startOne(String name, int port, int grpcPort, List<String> arguments) {
    return start(name, port, grpcPort, arguments, List.of());
  }

  private ProcessHandle start(
      String name, int port, int grpcPort, List<String> arguments, List<String> compilers) {
    List<String> options = new ArrayList<>(OPTIONS);
    options.addAll(compilers);
    List<String> command = new ArrayList<>(new ServiceProgram(settings.root()).command(options));
    command.addAll(arguments(port, grpcPort, arguments));
    command.add("--merchant-review.web.instance=" + name);
    return processes.start(name, 5, command, settings.root(), Map.of());
  }

  /** What a service on this platform is told, and what more is asked for, which counts. */
  List<String> arguments(int port, int grpcPort, List<String> more) {
    List<String> own = new ArrayList<>(List.of("--server.port=" + port));
    own.addAll(more);
    return List.of(
        Settings.laterCounts(settings.serviceArguments(grpcPort, Settings.DATABASE), own));
  }

  /** Starts one service, or several behind a balancer that is where the one would be. */
  void startAll(int services, List<String> arguments) {
    if (services == 1) {
      start(settings.grpc(), arguments);
      return;
    }
    List<String> own = new ArrayList<>(arguments);
    // The address a caller is counted by is the one the balancer says it has.
    own.add("--server.forward-headers-strategy=native");
    List<Integer> ports = settings.servicePorts(services);
    Balancer.services(ports).forEach(one -> startOne(one.name(), one.port(), settings.grpc(), own));
    List<String> command = SmallJava.command();
    command.addAll(
        List.of(
            "-Xmx128m",
            "-cp",
            System.getProperty("java.class.path"),
            Balancer.class.getName(),
            Integer.toString(settings.service())));
    ports.forEach(port -> command.add(Integer.toString(port)));
    processes.start(BALANCER, 6, command, settings.root(), Map.of());
  }

  /** Waits until as many as were started are usable, and the balancer of several. */
  void awaitAll(int services) {
    if (services > 1) {
      Balancer.services(settings.servicePorts(services))
          .forEach(one -> awaitOne(one.name(), one.port()));
    }
    awaitOne(services == 1 ? ONE : BALANCER, settings.service());
  }

  /** Waits until one of several services is usable. */
  public void awaitOne(String name, int port) {
    processes.await(name, () -> Http.status(Settings.local(port) + READINESS) == 200);
  }

  /** Waits until the one service is usable. */
  public void await() {
    awaitAll(1);
  }

  /** Waits until processes, decisions and forms are deployed, and Tasklist has every form. */
  public void awaitDeployment() {
    processes.await(ONE, () -> deployedForms().isPresent());
    engine.awaitForms(deployedForms().orElseThrow());
    awaitEngineKnown();
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

  /** Waits for {@link #isEngineKnown} of a service in a process of its own. */
  public void awaitEngineKnown() {
    processes.await(ONE, this::isEngineKnown);
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

  /**
   * Has the next start of the service be quicker, unless it is so already: another one comes as far
   * as having all its parts, beside the one that runs, and leaves a cache of its classes. Whatever
   * becomes of it, nothing depends on it.
   *
   * @param told that it begins and that it has ended well
   */
  void train(Consumer<String> told) {
    ServiceProgram program = new ServiceProgram(settings.root());
    program.forgetEarlierBuilds();
    if (!program.isUntrained(OPTIONS)) {
      return;
    }
    told.accept("making the next start quicker (once a build, in the background)");
    processes
        .start(
            Processes.TRAINING,
            7,
            program.training(OPTIONS, arguments(settings.service(), settings.grpc(), List.of())),
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
    Http.await(
        "the end of the training",
        Processes.PATIENCE,
        () -> !processes.isRunning(Processes.TRAINING));
  }
}
