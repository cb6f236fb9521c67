package dev.merchantreview.testing;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Answers as the cluster's records do: which process instances there are, how they stand, and what
 * they were started as. It knows what a test tells it.
 */
public final class StandInRecords implements AutoCloseable {

  private static final int NO_CONTENT = 204;
  private static final DateTimeFormatter OPERATES_TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSxx");

  private final JsonMapper json = JsonMapper.builder().build();
  private final HttpServer server;

  /** The state of each instance. */
  public final Map<Long, String> states = new ConcurrentHashMap<>();

  /** The value of the variable each instance was started as. */
  public final Map<Long, String> startedAs = new ConcurrentHashMap<>();

  /** The names of the variables each instance knows as a whole. */
  public final Map<Long, List<String>> variables = new ConcurrentHashMap<>();

  /** The key of the version each instance runs by. */
  public final Map<Long, Long> runsBy = new ConcurrentHashMap<>();

  /** The ids of the elements each instance is at. */
  public final Map<Long, List<String>> at = new ConcurrentHashMap<>();

  /** The elements each instance was at, and left. */
  public final Map<Long, List<Passed>> passed = new ConcurrentHashMap<>();

  /** The ids of the sequence flows each instance took. */
  public final Map<Long, List<String>> flows = new ConcurrentHashMap<>();

  /** What keeps each instance from going on, by the element it stands at. */
  public final Map<Long, Map<String, String>> incidents = new ConcurrentHashMap<>();

  /** The key of the open task at an element, by the element's id. */
  public final Map<String, Long> tasks = new ConcurrentHashMap<>();

  /** The completed task at an element, by the element's id. */
  public final Map<String, Completed> completed = new ConcurrentHashMap<>();

  /** What is shown of what the completion of a task brought, by the task's key. */
  public final Map<Long, Map<String, Object>> sent = new ConcurrentHashMap<>();

  /** A completed task and who completed it. */
  public record Completed(long task, String assignee) {}

  /** An element an instance was at from one time to another. */
  public record Passed(String elementId, Instant from, Instant until) {}

  /** The versions of processes there are, by their keys. */
  public final Map<Long, Version> versions = new ConcurrentHashMap<>();

  /** A version of a process. */
  public record Version(String processId, int number, String bpmn) {}

  private final StandInGateway gateway;

  /** Whether they show nothing of what the engine was given to see how far they are. */
  public volatile boolean behind;

  /** How often it was asked. */
  public final AtomicInteger requests = new AtomicInteger();

  /** What happens before each answer. */
  public volatile Runnable beforeAnswer = () -> {};

  /**
   * @param gateway whose instances are shown that it was given to see how far these records are
   */
  public StandInRecords(StandInGateway gateway) {
    this.gateway = gateway;
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException cause) {
      throw new UncheckedIOException(cause);
    }
    server.createContext(
        "/api/login",
        exchange -> {
          exchange.getResponseHeaders().add("Set-Cookie", "session=1; Path=/");
          exchange.sendResponseHeaders(NO_CONTENT, -1);
          exchange.close();
        });
    searched("/v1/process-instances/search", this::instances);
    searched("/v1/variables/search", this::variables);
    searched("/v1/flownode-instances/search", this::elements);
    searched("/v1/process-definitions/search", this::versions);
    searched("/v1/incidents/search", this::incidents);
    searched("/v1/tasks/search", this::tasks);
    server.createContext("/v1/tasks/", this::sent);
    server.createContext("/v1/process-instances/", this::flows);
    server.createContext("/v1/process-definitions/", this::diagram);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.start();
  }

  /** The setting that leads the service here. */
  public String address() {
    return "--merchant-review.engine.tasklist.url=http://127.0.0.1:"
        + server.getAddress().getPort();
  }

  /**
   * A service whose engine is the stand-in for it, and whose records are here.
   *
   * @param more settings as {@code --name=value}
   */
  public ServiceAlone service(String... more) {
    return ServiceAlone.with(
        Stream.concat(
                Stream.of(gateway.address(), address(), "--merchant-review.engine.form-settle=0s"),
                Arrays.stream(more))
            .toArray(String[]::new));
  }

  private void searched(String path, Function<JsonNode, String> answers) {
    server.createContext(
        path,
        exchange -> {
          requests.incrementAndGet();
          beforeAnswer.run();
          JsonNode query = json.readTree(exchange.getRequestBody().readAllBytes());
          answer(exchange, "application/json", answers.apply(query));
        });
  }

  private static void answer(HttpExchange exchange, String type, String text) throws IOException {
    byte[] body = text.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().add("Content-Type", type);
    exchange.sendResponseHeaders(200, body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  private void diagram(HttpExchange exchange) throws IOException {
    String[] path = exchange.getRequestURI().getPath().split("/");
    Version version = versions.get(Long.valueOf(path[path.length - 2]));
    answer(exchange, "text/xml", version.bpmn());
  }

  private void flows(HttpExchange exchange) throws IOException {
    requests.incrementAndGet();
    beforeAnswer.run();
    String[] path = exchange.getRequestURI().getPath().split("/");
    answer(
        exchange,
        "application/json",
        json.writeValueAsString(
            flows.getOrDefault(Long.valueOf(path[path.length - 2]), List.of())));
  }

  private String tasks(JsonNode query) {
    String element = query.path("taskDefinitionId").asString();
    List<Map<String, String>> found = new ArrayList<>();
    Completed done = completed.get(element);
    if (done != null) {
      found.add(
          Map.of(
              "id", Long.toString(done.task()),
              "taskState", "COMPLETED",
              "assignee", done.assignee()));
    }
    Long task = tasks.get(element);
    if (task != null) {
      found.add(Map.of("id", task.toString(), "taskState", "CREATED"));
    }
    return json.writeValueAsString(found);
  }

  /** As Tasklist does: what was asked for, each value as JSON. */
  private void sent(HttpExchange exchange) throws IOException {
    requests.incrementAndGet();
    beforeAnswer.run();
    String[] path = exchange.getRequestURI().getPath().split("/");
    JsonNode wanted = json.readTree(exchange.getRequestBody().readAllBytes());
    Map<String, Object> brought = sent.getOrDefault(Long.valueOf(path[3]), Map.of());
    answer(
        exchange,
        "application/json",
        json.writeValueAsString(
            wanted
                .path("includeVariables")
                .valueStream()
                .map(one -> one.path("name").asString())
                .filter(brought::containsKey)
                .map(
                    name ->
                        Map.of("name", name, "value", json.writeValueAsString(brought.get(name))))
                .toList()));
  }

  private String incidents(JsonNode query) {
    return items(
        incidents
            .getOrDefault(query.path("filter").path("processInstanceKey").asLong(), Map.of())
            .entrySet()
            .stream()
            .map(
                one ->
                    "{\"key\":1,\"flowNodeId\":\"%s\",\"message\":\"%s\"}"
                        .formatted(one.getKey(), one.getValue())));
  }

  private static String items(Stream<String> items) {
    return "{\"items\":[" + items.collect(Collectors.joining(",")) + "]}";
  }

  private String elements(JsonNode query) {
    long instance = query.path("filter").path("processInstanceKey").asLong();
    return items(
        Stream.concat(
            passed.getOrDefault(instance, List.of()).stream()
                .map(
                    one ->
                        ("{\"key\":1,\"flowNodeId\":\"%s\",\"state\":\"COMPLETED\",\"incident\":false,"
                                + "\"startDate\":\"%s\",\"endDate\":\"%s\"}")
                            .formatted(one.elementId(), time(one.from()), time(one.until()))),
            at.getOrDefault(instance, List.of()).stream()
                .map(
                    element ->
                        ("{\"key\":1,\"flowNodeId\":\"%s\",\"state\":\"ACTIVE\",\"incident\":%s,"
                                + "\"startDate\":\"2026-11-01T00:00:00.000+0000\"}")
                            .formatted(
                                element,
                                incidents.getOrDefault(instance, Map.of()).containsKey(element)))));
  }

  private static String time(Instant instant) {
    return OPERATES_TIME.format(instant.atOffset(ZoneOffset.UTC));
  }

  private String versions(JsonNode query) {
    String process = query.path("filter").path("bpmnProcessId").asString();
    return items(
        versions.entrySet().stream()
            .filter(one -> one.getValue().processId().equals(process))
            .map(
                one ->
                    "{\"key\":%d,\"version\":%d}"
                        .formatted(one.getKey(), one.getValue().number())));
  }

  /** In the order of their keys, and no more than were asked for. */
  private String instances(JsonNode query) {
    JsonNode filter = query.path("filter");
    List<Map.Entry<Long, String>> page =
        Stream.concat(states.entrySet().stream(), ended())
            .sorted(Map.Entry.comparingByKey())
            .filter(one -> one.getKey() > query.path("searchAfter").path(0).asLong(0))
            .filter(one -> matches(filter, one))
            .limit(query.path("size").asLong(Long.MAX_VALUE))
            .toList();
    return items(page.stream().map(this::instance)).replaceFirst("}$", "")
        + ",\"sortValues\":"
        + (page.isEmpty() ? "null" : "[" + page.getLast().getKey() + "]")
        + "}";
  }

  private Stream<Map.Entry<Long, String>> ended() {
    return behind
        ? Stream.empty()
        : gateway.probes.keySet().stream().map(key -> Map.entry(key, "COMPLETED"));
  }

  private boolean matches(JsonNode filter, Map.Entry<Long, String> one) {
    return (!filter.has("key") || filter.path("key").asLong() == one.getKey())
        && (!filter.has("state") || filter.path("state").asString().equals(one.getValue()))
        && (!filter.has("processDefinitionKey")
            || filter.path("processDefinitionKey").asLong()
                == runsBy.getOrDefault(one.getKey(), 0L));
  }

  private String instance(Map.Entry<Long, String> one) {
    long by = runsBy.getOrDefault(one.getKey(), 0L);
    Version version = versions.getOrDefault(by, new Version("", 0, ""));
    return ("{\"key\":%d,\"state\":\"%s\",\"incident\":%s,\"processDefinitionKey\":%d,"
            + "\"bpmnProcessId\":\"%s\",\"processVersion\":%d}")
        .formatted(
            one.getKey(),
            one.getValue(),
            incidents.containsKey(one.getKey()),
            by,
            version.processId(),
            version.number());
  }

  private String variables(JsonNode query) {
    JsonNode scope = query.path("filter").path("scopeKey");
    if (!scope.isMissingNode()) {
      return items(
          variables.getOrDefault(scope.asLong(), List.of()).stream()
              .map(
                  name ->
                      "{\"name\":\"%s\",\"processInstanceKey\":%d}"
                          .formatted(name, scope.asLong())));
    }
    String value = query.path("filter").path("value").asString();
    if (query.path("filter").path("name").asString().equals("recordsProbe")) {
      return items(
          ended()
              .map(Map.Entry::getKey)
              .filter(key -> gateway.probes.get(key).contains(value))
              .map(key -> "{\"name\":\"recordsProbe\",\"processInstanceKey\":%d}".formatted(key)));
    }
    return items(
        startedAs.entrySet().stream()
            .filter(one -> value.equals("\"" + one.getValue() + "\""))
            .map(one -> "{\"name\":\"caseId\",\"processInstanceKey\":%d}".formatted(one.getKey())));
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
