package dev.merchantreview.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.camunda.client.api.search.enums.OwnerType;
import io.camunda.client.api.search.enums.PermissionType;
import io.camunda.client.api.search.enums.ResourceType;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What is written of the permissions the service needs on a cluster, against what it asks. */
class CamundaPermissionsTest {

  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final Pattern CALL =
      Pattern.compile("\\.\\s*(new[A-Z][A-Za-z]*(?:Command|Request)|newWorker)\\(");
  private static final Pattern ROW =
      Pattern.compile(
          "^\\| `(new[A-Za-z]+)` \\|[^|]*\\| (?:`([A-Z_]+)`|–) \\|[^|]*\\| (?:`([A-Z_]+)`|–) \\|",
          Pattern.MULTILINE);

  private static final Pattern SCRIPT = Pattern.compile("```bash\n(.*?)```", Pattern.DOTALL);

  private static String document(String name) throws IOException {
    return Files.readString(Path.of("docs", name));
  }

  /** Resource and permission, by the calls of the table. */
  private static Map<String, String> documented(String name) throws IOException {
    Map<String, String> rows = new TreeMap<>();
    Matcher row = ROW.matcher(document(name));
    while (row.find()) {
      rows.put(row.group(1), row.group(2) + " " + row.group(3));
    }
    return rows;
  }

  private static Set<String> called() throws IOException {
    Set<String> calls = new TreeSet<>();
    for (Path file : files(Path.of("src/main/java/dev/merchantreview/engine"), ".java")) {
      Matcher call = CALL.matcher(Files.readString(file));
      while (call.find()) {
        calls.add(call.group(1));
      }
    }
    return calls;
  }

  private static List<Path> files(Path folder, String end) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> file.toString().endsWith(end)).sorted().toList();
    }
  }

  private static Set<String> found(String folder, String end, String pattern) throws IOException {
    Set<String> found = new TreeSet<>();
    for (Path file : files(Path.of(folder), end)) {
      Matcher matcher = Pattern.compile(pattern).matcher(Files.readString(file));
      while (matcher.find()) {
        found.add(matcher.group(1));
      }
    }
    return found;
  }

  @ParameterizedTest
  @ValueSource(strings = {"camunda-permissions.md", "camunda-permissions.zh-CN.md"})
  void namesEveryCallTheServiceMakes(String name) throws IOException {
    assertThat(documented(name)).containsOnlyKeys(called());
  }

  @Test
  void saysTheSameInBothLanguages() throws IOException {
    assertThat(documented("camunda-permissions.zh-CN.md"))
        .isEqualTo(documented("camunda-permissions.md"));
    assertThat(script("camunda-permissions.zh-CN.md")).isEqualTo(script("camunda-permissions.md"));
  }

  private static String script(String name) throws IOException {
    Matcher script = SCRIPT.matcher(document(name));
    assertThat(script.find()).isTrue();
    return script.group(1);
  }

  /** The commands are run, against somebody who writes down what they ask for. */
  @Test
  void grantsWithItsCommandsWhatTheTableNamesAndNothingElse()
      throws IOException, InterruptedException {
    List<JsonNode> grants = granted();
    assertThat(grants)
        .allSatisfy(
            grant -> {
              assertThat(grant.propertyNames())
                  .containsExactlyInAnyOrder(
                      "ownerType", "ownerId", "resourceType", "resourceId", "permissionTypes");
              assertThat(OwnerType.valueOf(grant.path("ownerType").asString()))
                  .isEqualTo(OwnerType.CLIENT);
              assertThat(names(ResourceType.values()))
                  .contains(grant.path("resourceType").asString());
              assertThat(names(PermissionType.values()))
                  .containsAll(
                      grant.path("permissionTypes").valueStream().map(JsonNode::asString).toList());
              assertThat(grant.path("ownerId").asString()).isEqualTo("merchant-review");
            });
    Set<String> permissions =
        grants.stream()
            .flatMap(
                grant ->
                    grant
                        .path("permissionTypes")
                        .valueStream()
                        .map(one -> grant.path("resourceType").asString() + " " + one.asString()))
            .collect(Collectors.toCollection(TreeSet::new));
    Set<String> wanted = new TreeSet<>(documented("camunda-permissions.md").values());
    wanted.remove("null null");
    assertThat(permissions).isEqualTo(wanted);
    Set<String> processes = new TreeSet<>(found("bpmn", ".bpmn", "<bpmn:process id=\"([^\"]+)\""));
    processes.add(RecordsProbe.PROCESS);
    assertThat(ids(grants, "PROCESS_DEFINITION")).isEqualTo(processes);
    assertThat(ids(grants, "DECISION_DEFINITION"))
        .isEqualTo(found("bpmn/rules", ".dmn", "<decision id=\"([^\"]+)\""));
    assertThat(ids(grants, "MESSAGE"))
        .isEqualTo(found("bpmn", ".bpmn", "<bpmn:message [^>]*name=\"([^\"]+)\""));
    assertThat(ids(grants, "GROUP"))
        .isEqualTo(found("bpmn", ".bpmn", "candidateGroups=\"([^\"=]+)\""));
    assertThat(ids(grants, "RESOURCE")).containsExactly("*");
  }

  private static List<String> names(Enum<?>[] values) {
    return Stream.of(values).map(Enum::name).toList();
  }

  private static Set<String> ids(List<JsonNode> grants, String resourceType) {
    return grants.stream()
        .filter(grant -> grant.path("resourceType").asString().equals(resourceType))
        .map(grant -> grant.path("resourceId").asString())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static List<JsonNode> granted() throws IOException, InterruptedException {
    List<JsonNode> grants = new CopyOnWriteArrayList<>();
    HttpServer cluster =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    cluster.createContext(
        "/v2/authorizations",
        exchange -> {
          try (exchange) {
            grants.add(JSON.readTree(exchange.getRequestBody().readAllBytes()));
            exchange.sendResponseHeaders(201, -1);
          }
        });
    cluster.start();
    try {
      String script =
          script("camunda-permissions.md")
              .replace(
                  "https://camunda.example", "http://127.0.0.1:" + cluster.getAddress().getPort())
              .replace("eyJ…", "token");
      Process shell = new ProcessBuilder("bash", "-euc", script).redirectErrorStream(true).start();
      String said = new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertThat(shell.waitFor()).as(said).isZero();
    } finally {
      cluster.stop(0);
    }
    return grants;
  }
}
