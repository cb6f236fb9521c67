package dev.merchantreview.testing;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.function.Predicate;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What the service and the tests ask Tasklist and Operate 8.6, answered from the engine's own
 * records without their index: a task is found milliseconds after the engine made it. Assigning and
 * completing go to the engine, the way Tasklist passes them on: a task is assigned before it is
 * completed, and only by the user who has it. What is not asked is not answered (404); pages and
 * forms are the real Tasklist's.
 */
final class RecordedTasklist implements AutoCloseable {

  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final DateTimeFormatter TIMES =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSXX");
  private static final String COOKIE = "OPERATE-SESSION=";
  private static final int PAGE = 50;

  private final EngineRecords records;
  private final String engine;
  private final Set<String> users;
  private final HttpServer server;
  private final HttpClient http = HttpClient.newHttpClient();

  /**
   * @param port where it listens, on the loopback address
   * @param engine the engine's REST address
   * @param users who may log in, with their name as password
   */
  RecordedTasklist(int port, EngineRecords records, String engine, Set<String> users)
      throws IOException {
    this.records = records;
    this.engine = engine;
    this.users = users;
    this.server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/", this::serve);
    server.start();
  }

  @Override
  public void close() {
    server.stop(0);
  }

  /** An answer that is not 200. */
  private static final class Refused extends RuntimeException {
    private static final long serialVersionUID = 1;
    private final int status;

    Refused(int status, String why) {
      super(why);
      this.status = status;
    }
  }

  private void serve(HttpExchange exchange) throws IOException {
    try (exchange) {
      int status = 200;
      byte[] body;
      try {
        body = answer(exchange);
        if (body.length == 0) {
          status = 204;
        }
      } catch (Refused refused) {
        status = refused.status;
        body = bytes(Map.of("status", status, "message", String.valueOf(refused.getMessage())));
      }
      exchange.getResponseHeaders().set("Content-Type", "application/json");
      exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
      exchange.getResponseBody().write(body);
    }
  }

  private byte[] answer(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    String method = exchange.getRequestMethod();
    if (path.equals("/api/login")) {
      return login(exchange);
    }
    String user = user(exchange);
    byte[] sent = exchange.getRequestBody().readAllBytes();
    JsonNode body = sent.length == 0 ? JSON.createObjectNode() : JSON.readTree(sent);
    String[] parts = path.substring(1).split("/");
    return switch (method + " " + pattern(parts)) {
      case "POST /v1/tasks/search" -> bytes(tasks(body));
      case "GET /v1/tasks/{}" -> bytes(view(task(parts[2])));
      case "PATCH /v1/tasks/{}/assign" -> bytes(assign(task(parts[2]), user));
      case "PATCH /v1/tasks/{}/complete" -> bytes(complete(task(parts[2]), user, body));
      case "POST /v1/tasks/{}/variables/search" -> bytes(variables(task(parts[2])));
      case "POST /v1/process-instances/search" -> bytes(instances(body));
      case "POST /v1/flownode-instances/search" -> bytes(elements(body.path("filter")));
      case "POST /v1/incidents/search" -> bytes(incidents(body.path("filter")));
      case "POST /v1/variables/search" -> bytes(variables(body.path("filter")));
      default -> throw new Refused(404, method + " " + path + " is not answered here");
    };
  }

  /** The path with keys as {}. */
  private static String pattern(String[] parts) {
    return "/" + String.join("/", Stream.of(parts).map(one -> isKey(one) ? "{}" : one).toList());
  }

  private static boolean isKey(String part) {
    return part.matches("[0-9]{1,19}");
  }

  private byte[] login(HttpExchange exchange) {
    String query = String.valueOf(exchange.getRequestURI().getQuery());
    Map<String, String> given = new LinkedHashMap<>();
    Arrays.stream(query.split("&"))
        .map(pair -> pair.split("=", 2))
        .filter(pair -> pair.length == 2)
        .forEach(pair -> given.put(pair[0], pair[1]));
    String name = given.getOrDefault("username", "");
    if (!users.contains(name) || !name.equals(given.get("password"))) {
      throw new Refused(401, "wrong user or password");
    }
    exchange.getResponseHeaders().add("Set-Cookie", COOKIE + name + "; Path=/");
    return new byte[0];
  }

  private String user(HttpExchange exchange) {
    return Optional.ofNullable(exchange.getRequestHeaders().get("Cookie")).stream()
        .flatMap(List::stream)
        .flatMap(line -> Arrays.stream(line.split("; *")))
        .filter(one -> one.startsWith(COOKIE))
        .map(one -> one.substring(COOKIE.length()))
        .filter(users::contains)
        .findFirst()
        .orElseThrow(() -> new Refused(401, "no login"));
  }

  private List<Map<String, Object>> tasks(JsonNode query) {
    Predicate<EngineRecords.Task> wanted = task -> true;
    String state = query.path("state").asString("");
    if (!state.isEmpty()) {
      wanted = wanted.and(task -> task.state().equals(state));
    }
    String instance = query.path("processInstanceKey").asString("");
    if (!instance.isEmpty()) {
      wanted = wanted.and(task -> Long.toString(task.instance()).equals(instance));
    }
    String element = query.path("taskDefinitionId").asString("");
    if (!element.isEmpty()) {
      wanted = wanted.and(task -> task.elementId().equals(element));
    }
    for (JsonNode variable : query.path("taskVariables")) {
      String name = variable.path("name").asString();
      String value = variable.path("value").asString();
      wanted =
          wanted.and(
              task ->
                  Optional.ofNullable(records.variables(task).get(name))
                      .filter(one -> one.json().equals(value))
                      .isPresent());
    }
    return records.tasks().stream()
        .filter(wanted)
        .limit(query.path("pageSize").asInt(PAGE))
        .map(this::view)
        .toList();
  }

  private EngineRecords.Task task(String key) {
    return records
        .task(Long.parseLong(key))
        .orElseThrow(() -> new Refused(404, "there is no task " + key));
  }

  private Map<String, Object> view(EngineRecords.Task task) {
    Map<String, Object> view = new LinkedHashMap<>();
    view.put("id", Long.toString(task.key()));
    view.put("taskDefinitionId", task.elementId());
    view.put("processInstanceKey", Long.toString(task.instance()));
    view.put("taskState", task.state());
    view.put("assignee", task.assignee().isEmpty() ? null : task.assignee());
    view.put("candidateGroups", task.groups());
    view.put("dueDate", task.dueAt().map(RecordedTasklist::time).orElse(null));
    view.put("followUpDate", task.followUpAt().map(RecordedTasklist::time).orElse(null));
    view.put("priority", task.priority());
    return view;
  }

  private static String time(Instant instant) {
    return TIMES.format(instant.atOffset(ZoneOffset.UTC));
  }

  private Map<String, Object> assign(EngineRecords.Task task, String user) {
    toEngine(task, "assignment", Map.of("assignee", user, "allowOverride", true));
    await(task, now -> now.assignee().equals(user));
    return view(task(Long.toString(task.key())));
  }

  private Map<String, Object> complete(EngineRecords.Task task, String user, JsonNode body) {
    if (!task.state().equals("CREATED")) {
      throw new Refused(400, "the task is " + task.state());
    }
    if (!task.assignee().equals(user)) {
      throw new Refused(400, "the task is assigned to " + task.assignee());
    }
    Map<String, Object> variables = new LinkedHashMap<>();
    for (JsonNode variable : body.path("variables")) {
      variables.put(
          variable.path("name").asString(), JSON.readTree(variable.path("value").asString()));
    }
    toEngine(task, "completion", Map.of("variables", variables));
    await(task, now -> now.state().equals("COMPLETED"));
    return view(task(Long.toString(task.key())));
  }

  /** What Tasklist itself has done it shows at once. */
  private void await(EngineRecords.Task task, Predicate<EngineRecords.Task> seen) {
    TestPlatform.await(
        "the record of task " + task.key(),
        () -> records.task(task.key()).filter(now -> seen.test(now) || isEnded(now)).isPresent());
  }

  private static boolean isEnded(EngineRecords.Task task) {
    return !task.state().equals("CREATED");
  }

  private void toEngine(EngineRecords.Task task, String change, Map<String, Object> body) {
    try {
      HttpResponse<String> answer =
          http.send(
              HttpRequest.newBuilder(
                      URI.create(engine + "/v2/user-tasks/" + task.key() + "/" + change))
                  .header("Content-Type", "application/json")
                  .POST(HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(body)))
                  .build(),
              HttpResponse.BodyHandlers.ofString());
      if (answer.statusCode() / 100 != 2) {
        throw new Refused(answer.statusCode(), answer.body());
      }
    } catch (IOException away) {
      throw new Refused(500, "the engine does not answer: " + away.getMessage());
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new Refused(500, "stopped");
    }
  }

  private List<Map<String, Object>> variables(EngineRecords.Task task) {
    List<Map<String, Object>> found = new ArrayList<>();
    for (EngineRecords.Variable one : records.variables(task).values()) {
      found.add(
          Map.of(
              "id", Long.toString(one.key()),
              "name", one.name(),
              "value", one.json(),
              "previewValue", one.json(),
              "isValueTruncated", false));
    }
    return found;
  }

  private Map<String, Object> instances(JsonNode query) {
    JsonNode filter = query.path("filter");
    long after = query.path("searchAfter").path(0).asLong(0);
    List<EngineRecords.Instance> found =
        records.instances().stream()
            .filter(one -> isOrAny(filter.path("key"), one.key()))
            .filter(one -> isOrAny(filter.path("bpmnProcessId"), one.processId()))
            .filter(one -> isOrAny(filter.path("state"), one.state()))
            .filter(one -> one.key() > after)
            .limit(query.path("size").asInt(PAGE))
            .toList();
    Map<String, Object> page = new LinkedHashMap<>();
    page.put("items", found.stream().map(this::view).toList());
    if (!found.isEmpty()) {
      page.put("sortValues", List.of(found.getLast().key()));
    }
    return page;
  }

  private Map<String, Object> view(EngineRecords.Instance instance) {
    return Map.of(
        "key", instance.key(),
        "bpmnProcessId", instance.processId(),
        "processDefinitionKey", instance.definitionKey(),
        "processVersion", instance.version(),
        "state", instance.state(),
        "incident", !records.incidents(instance.key()).isEmpty());
  }

  private Map<String, Object> elements(JsonNode filter) {
    return items(
        records.elements(filter.path("processInstanceKey").asLong()).stream()
            .filter(one -> isOrAny(filter.path("flowNodeId"), one.elementId()))
            .filter(one -> isOrAny(filter.path("state"), one.state()))
            .map(RecordedTasklist::view));
  }

  private static Map<String, Object> view(EngineRecords.Element element) {
    Map<String, Object> view = new LinkedHashMap<>();
    view.put("key", element.key());
    view.put("flowNodeId", element.elementId());
    view.put("state", element.state());
    view.put("startDate", time(element.startedAt()));
    element.endedAt().ifPresent(at -> view.put("endDate", time(at)));
    view.put("incident", false);
    return view;
  }

  private Map<String, Object> incidents(JsonNode filter) {
    return items(
        records.incidents(filter.path("processInstanceKey").asLong()).stream()
            .map(
                one ->
                    Map.<String, Object>of(
                        "key", one.key(),
                        "jobKey", one.jobKey(),
                        "type", one.type(),
                        "message", one.message())));
  }

  private Map<String, Object> variables(JsonNode filter) {
    return items(
        records.variables(filter.path("name").asString(), filter.path("value").asString()).stream()
            .map(
                one ->
                    Map.<String, Object>of(
                        "key", one.key(),
                        "name", one.name(),
                        "processInstanceKey", one.instance())));
  }

  private static Map<String, Object> items(Stream<Map<String, Object>> found) {
    return Map.of("items", found.toList());
  }

  private static boolean isOrAny(JsonNode wanted, Object is) {
    return wanted.isMissingNode() || wanted.asString().equals(is.toString());
  }

  private static byte[] bytes(Object answer) {
    return JSON.writeValueAsString(answer).getBytes(StandardCharsets.UTF_8);
  }
}
