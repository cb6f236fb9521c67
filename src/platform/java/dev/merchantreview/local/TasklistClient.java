package dev.merchantreview.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Works in Tasklist as one of its users, through the API its pages use. */
public final class TasklistClient {

  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final int TOO_MANY_REQUESTS = 429;
  private static final Duration BUSY = Duration.ofMinutes(1);

  private final String url;
  private final HttpClient http =
      HttpClient.newBuilder().cookieHandler(new CookieManager()).build();

  /**
   * @param user a Tasklist user; the password is the name
   */
  public TasklistClient(String url, String user) {
    this.url = url;
    send(
        HttpRequest.newBuilder(
                URI.create(url + "/api/login?username=" + user + "&password=" + user))
            .POST(HttpRequest.BodyPublishers.noBody()));
  }

  /** The open task whose process has this variable value, if Tasklist shows it yet. */
  public Optional<String> openTask(String caseId) {
    return openTasks(caseId).stream().findFirst();
  }

  private List<String> openTasks(String caseId) {
    JsonNode tasks =
        post(
            "/v1/tasks/search",
            Map.of(
                "state",
                "CREATED",
                "taskVariables",
                List.of(
                    Map.of(
                        "name",
                        "caseId",
                        "value",
                        JSON.writeValueAsString(caseId),
                        "operator",
                        "eq"))));
    List<String> ids = new ArrayList<>();
    tasks.forEach(task -> ids.add(task.path("id").asString()));
    return ids;
  }

  /** A verdict that ends a case for good: a reason of the table, and words of one's own. */
  public static Map<String, Object> rejection(String code, String words) {
    return Map.of("verdict", "REJECTED", "rejectionCode", code, "rejectionReason", words);
  }

  /** Claims the task. */
  public void claim(String taskId) {
    patch("/v1/tasks/" + taskId + "/assign", Map.of());
  }

  /** Claims the task and completes it with these variables. */
  public void complete(String taskId, Map<String, Object> variables) {
    claim(taskId);
    List<Map<String, String>> written = new ArrayList<>();
    new LinkedHashMap<>(variables)
        .forEach(
            (name, value) ->
                written.add(Map.of("name", name, "value", JSON.writeValueAsString(value))));
    patch("/v1/tasks/" + taskId + "/complete", Map.of("variables", written));
  }

  /**
   * The same while a part of the engine may be away.
   *
   * @return whether it was taken; what was not answered may have been
   */
  boolean tryToComplete(String taskId, Map<String, Object> variables) {
    try {
      complete(taskId, variables);
      return true;
    } catch (IllegalStateException | LaunchException refused) {
      return false;
    }
  }

  /** How many process instances Operate knows of a case. */
  long instancesOf(String caseId) {
    return post(
            "/v1/variables/search",
            Map.of(
                "filter",
                Map.of("name", "caseId", "value", JSON.writeValueAsString(caseId)),
                "size",
                1_000))
        .path("items")
        .valueStream()
        .map(item -> item.path("processInstanceKey").asLong())
        .distinct()
        .count();
  }

  /** A variable of a task. */
  public JsonNode variable(String taskId, String name) {
    for (JsonNode variable : post("/v1/tasks/" + taskId + "/variables/search", Map.of())) {
      if (variable.path("name").asString().equals(name)) {
        String value = variable.path("value").asString(variable.path("previewValue").asString());
        boolean whole = !variable.path("isValueTruncated").asBoolean();
        return JSON.readTree(whole ? value : whole(variable.path("id").asString()));
      }
    }
    return JSON.createObjectNode();
  }

  private String whole(String variableId) {
    return JSON.readTree(
            send(HttpRequest.newBuilder(URI.create(url + "/v1/variables/" + variableId)).GET()))
        .path("value")
        .asString();
  }

  /** When a task is due. */
  public Instant dueDate(String taskId) {
    return at(task(taskId).path("dueDate"));
  }

  /** When a task is to be looked at at the latest. */
  public Instant followUpDate(String taskId) {
    return at(task(taskId).path("followUpDate"));
  }

  /** A task's place in the lists. */
  public int priority(String taskId) {
    return task(taskId).path("priority").asInt();
  }

  /** The key of the version of the form a task is shown with. */
  public long formKey(String taskId) {
    return task(taskId).path("formKey").asLong();
  }

  private JsonNode task(String taskId) {
    return JSON.readTree(
        send(HttpRequest.newBuilder(URI.create(url + "/v1/tasks/" + taskId)).GET()));
  }

  private static Instant at(JsonNode time) {
    return OffsetDateTime.parse(
            time.asString(), DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSXX"))
        .toInstant();
  }

  /** What Operate, which shares the login, says of a process instance. */
  public String processState(long key) {
    JsonNode found =
        post("/v1/process-instances/search", Map.of("filter", Map.of("key", key)))
            .path("items")
            .path(0);
    return found.path("incident").asBoolean() ? "INCIDENT" : found.path("state").asString("");
  }

  /** Whether Operate has seen the process instance come to a BPMN element. */
  public boolean hasReached(long key, String elementId) {
    return !post(
            "/v1/flownode-instances/search",
            Map.of("filter", Map.of("processInstanceKey", key, "flowNodeId", elementId)))
        .path("items")
        .isEmpty();
  }

  /**
   * The BPMN elements a process instance came to, in their order; one it came to twice is twice.
   */
  public List<String> passed(long key) {
    return StreamSupport.stream(
            post(
                    "/v1/flownode-instances/search",
                    Map.of("filter", Map.of("processInstanceKey", key), "size", 1_000))
                .path("items")
                .spliterator(),
            false)
        .filter(one -> one.path("key").asLong() != key)
        .sorted(Comparator.comparingLong(one -> one.path("key").asLong()))
        .map(one -> one.path("flowNodeId").asString())
        .toList();
  }

  /** Whether the process instance is at a BPMN element now. */
  public boolean isAt(long key, String elementId) {
    return !activeAt(key, elementId).isEmpty();
  }

  /** The keys by which the engine knows that a process instance is at a BPMN element now. */
  public List<Long> activeAt(long key, String elementId) {
    return StreamSupport.stream(
            post(
                    "/v1/flownode-instances/search",
                    Map.of(
                        "filter",
                        Map.of(
                            "processInstanceKey", key, "flowNodeId", elementId, "state", "ACTIVE")))
                .path("items")
                .spliterator(),
            false)
        .map(one -> one.path("key").asLong())
        .toList();
  }

  /** The decisions Operate shows of a process instance: each with the row that gave its answer. */
  public List<String> decisions(long key) {
    List<String> decisions = new ArrayList<>();
    for (JsonNode found :
        post("/v1/decision-instances/search", Map.of("filter", Map.of("processInstanceKey", key)))
            .path("items")) {
      JsonNode whole =
          JSON.readTree(
              send(
                  HttpRequest.newBuilder(
                          URI.create(url + "/v1/decision-instances/" + found.path("id").asString()))
                      .GET()));
      whole
          .path("evaluatedOutputs")
          .forEach(
              output ->
                  decisions.add(
                      whole.path("decisionId").asString()
                          + " "
                          + output.path("ruleId").asString()
                          + " "
                          + output.path("value").asString()));
    }
    return decisions;
  }

  /** The version tags Operate shows of a process's versions, each with the diagram. */
  public Map<String, String> diagrams(String processId) {
    Map<String, String> diagrams = new HashMap<>();
    for (JsonNode found :
        post("/v1/process-definitions/search", Map.of("filter", Map.of("bpmnProcessId", processId)))
            .path("items")) {
      diagrams.put(
          found.path("versionTag").asString(""), xml("process-definitions", found.path("key")));
    }
    return diagrams;
  }

  /** The files Operate has of a diagram of decisions, one for each version. */
  public List<String> decisionTables(String requirementsId) {
    List<String> tables = new ArrayList<>();
    for (JsonNode found :
        post("/v1/drd/search", Map.of("filter", Map.of("decisionRequirementsId", requirementsId)))
            .path("items")) {
      tables.add(xml("drd", found.path("key")));
    }
    return tables;
  }

  private String xml(String kind, JsonNode key) {
    return send(
        HttpRequest.newBuilder(URI.create(url + "/v1/" + kind + "/" + key.asLong() + "/xml"))
            .GET());
  }

  /** Its state, the elements it is at, and its user tasks with who has them, as one line. */
  public String whereItStands(long key) {
    List<String> elements = new ArrayList<>();
    post(
            "/v1/flownode-instances/search",
            Map.of("filter", Map.of("processInstanceKey", key, "state", "ACTIVE")))
        .path("items")
        .forEach(item -> elements.add(item.path("flowNodeId").asString()));
    List<String> tasks = new ArrayList<>();
    post("/v1/tasks/search", Map.of("processInstanceKey", Long.toString(key)))
        .forEach(
            task -> tasks.add(task.path("taskState").asString() + " by " + task.path("assignee")));
    return processState(key) + " at " + elements + ", tasks " + tasks;
  }

  private JsonNode post(String path, Object body) {
    return JSON.readTree(
        send(
            HttpRequest.newBuilder(URI.create(url + path))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(body)))));
  }

  private void patch(String path, Object body) {
    send(
        HttpRequest.newBuilder(URI.create(url + path))
            .header("Content-Type", "application/json")
            .method("PATCH", HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(body))));
  }

  private String send(HttpRequest.Builder request) {
    HttpRequest asked = request.build();
    List<HttpResponse<String>> answers = new ArrayList<>();
    // Nothing was done: the engine had too much to do. People press the button again, too.
    Http.await(
        "an engine with time for " + asked.uri(),
        BUSY,
        () -> {
          answers.add(once(asked));
          return answers.getLast().statusCode() != TOO_MANY_REQUESTS;
        });
    HttpResponse<String> answer = answers.getLast();
    if (answer.statusCode() >= 300) {
      throw new IllegalStateException(
          "Tasklist answers " + answer.statusCode() + ": " + answer.body());
    }
    return answer.body();
  }

  private HttpResponse<String> once(HttpRequest request) {
    try {
      return http.send(request, HttpResponse.BodyHandlers.ofString());
    } catch (IOException cause) {
      throw new UncheckedIOException(cause);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(stopped);
    }
  }
}
