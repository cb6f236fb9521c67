package dev.merchantreview.testing;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What the engine has done so far, as its own records tell it: process instances with the elements
 * they came to, user tasks, variables and incidents. Read from the file the engine writes them to
 * ({@code config/camunda/records}), as soon as they stand there. A record that comes a second time
 * changes nothing.
 */
final class EngineRecords implements AutoCloseable {

  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final long POLL_MILLIS = 10;

  private final Path file;
  private final Thread reader;
  private volatile boolean closed;

  private final Map<Long, Element> elements = new HashMap<>();
  private final Map<Long, Map<Long, Element>> elementsOf = new HashMap<>();
  private final TreeMap<Long, Instance> instances = new TreeMap<>();
  private final TreeMap<Long, Task> tasks = new TreeMap<>(Comparator.reverseOrder());
  private final Map<Long, Map<String, Variable>> variables = new HashMap<>();
  private final TreeMap<Long, Incident> incidents = new TreeMap<>();

  EngineRecords(Path file) {
    this.file = file;
    this.reader = Thread.ofPlatform().daemon().name("engine-records").start(this::follow);
  }

  /** A process instance; {@code state} is ACTIVE, COMPLETED or CANCELED. */
  record Instance(long key, String processId, long definitionKey, int version, String state) {}

  /** An element of an instance; {@code state} is ACTIVE, COMPLETED or TERMINATED. */
  record Element(
      long key,
      long scope,
      long instance,
      String elementId,
      String state,
      Instant startedAt,
      Optional<Instant> endedAt) {}

  /** A variable of an element or instance; {@code json} is its value. */
  record Variable(long key, String name, String json, long scope, long instance) {}

  /** What keeps an instance from going on; {@code jobKey} is -1 where no job is concerned. */
  record Incident(long key, long instance, long jobKey, String type, String message) {}

  /** A user task; {@code state} is CREATED, COMPLETED or CANCELED. */
  record Task(
      long key,
      long instance,
      long elementInstance,
      String elementId,
      String state,
      String assignee,
      List<String> groups,
      Optional<Instant> dueAt,
      Optional<Instant> followUpAt,
      int priority) {}

  /** All instances, the oldest first. */
  synchronized List<Instance> instances() {
    return List.copyOf(instances.values());
  }

  synchronized Optional<Instance> instance(long key) {
    return Optional.ofNullable(instances.get(key));
  }

  /** The elements an instance has come to. */
  synchronized List<Element> elements(long instance) {
    return List.copyOf(elementsOf.getOrDefault(instance, Map.of()).values());
  }

  /** All user tasks, the newest first. */
  synchronized List<Task> tasks() {
    return List.copyOf(tasks.values());
  }

  synchronized Optional<Task> task(long key) {
    return Optional.ofNullable(tasks.get(key));
  }

  /** The variables a task sees: its own, and those of what it stands in. */
  synchronized Map<String, Variable> variables(Task task) {
    Map<String, Variable> seen = new LinkedHashMap<>();
    long scope = task.elementInstance();
    while (scope > 0) {
      variables.getOrDefault(scope, Map.of()).forEach(seen::putIfAbsent);
      Element element = elements.get(scope);
      scope = element == null ? -1 : element.scope();
    }
    return seen;
  }

  /** Every variable of this name and value. */
  synchronized List<Variable> variables(String name, String json) {
    return variables.values().stream()
        .map(scope -> scope.get(name))
        .filter(one -> one != null && one.json().equals(json))
        .toList();
  }

  /** What keeps an instance from going on now. */
  synchronized List<Incident> incidents(long instance) {
    return incidents.values().stream().filter(one -> one.instance() == instance).toList();
  }

  @Override
  public void close() {
    closed = true;
    reader.interrupt();
  }

  private void follow() {
    long position = 0;
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    byte[] part = new byte[1 << 16];
    while (!closed) {
      try {
        if (!Files.exists(file)) {
          Thread.sleep(POLL_MILLIS);
          continue;
        }
        try (RandomAccessFile open = new RandomAccessFile(file.toFile(), "r")) {
          open.seek(position);
          while (!closed) {
            int read = open.read(part);
            if (read <= 0) {
              Thread.sleep(POLL_MILLIS);
              continue;
            }
            position += read;
            take(part, read, line);
          }
        }
      } catch (IOException cause) {
        throw new UncheckedIOException(cause);
      } catch (InterruptedException stopped) {
        return;
      }
    }
  }

  private void take(byte[] part, int length, ByteArrayOutputStream line) {
    for (int i = 0; i < length; i++) {
      if (part[i] != '\n') {
        line.write(part[i]);
      } else if (line.size() > 0) {
        byte[] whole = line.toByteArray();
        line.reset();
        // The last line of an engine that was killed may be half; its record comes again.
        if (whole[whole.length - 1] == '}') {
          apply(JSON.readTree(whole));
        }
      }
    }
  }

  private synchronized void apply(JsonNode record) {
    long key = record.path("key").asLong();
    String intent = record.path("intent").asString();
    JsonNode value = record.path("value");
    switch (record.path("valueType").asString()) {
      case "PROCESS_INSTANCE" -> element(key, intent, record);
      case "USER_TASK" -> task(key, intent, value);
      case "VARIABLE" -> variable(key, value);
      case "INCIDENT" -> incident(key, intent, value);
      default -> {}
    }
  }

  private void element(long key, String intent, JsonNode record) {
    JsonNode value = record.path("value");
    String state =
        switch (intent) {
          case "ELEMENT_ACTIVATING",
              "ELEMENT_ACTIVATED",
              "ELEMENT_COMPLETING",
              "ELEMENT_TERMINATING" ->
              "ACTIVE";
          case "ELEMENT_COMPLETED" -> "COMPLETED";
          case "ELEMENT_TERMINATED" -> "TERMINATED";
          default -> "";
        };
    if (state.isEmpty()) {
      return;
    }
    long instance = value.path("processInstanceKey").asLong();
    Element before = elements.get(key);
    if (before == null || before.state().equals("ACTIVE")) {
      Instant at = Instant.ofEpochMilli(record.path("timestamp").asLong());
      Element now =
          new Element(
              key,
              value.path("flowScopeKey").asLong(),
              instance,
              value.path("elementId").asString(),
              state,
              before == null ? at : before.startedAt(),
              state.equals("ACTIVE") ? Optional.empty() : Optional.of(at));
      elements.put(key, now);
      elementsOf.computeIfAbsent(instance, one -> new LinkedHashMap<>()).put(key, now);
      if (value.path("bpmnElementType").asString().equals("PROCESS")) {
        instances.put(
            key,
            new Instance(
                key,
                value.path("bpmnProcessId").asString(),
                value.path("processDefinitionKey").asLong(),
                value.path("version").asInt(),
                state.equals("TERMINATED") ? "CANCELED" : state));
      }
    }
  }

  private void task(long key, String intent, JsonNode value) {
    String state =
        switch (intent) {
          case "COMPLETED" -> "COMPLETED";
          case "CANCELED" -> "CANCELED";
          case "CREATED", "ASSIGNED", "UPDATED", "MIGRATED" -> "CREATED";
          default -> "";
        };
    Task before = tasks.get(key);
    if (state.isEmpty() || before != null && !before.state().equals("CREATED")) {
      return;
    }
    List<String> groups = new ArrayList<>();
    value.path("candidateGroupsList").forEach(group -> groups.add(group.asString()));
    tasks.put(
        key,
        new Task(
            key,
            value.path("processInstanceKey").asLong(),
            value.path("elementInstanceKey").asLong(),
            value.path("elementId").asString(),
            state,
            value.path("assignee").asString(""),
            groups,
            time(value.path("dueDate")),
            time(value.path("followUpDate")),
            value.path("priority").asInt()));
    if (state.equals("COMPLETED")) {
      sent(value);
    }
  }

  /**
   * Tasklist, too, keeps what a completion brings with it; the variables' own records come later.
   */
  private void sent(JsonNode completed) {
    long scope = completed.path("elementInstanceKey").asLong();
    Map<String, Variable> own = variables.computeIfAbsent(scope, one -> new HashMap<>());
    completed
        .path("variables")
        .forEachEntry(
            (name, json) ->
                own.put(
                    name,
                    new Variable(
                        completed.path("userTaskKey").asLong(),
                        name,
                        json.toString(),
                        scope,
                        completed.path("processInstanceKey").asLong())));
  }

  private void variable(long key, JsonNode value) {
    long scope = value.path("scopeKey").asLong();
    String name = value.path("name").asString();
    variables
        .computeIfAbsent(scope, one -> new HashMap<>())
        .put(
            name,
            new Variable(
                key,
                name,
                value.path("value").asString(),
                scope,
                value.path("processInstanceKey").asLong()));
  }

  private void incident(long key, String intent, JsonNode value) {
    if (intent.equals("CREATED")) {
      incidents.put(
          key,
          new Incident(
              key,
              value.path("processInstanceKey").asLong(),
              value.path("jobKey").asLong(-1),
              value.path("errorType").asString(),
              value.path("errorMessage").asString()));
    } else if (intent.equals("RESOLVED")) {
      incidents.remove(key);
    }
  }

  private static Optional<Instant> time(JsonNode text) {
    String written = text.asString("");
    return written.isEmpty()
        ? Optional.empty()
        : Optional.of(OffsetDateTime.parse(written.replaceAll("\\[.*]$", "")).toInstant());
  }
}
