package dev.merchantreview.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * The brokers of the local engine: one with one partition, or three with three partitions, each
 * kept by all of them. The first has the gateway the service uses, and the web applications.
 */
public final class EngineCluster {

  /** Fewer cannot lose one, and a fourth would have nothing to keep that is not kept already. */
  private static final Set<Integer> SIZES = Set.of(1, 3);

  private static final String FIRST = "camunda";
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final Settings settings;
  private final int brokers;

  /**
   * @throws LaunchException when there is no cluster of so many
   */
  EngineCluster(Settings settings, int brokers) {
    if (!SIZES.contains(brokers)) {
      throw new LaunchException("--brokers takes 1 or 3; given: " + brokers);
    }
    this.settings = settings;
    this.brokers = brokers;
  }

  /**
   * How many are asked for.
   *
   * @throws LaunchException when it is no number there is a cluster of
   */
  static int number(String given) {
    if (!Set.of("1", "3").contains(given)) {
      throw new LaunchException("--brokers takes 1 or 3; given: " + given);
    }
    return Integer.parseInt(given);
  }

  int brokers() {
    return brokers;
  }

  /** The name of a node's process. */
  static String name(int node) {
    return node == 0 ? FIRST : FIRST + "-" + node;
  }

  /** The names of all. */
  List<String> names() {
    return IntStream.range(0, brokers).mapToObj(EngineCluster::name).toList();
  }

  /** Every port of the nodes beside the first. */
  Map<String, Integer> ports() {
    return IntStream.range(1, brokers)
        .mapToObj(settings::portsOfNode)
        .flatMap(ports -> ports.entrySet().stream())
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  /** What a node is told beside what stands in its configuration. */
  Map<String, String> environment(int node) {
    Settings own = settings.node(node);
    return Map.ofEntries(
        Map.entry("MR_WEB_PORT", Integer.toString(own.web())),
        Map.entry("MR_MANAGEMENT_PORT", Integer.toString(own.management())),
        Map.entry("MR_GRPC_PORT", Integer.toString(own.grpc())),
        Map.entry("MR_COMMAND_PORT", Integer.toString(own.command())),
        Map.entry("MR_INTERNAL_PORT", Integer.toString(own.internal())),
        Map.entry("MR_DATA", data(node).toString()),
        Map.entry("ZEEBE_BROKER_CLUSTER_NODEID", Integer.toString(node)),
        Map.entry("ZEEBE_BROKER_CLUSTER_CLUSTERSIZE", Integer.toString(brokers)),
        Map.entry("ZEEBE_BROKER_CLUSTER_PARTITIONSCOUNT", Integer.toString(brokers)),
        Map.entry("ZEEBE_BROKER_CLUSTER_REPLICATIONFACTOR", Integer.toString(brokers)),
        Map.entry(
            "ZEEBE_BROKER_CLUSTER_INITIALCONTACTPOINTS",
            IntStream.range(0, brokers)
                .mapToObj(one -> "127.0.0.1:" + settings.node(one).internal())
                .collect(Collectors.joining(","))));
  }

  private Path data(int node) {
    return settings.home().resolve(node == 0 ? "data/zeebe" : "data/zeebe-" + node);
  }

  /**
   * The engine's data is of as many brokers as wrote it: it is not shared out again.
   *
   * @throws LaunchException when there is data of another number
   */
  void checkData() {
    int written = Files.isDirectory(data(1)) ? 3 : Files.isDirectory(data(0)) ? 1 : brokers;
    if (written != brokers) {
      throw new LaunchException(
          "the engine's data here is of "
              + written
              + (written == 1 ? " broker" : " brokers")
              + ": start it with --brokers "
              + written
              + ", or with --fresh, which wipes it");
    }
  }

  /** Whether it was started here before, as far as it came: then there may be an index, too. */
  boolean isKept() {
    return Files.isDirectory(data(0));
  }

  /** From now on it {@link #isKept}; by itself it makes its data later than its index. */
  void keep() {
    try {
      for (int node = brokers - 1; node >= 0; node--) {
        Files.createDirectories(data(node));
      }
    } catch (IOException cause) {
      throw new UncheckedIOException(cause);
    }
  }

  /** Whether every broker is known and each partition is led and well, as the gateway says. */
  boolean isWhole() {
    List<JsonNode> parts = parts();
    return parts.stream().map(part -> part.path("node").asInt()).distinct().count() == brokers
        && parts.stream().allMatch(part -> part.path("health").asString("").equals("healthy"))
        && led().size() == brokers;
  }

  /** The partitions that are led. */
  Set<Integer> led() {
    return parts().stream()
        .filter(EngineCluster::leads)
        .map(part -> part.path("partitionId").asInt())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** The nodes that lead a partition, as the gateway says. */
  Set<Integer> leaders() {
    return parts().stream()
        .filter(EngineCluster::leads)
        .map(part -> part.path("node").asInt())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** One of them that is not the first, whose gateway is used. */
  Optional<Integer> leaderBesideTheFirst() {
    return leaders().stream().filter(node -> node > 0).findFirst();
  }

  private static boolean leads(JsonNode part) {
    return part.path("role").asString("").equals("leader");
  }

  /** What each broker has of each partition; empty while nobody says so. */
  private List<JsonNode> parts() {
    try {
      return JSON.readTree(Http.body(settings.webUrl() + "/v2/topology"))
          .path("brokers")
          .valueStream()
          .flatMap(
              broker ->
                  broker
                      .path("partitions")
                      .valueStream()
                      .map(
                          part ->
                              (JsonNode)
                                  ((ObjectNode) part.deepCopy())
                                      .put("node", broker.path("nodeId").asInt())))
          .toList();
    } catch (JacksonException notYet) {
      return List.of();
    }
  }
}
