package dev.merchantreview.local;

import java.io.File;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/**
 * How long the service takes from the start of its process until it says it is ready, packed, taken
 * apart and with a cache of its classes, beside an application that has a web server and nothing
 * else. Its database is there and has its tables; there is no engine, which a start waits for in no
 * case.
 */
public final class StartBench {

  private static final int STARTS = 5;
  private static final Duration PATIENCE = Duration.ofMinutes(5);

  private final Settings settings = BenchPlatform.settings();
  private final LocalPlatform platform =
      new LocalPlatform(settings, new Distribution(settings.root(), System.out::println));

  private record Start(double seconds, double processorSeconds) {}

  public static void main(String[] args) {
    try {
      new StartBench().run();
    } catch (LaunchException explained) {
      System.err.println(explained.getMessage());
      System.exit(1);
    }
    System.exit(0);
  }

  private void run() {
    BenchPlatform.claim(platform);
    Launcher.wipe(settings.home());
    Launcher.checkPorts(settings.portsBesideEngine());
    platform.startPostgres();
    ServiceProgram program = new ServiceProgram(settings.root());
    List<String> arguments =
        platform.services().arguments(settings.service(), settings.grpc(), List.of());
    // Makes the tables, which no later start has to.
    start(packed(arguments));
    System.out.printf(
        "from the start of the process to ready, median of %d, JDK %s%n",
        STARTS, Runtime.version());
    tell("packed jar", packed(arguments));
    tell("taken apart", with(program.commandWithoutCache(LocalServices.OPTIONS), arguments));
    platform.services().train(told -> {});
    platform.services().awaitTraining();
    tell("with a cache of its classes", with(program.command(LocalServices.OPTIONS), arguments));
    tell("an application with a web server and nothing else", empty(program));
    platform.processes().stopOurs(name -> {});
    Launcher.wipe(settings.home());
  }

  private List<String> packed(List<String> arguments) {
    List<String> command = new ArrayList<>(List.of(SmallJava.program()));
    command.addAll(LocalServices.OPTIONS);
    command.addAll(
        List.of("-jar", settings.root().resolve("target/merchant-review.jar").toString()));
    return with(command, arguments);
  }

  /** The same libraries, of which it uses those of a web application. */
  private List<String> empty(ServiceProgram program) {
    List<String> command = new ArrayList<>(List.of(SmallJava.program()));
    command.addAll(LocalServices.OPTIONS);
    command.addAll(
        List.of(
            "-cp",
            settings.root().resolve("target/platform-classes")
                + File.pathSeparator
                + program.folder().resolve("lib")
                + "/*",
            EmptyApplication.class.getName(),
            "--server.port=" + settings.service(),
            "--server.address=127.0.0.1"));
    return command;
  }

  private void tell(String what, List<String> command) {
    List<Start> starts = Stream.generate(() -> start(command)).limit(STARTS).toList();
    System.out.printf(
        Locale.ROOT,
        "%-52s %6.2f s, %6.2f s of a processor%n",
        what,
        median(starts.stream().map(Start::seconds).toList()),
        median(starts.stream().map(Start::processorSeconds).toList()));
  }

  private static double median(List<Double> figures) {
    return figures.stream().sorted().toList().get(figures.size() / 2);
  }

  private Start start(List<String> command) {
    long begun = System.nanoTime();
    ProcessHandle process =
        platform.processes().start("service", 5, command, settings.root(), Map.of());
    Http.await(
        "a start",
        PATIENCE,
        () -> {
          if (!process.isAlive()) {
            throw new LaunchException("ended, see " + platform.processes().log("service"));
          }
          return Http.status(settings.serviceUrl() + LocalServices.READINESS) == 200;
        });
    double seconds = (System.nanoTime() - begun) / 1e9;
    double processor = process.info().totalCpuDuration().orElse(Duration.ZERO).toMillis() / 1_000.0;
    process.destroyForcibly();
    process.onExit().join();
    return new Start(seconds, processor);
  }

  private static List<String> with(List<String> command, List<String> arguments) {
    return Stream.concat(command.stream(), arguments.stream()).toList();
  }
}
