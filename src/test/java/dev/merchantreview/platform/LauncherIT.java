package dev.merchantreview.platform;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.merchantreview.local.ConsoleClient;
import dev.merchantreview.local.Http;
import dev.merchantreview.testing.FreePorts;
import dev.merchantreview.testing.StandInGateway;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The script as people run it, in a folder and on ports of its own; what it builds is what is built
 * already, and the engine is one that runs elsewhere.
 */
class LauncherIT {

  private static final Duration START = Duration.ofMinutes(5);
  private static final List<String> PORTS = List.of("POSTGRES", "SANDBOX");
  private static final List<String> USED =
      List.of(".mvn", "mvnw", "pom.xml", "src", "bpmn", "config", "target");
  private static final int BETWEEN_NODES = 10;
  private static final int[] SERVICES_ABOVE_BALANCER = {101, 102};
  private static final Path ROOT = Path.of("").toAbsolutePath();

  @TempDir Path home;
  private final Map<String, String> ports = new TreeMap<>();

  @BeforeEach
  void lays() throws IOException {
    for (String used : USED) {
      Files.createSymbolicLink(home.resolve(used), ROOT.resolve(used));
    }
    Files.copy(
        ROOT.resolve("merchant-review"),
        home.resolve("merchant-review"),
        StandardCopyOption.COPY_ATTRIBUTES);
    Path local = Files.createDirectories(home.resolve(".local"));
    Files.writeString(local.resolve("class-path"), System.getProperty("java.class.path"));
    Files.createFile(local.resolve("built"));
    ports.put(
        "MERCHANT_REVIEW_SERVICE_PORT", Integer.toString(FreePorts.one(SERVICES_ABOVE_BALANCER)));
    for (String part : PORTS) {
      ports.put("MERCHANT_REVIEW_" + part + "_PORT", Integer.toString(FreePorts.one()));
    }
  }

  @AfterEach
  void stopsWhatIsLeft() throws Exception {
    run("down");
    for (String used : USED) {
      Files.delete(home.resolve(used));
    }
  }

  @Test
  void namesAnOptionItDoesNotKnow() throws Exception {
    assertThat(run("up", "--quick")).isEqualTo(2);
    assertThat(told()).contains("unknown option --quick", "Usage:", "--engine GRPC,REST");
  }

  @Test
  void wantsBothAddressesOfAnEngine() throws Exception {
    assertThat(run("up", "--engine")).isEqualTo(2);
    assertThat(told()).contains("--engine needs two addresses, GRPC,REST");
    assertThat(run("up", "--engine", "http://127.0.0.1:26500")).isEqualTo(1);
    assertThat(told()).contains("--engine takes two addresses").doesNotContain("Exception");
    assertThat(run("up", "--engine", "127.0.0.1:26500,ftp://127.0.0.1:8080")).isEqualTo(1);
    assertThat(told())
        .contains("GRPC address must be", "REST address must be")
        .doesNotContain("Exception");
    assertThat(run("up", "--demo", "--engine", "http://127.0.0.1:1,http://127.0.0.1:2"))
        .isEqualTo(2);
    assertThat(told()).contains("does not go with --engine");
  }

  @Test
  void startsOneBrokerOrThreeOfTheLocalEngine() throws Exception {
    assertThat(run("up", "--brokers")).isEqualTo(2);
    assertThat(told()).contains("--brokers takes 1 or 3");
    for (String wrong : List.of("2", "0", "three", "--demo")) {
      assertThat(run("up", "--brokers", wrong)).isEqualTo(2);
      assertThat(told()).contains("--brokers takes 1 or 3; given: " + wrong);
    }
    assertThat(run("up", "--brokers", "3", "--engine", "http://127.0.0.1:1,http://127.0.0.1:2"))
        .isEqualTo(2);
    assertThat(told()).contains("does not go with --engine");
  }

  @Test
  void namesAPortOfAnotherBrokerThatIsTaken() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      ports.put(
          "MERCHANT_REVIEW_ZEEBE_PORT", Integer.toString(taken.getLocalPort() - 2 * BETWEEN_NODES));
      assertThat(run("up", "--brokers", "3")).isEqualTo(1);
      assertThat(told())
          .contains(
              "port "
                  + taken.getLocalPort()
                  + " is taken; set MERCHANT_REVIEW_ZEEBE_PORT (node 2 is 20 above) to another");
    }
  }

  /** The engine does not share out anew what it has. */
  @Test
  void startsNoOtherNumberOfBrokersThanTheDataIsOf() throws Exception {
    for (String part :
        List.of(
            "CAMUNDA",
            "MANAGEMENT",
            "ZEEBE",
            "ZEEBE_COMMAND",
            "ZEEBE_INTERNAL",
            "OPENSEARCH",
            "OPENSEARCH_TRANSPORT")) {
      ports.put("MERCHANT_REVIEW_" + part + "_PORT", Integer.toString(FreePorts.one()));
    }
    Files.createDirectories(home.resolve(".local/data/zeebe"));
    assertThat(run("up", "--brokers", "3")).isEqualTo(1);
    assertThat(told())
        .contains("is of 1 broker: start it with --brokers 1, or with --fresh")
        .doesNotContain("Exception", "PostgreSQL ready");
    Files.createDirectories(home.resolve(".local/data/zeebe-1"));
    assertThat(run("up")).isEqualTo(1);
    assertThat(told()).contains("is of 3 brokers: start it with --brokers 3, or with --fresh");
  }

  @Test
  void namesTheNumbersOfServicesThereCanBe() throws Exception {
    for (String number : List.of("0", "x", "99", "-1", "")) {
      assertThat(run("up", "--services", number)).as(number).isIn(1, 2);
      assertThat(told())
          .as(number)
          .contains("--services takes a number from 1 to 9")
          .doesNotContain("Exception", "ready");
    }
    assertThat(run("up", "--services")).isEqualTo(2);
    assertThat(told()).contains("--services needs a number from 1 to 9");
  }

  /** Whoever is logged in stays so, at whichever of the services that is, while it lives. */
  @Test
  void startsSeveralServicesBehindOneAddressAndStopsAllOfThem() throws Exception {
    HttpServer rest =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    rest.start();
    try (StandInGateway engine = new StandInGateway()) {
      Process launcher =
          start(
              home.resolve("first"),
              "up",
              "--services",
              "2",
              "--engine",
              "http://127.0.0.1:%d,http://127.0.0.1:%d"
                  .formatted(engine.port(), rest.getAddress().getPort()));
      awaitUp(launcher);
      assertThat(told("first")).contains("2 services and their balancer ready", "Services  ");
      String url = "http://127.0.0.1:" + ports.get("MERCHANT_REVIEW_SERVICE_PORT");
      ConsoleClient person = new ConsoleClient(url);
      person.login("auditor", "auditor");
      String session = person.cookie("merchant-review-console");
      assertThat(session).matches(".+\\.service-[12]");
      for (int i = 0; i < 6; i++) {
        assertThat(person.get("/console").statusCode()).isEqualTo(200);
        assertThat(Http.status(url + "/actuator/health/liveness")).isEqualTo(200);
      }
      end(session.substring(session.lastIndexOf('.') + 1));
      for (int i = 0; i < 4; i++) {
        assertThat(Http.status(url + "/actuator/health/liveness")).isEqualTo(200);
      }
      assertThat(person.get("/console").headers().firstValue("Location").orElse(""))
          .contains("/console/login");
      assertThat(run("down")).isZero();
      assertThat(told())
          .contains("stopping balancer", "stopping service-", "stopping postgres", "stopped");
      assertThat(launcher.waitFor(START.toSeconds(), TimeUnit.SECONDS)).isTrue();
      assertThat(Http.status(url)).isZero();
    } finally {
      rest.stop(0);
    }
  }

  /** Kills a part that the launcher has on record. */
  private void end(String part) throws Exception {
    String[] record = Files.readString(home.resolve(".local/run/" + part)).strip().split(" ");
    ProcessHandle process = ProcessHandle.of(Long.parseLong(record[1])).orElseThrow();
    process.destroyForcibly();
    process.onExit().get(START.toSeconds(), TimeUnit.SECONDS);
  }

  private void awaitUp(Process launcher) {
    Http.await(
        "the start: " + told("first"),
        START,
        () -> {
          if (!launcher.isAlive()) {
            throw new AssertionError(told("first"));
          }
          return told("first").contains("Merchant Review is up");
        });
  }

  @Test
  void namesTheAddressesNobodyAnswersAt() throws Exception {
    String grpc = "http://127.0.0.1:" + FreePorts.one();
    String rest = "http://127.0.0.1:" + FreePorts.one();
    assertThat(run("up", "--engine", grpc + "," + rest)).isEqualTo(1);
    assertThat(told())
        .contains("nobody listens at " + grpc, "nobody answers at " + rest)
        .doesNotContain("Exception", "PostgreSQL ready");
  }

  @Test
  void namesAPortThatIsTakenAndTheSettingThatChangesIt() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      ports.put("MERCHANT_REVIEW_SANDBOX_PORT", Integer.toString(taken.getLocalPort()));
      assertThat(run("up", "--engine", "http://127.0.0.1:1,http://127.0.0.1:2")).isEqualTo(1);
      assertThat(told())
          .contains(
              "port "
                  + taken.getLocalPort()
                  + " is taken; set MERCHANT_REVIEW_SANDBOX_PORT to another");
    }
  }

  @Test
  void saysThatThereIsNothingToStop() throws Exception {
    assertThat(run("down")).isZero();
    assertThat(told()).contains("nothing is running");
  }

  @Test
  void findsWhatAKilledLauncherLeftRunningAndStopsIt() throws Exception {
    HttpServer rest =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    rest.start();
    try (StandInGateway engine = new StandInGateway()) {
      String[] up = {
        "up",
        "--engine",
        "http://127.0.0.1:%d,http://127.0.0.1:%d"
            .formatted(engine.port(), rest.getAddress().getPort())
      };
      Process launcher = start(home.resolve("first"), up);
      try {
        awaitUp(launcher);
        assertThat(told("first")).doesNotContain("fetching", "Tasklist");
        assertThat(engine.deployments).isNotEmpty();
      } finally {
        launcher.destroyForcibly().waitFor();
      }
      assertThat(run(up)).isZero();
      assertThat(told()).contains("running already: postgres, sandbox, service", "is up");
      // Without the address the engine is a part that does not run.
      assertThat(run("up")).isEqualTo(1);
      assertThat(told()).contains("not running: opensearch, camunda");
      assertThat(run("down")).isZero();
      assertThat(told()).contains("stopping service", "stopping postgres", "stopped");
      assertThat(run("down")).isZero();
      assertThat(told()).contains("nothing is running");
    } finally {
      rest.stop(0);
    }
  }

  private int run(String... command) throws Exception {
    Process process = start(home.resolve("told"), command);
    if (!process.waitFor(START.toSeconds(), TimeUnit.SECONDS)) {
      process.destroyForcibly();
      throw new AssertionError(Arrays.toString(command) + " does not end: " + told());
    }
    return process.exitValue();
  }

  private Process start(Path output, String... command) throws IOException {
    List<String> all = new ArrayList<>(List.of(home.resolve("merchant-review").toString()));
    all.addAll(List.of(command));
    ProcessBuilder builder =
        new ProcessBuilder(all).redirectErrorStream(true).redirectOutput(output.toFile());
    builder.environment().putAll(ports);
    return builder.start();
  }

  private String told() {
    return told("told");
  }

  private String told(String file) {
    try {
      return Files.readString(home.resolve(file));
    } catch (IOException cause) {
      throw new AssertionError(cause);
    }
  }
}
