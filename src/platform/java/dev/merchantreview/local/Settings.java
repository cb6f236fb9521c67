package dev.merchantreview.local;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Ports and folders of a local platform.
 *
 * @param root the project's folder
 * @param home where data, logs and unpacked programs are kept
 * @param web where the engine's REST API is, and Operate and Tasklist where they run
 * @param tasklist where Tasklist's and Operate's records are asked
 */
public record Settings(
    Path root,
    Path home,
    int service,
    int web,
    int tasklist,
    int management,
    int grpc,
    int command,
    int internal,
    int openSearch,
    int openSearchTransport,
    int postgres,
    int sandbox) {

  // The sandbox is beside the service, and tests have their platforms a thousand ports apart.
  private static final int APART = 100;

  /** Where the service keeps its cases. */
  public static final String DATABASE = "merchant_review";

  /** Who owns the tables; the password is the name. */
  public static final String OWNER = "merchant_review_owner";

  /** Who the service works as; the password is the name. */
  public static final String SERVICE_USER = "merchant_review_service";

  /** How far apart the ports of a cluster's nodes are, those of Zeebe itself. */
  private static final int NODE_PORTS = 10;

  /** As {@code ./merchant-review up} uses them; an environment variable changes each port. */
  public static Settings fromEnvironment(Path root) {
    int web = port("CAMUNDA", 8080);
    return new Settings(
        root,
        root.resolve(".local"),
        port("SERVICE", 8090),
        web,
        web,
        port("MANAGEMENT", 9600),
        port("ZEEBE", 26500),
        port("ZEEBE_COMMAND", 26501),
        port("ZEEBE_INTERNAL", 26502),
        port("OPENSEARCH", 9200),
        port("OPENSEARCH_TRANSPORT", 9300),
        port("POSTGRES", 5433),
        port("SANDBOX", 8091));
  }

  /**
   * For tests, apart from a platform that may be running on this machine: other ports, other data.
   * The ports are none that a system gives to whoever connects to somewhere (from 32,768 on). The
   * engine has no web applications: its records are asked where there would be an index.
   */
  public static Settings forTests(Path root) {
    Settings all = forTests(root, "target/platform", 0);
    return all.withTasklistAt(all.openSearch);
  }

  /** For tests that need Tasklist's and Operate's pages, apart from all others. */
  public static Settings forTestsOfPages(Path root) {
    return forTests(root, "target/platform-with-pages", 1_000);
  }

  /** For tests on the in-memory engine of Camunda 8.8, apart from all others. */
  public static Settings forTestsOfAskingEngine(Path root) {
    return forTests(root, "target/platform-8.8", 2_000);
  }

  private static Settings forTests(Path root, String home, int ports) {
    return new Settings(
        root,
        root.resolve(home),
        ports + 18090,
        ports + 18080,
        ports + 18080,
        ports + 19600,
        ports + 27500,
        ports + 27501,
        ports + 27502,
        ports + 19200,
        ports + 19300,
        ports + 15433,
        ports + 18091);
  }

  /** The same, but for where the service, the database, the sandbox and the engine are. */
  public Settings with(int service, int postgres, int sandbox, int engine) {
    return new Settings(
        root, home, service, engine, engine, engine, engine, engine, engine, engine, engine,
        postgres, sandbox);
  }

  private Settings withTasklistAt(int port) {
    return new Settings(
        root,
        home,
        service,
        web,
        port,
        management,
        grpc,
        command,
        internal,
        openSearch,
        openSearchTransport,
        postgres,
        sandbox);
  }

  /** The same ports, another folder for data and logs. */
  Settings at(Path otherHome) {
    return new Settings(
        root,
        otherHome,
        service,
        web,
        tasklist,
        management,
        grpc,
        command,
        internal,
        openSearch,
        openSearchTransport,
        postgres,
        sandbox);
  }

  /**
   * The same where another node of the engine's cluster is: beside the first, which has the ports
   * that are set and the folder of before.
   *
   * @param node counted from 0
   */
  Settings node(int node) {
    return new Settings(
        root,
        home,
        service,
        web + node,
        tasklist,
        management + node,
        grpc + NODE_PORTS * node,
        command + NODE_PORTS * node,
        internal + NODE_PORTS * node,
        openSearch,
        openSearchTransport,
        postgres,
        sandbox);
  }

  /** The ports of a node beside the first, each with the setting that changes it. */
  Map<String, Integer> portsOfNode(int node) {
    Settings own = node(node);
    String more = " (node " + node + " is %d above)";
    Map<String, Integer> ports = new LinkedHashMap<>();
    ports.put(variable("CAMUNDA") + more.formatted(node), own.web);
    ports.put(variable("MANAGEMENT") + more.formatted(node), own.management);
    ports.put(variable("ZEEBE") + more.formatted(NODE_PORTS * node), own.grpc);
    ports.put(variable("ZEEBE_COMMAND") + more.formatted(NODE_PORTS * node), own.command);
    ports.put(variable("ZEEBE_INTERNAL") + more.formatted(NODE_PORTS * node), own.internal);
    return ports;
  }

  /** Each port with the setting that changes it. */
  Map<String, Integer> ports() {
    Map<String, Integer> ports = portsBesideEngine();
    ports.put(variable("CAMUNDA"), web);
    ports.put(variable("MANAGEMENT"), management);
    ports.put(variable("ZEEBE"), grpc);
    ports.put(variable("ZEEBE_COMMAND"), command);
    ports.put(variable("ZEEBE_INTERNAL"), internal);
    ports.put(variable("OPENSEARCH"), openSearch);
    ports.put(variable("OPENSEARCH_TRANSPORT"), openSearchTransport);
    return ports;
  }

  /** The same where the engine runs elsewhere. */
  Map<String, Integer> portsBesideEngine() {
    Map<String, Integer> ports = new LinkedHashMap<>();
    ports.put(variable("SERVICE"), service);
    ports.put(variable("POSTGRES"), postgres);
    ports.put(variable("SANDBOX"), sandbox);
    return ports;
  }

  public String serviceUrl() {
    return local(service);
  }

  static String local(int port) {
    return "http://127.0.0.1:" + port;
  }

  /** Where several services listen, when {@link #service} is their balancer's. */
  public List<Integer> servicePorts(int services) {
    return IntStream.rangeClosed(1, services).mapToObj(i -> service + APART + i).toList();
  }

  public String webUrl() {
    return "http://127.0.0.1:" + web;
  }

  public String tasklistUrl() {
    return "http://127.0.0.1:" + tasklist;
  }

  public String managementUrl() {
    return "http://127.0.0.1:" + management;
  }

  public String openSearchUrl() {
    return "http://127.0.0.1:" + openSearch;
  }

  public String sandboxUrl() {
    return "http://127.0.0.1:" + sandbox;
  }

  public String jdbcUrl() {
    return jdbcUrl(DATABASE);
  }

  public String jdbcUrl(String database) {
    return "jdbc:postgresql://127.0.0.1:" + postgres + "/" + database;
  }

  /** Of two settings with one name the later counts; Spring would join them. */
  public static String[] laterCounts(List<String> settings, List<String> later) {
    Map<String, String> all = new LinkedHashMap<>();
    Stream.concat(settings.stream(), later.stream())
        .forEach(one -> all.put(one.split("=", 2)[0], one));
    return all.values().toArray(String[]::new);
  }

  /**
   * What the service has to be told of this platform.
   *
   * @param grpcPort where it finds the engine
   * @param database where it keeps its cases
   */
  public List<String> serviceArguments(int grpcPort, String database) {
    return List.of(
        "--spring.profiles.active=local",
        "--server.port=" + service,
        "--spring.datasource.url=" + jdbcUrl(database),
        "--merchant-review.documents.directory=" + home.resolve("data/contents"),
        "--merchant-review.web.public-url=" + serviceUrl(),
        "--merchant-review.bank.url=" + sandboxUrl() + "/bank",
        "--merchant-review.merchant-standing.url=" + sandboxUrl() + "/standing",
        "--merchant-review.contract-signing.url=" + sandboxUrl() + "/contract-signing",
        "--merchant-review.engine.grpc-address=http://127.0.0.1:" + grpcPort,
        "--merchant-review.engine.rest-address=" + webUrl(),
        "--merchant-review.engine.tasklist.url=" + tasklistUrl(),
        "--merchant-review.engine.tasklist-url=" + webUrl() + "/tasklist");
  }

  private static String variable(String name) {
    return "MERCHANT_REVIEW_" + name + "_PORT";
  }

  private static int port(String name, int standard) {
    String value = System.getenv(variable(name));
    if (value == null || value.isBlank()) {
      return standard;
    }
    try {
      int port = Integer.parseInt(value.strip());
      if (port > 0 && port < 65_536) {
        return port;
      }
    } catch (NumberFormatException notANumber) {
      // Answered below, as any other unusable value.
    }
    throw new LaunchException(variable(name) + " is not a port: " + value);
  }
}
