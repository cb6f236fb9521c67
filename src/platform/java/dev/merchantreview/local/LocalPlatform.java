package dev.merchantreview.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * The parts of a platform on this machine, as the launcher and the tests have them: the engine, the
 * services, and what both stand on and talk to, the database and the sandbox, which are started
 * here.
 */
public final class LocalPlatform {

  private static final Duration BANK_DOWN = Duration.ofMinutes(1);

  private final Settings settings;
  private final Processes processes;
  private final LocalEngine engine;
  private final LocalServices services;

  /** A platform with an engine of one broker. */
  public LocalPlatform(Settings settings, Distribution distribution) {
    this(settings, distribution, 1);
  }

  /**
   * @param brokers of the engine: 1 or 3
   * @throws LaunchException when it is another number
   */
  LocalPlatform(Settings settings, Distribution distribution, int brokers) {
    this.settings = settings;
    this.processes = new Processes(settings.home());
    this.engine =
        new LocalEngine(settings, distribution, processes, new EngineCluster(settings, brokers));
    this.services = new LocalServices(settings, processes, engine);
  }

  /** What runs of it, also of what another launcher started. */
  public Processes processes() {
    return processes;
  }

  /** Camunda and its index. */
  public LocalEngine engine() {
    return engine;
  }

  /** The packed service, one or several. */
  public LocalServices services() {
    return services;
  }

  /** Starts PostgreSQL, waits for it and makes the service's database, unless it is there. */
  public void startPostgres() {
    Path data = settings.home().resolve("data/postgres");
    try {
      Files.createDirectories(data.getParent());
      Postgres.builder(settings.postgres(), data, Processes.PATIENCE)
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

  /** Starts the sandbox as {@code up} does, without waiting for it. */
  void startSandbox() {
    startSandbox(BANK_DOWN);
  }

  /**
   * Starts the sandbox, without waiting for it.
   *
   * @param bankDown how long the bank is away when an account number asks for that
   */
  public void startSandbox(Duration bankDown) {
    List<String> command = SmallJava.command();
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

  /** Waits until the sandbox answers. */
  public void awaitSandbox() {
    processes.await("sandbox", () -> Http.status(settings.sandboxUrl()) == 200);
  }
}
