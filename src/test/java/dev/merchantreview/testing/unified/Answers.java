package dev.merchantreview.testing.unified;

import dev.merchantreview.testing.unified.Recorded.Definition;
import dev.merchantreview.testing.unified.Recorded.UserTask;
import java.net.URI;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** What each operation answers when nothing goes wrong. */
final class Answers {

  private static final JsonMapper JSON = JsonMapper.builder().build();

  // How many characters of a variable's value a search shows.
  private static final int SHOWN = 8_191;

  private final ApiLine line;
  private final RecordedData data;
  private final Items items;
  private final Map<String, List<String>> groups = new ConcurrentHashMap<>();
  private volatile long counted = 10_000;

  Answers(ApiLine line, RecordedData data) {
    this.line = line;
    this.data = data;
    this.items = new Items(line, data);
  }

  void group(String group, List<String> members) {
    groups.put(group, List.copyOf(members));
  }

  void countsUpTo(long most) {
    counted = most;
  }

  Answer answer(Operation operation, URI uri, String body) {
    String parameter = operation.parameter(uri.getPath());
    JsonNode request = body.isEmpty() ? JSON.createObjectNode() : JSON.readTree(body);
    return switch (operation) {
      case TOPOLOGY -> Answer.json(topology());
      case GET_INSTANCE ->
          found(Kind.INSTANCE, parameter)
              .map(one -> Answer.json(items.sent(items.item(one))))
              .orElseGet(() -> missing(uri));
      case GET_XML ->
          found(Kind.DEFINITION, parameter)
              .map(one -> new Answer(200, "text/xml", ((Definition) one).xml(), null))
              .orElseGet(() -> missing(uri));
      case SEQUENCE_FLOWS -> Answer.json(flows(parameter));
      case UPDATE_USER_TASK -> update(uri, parameter, request.path("changeset"));
      case SEARCH_USERS_OF_GROUP -> Answer.json(users(parameter, request));
      case SEARCH_INCIDENTS_OF_INSTANCE ->
          find(Kind.INSTANCE, parameter).isEmpty()
              ? missing(uri)
              : search(
                  Kind.INCIDENT,
                  request,
                  JSON.createObjectNode()
                      .put("processInstanceKey", parameter)
                      .put("state", "ACTIVE"),
                  true);
      case SEARCH_INSTANCES,
          SEARCH_INCIDENTS,
          SEARCH_ELEMENTS,
          SEARCH_VARIABLES,
          SEARCH_USER_TASKS,
          SEARCH_DEFINITIONS,
          SEARCH_DECISIONS ->
          search(
              operation.kind().orElseThrow(),
              request,
              request.path("filter"),
              !"truncateValues=false".equals(uri.getQuery()));
    };
  }

  private Answer search(Kind kind, JsonNode request, JsonNode filter, boolean shorten) {
    Filter admits = new Filter(kind, data);
    ObjectNode body =
        new Page(request, kind.key())
            .of(
                data.ask(kind).stream()
                    .map(items::item)
                    .map(this::marked)
                    .filter(one -> admits.admits(one, filter))
                    .toList(),
                line,
                counted);
    body.path("items")
        .forEach(one -> items.sent(kind == Kind.VARIABLE ? shown(one, shorten) : (ObjectNode) one));
    return Answer.json(body);
  }

  /** A variable is found as one that is shortened, however it is shown. */
  private ObjectNode marked(ObjectNode item) {
    return item.has("isTruncated")
        ? item.put("isTruncated", item.path("value").asString().length() > SHOWN)
        : item;
  }

  private ObjectNode shown(JsonNode variable, boolean shorten) {
    ObjectNode item = (ObjectNode) variable;
    if (!shorten) {
      return item.put("isTruncated", false);
    }
    String value = item.path("value").asString();
    return item.put("value", value.substring(0, Math.min(SHOWN, value.length())));
  }

  private Optional<Recorded> found(Kind kind, String id) {
    return one(data.ask(kind), id);
  }

  private Optional<Recorded> find(Kind kind, String id) {
    return one(data.find(kind), id);
  }

  private static Optional<Recorded> one(List<Recorded> all, String id) {
    return all.stream().filter(each -> each.id().equals(id)).findAny();
  }

  private static Answer missing(URI uri) {
    return Answer.refused(
        404, "NOT_FOUND", "Nothing has the key that was asked for", uri.getPath());
  }

  private ObjectNode flows(String instance) {
    ObjectNode body = JSON.createObjectNode();
    Stream<ObjectNode> taken = data.ask(Kind.FLOW).stream().map(items::item);
    taken
        .filter(one -> one.path("processInstanceKey").asString().equals(instance))
        .map(items::sent)
        .forEach(body.putArray("items")::add);
    return body;
  }

  private ObjectNode users(String group, JsonNode request) {
    return new Page(request, "username")
        .of(
            groups.getOrDefault(group, List.of()).stream()
                .map(one -> JSON.createObjectNode().put("username", one))
                .toList(),
            line,
            counted);
  }

  private Answer update(URI uri, String key, JsonNode changes) {
    Recorded kept = data.kept(Kind.USER_TASK, key).orElse(null);
    if (!(kept instanceof UserTask task)) {
      return missing(uri);
    }
    if (!task.state().equals("CREATED")) {
      return Answer.refused(
          409, "INVALID_STATE", "The user task is in state " + task.state(), uri.getPath());
    }
    data.put(
        task.with(
            changes.path("priority").asInt(task.priority()),
            time(changes.path("dueDate"), task.due()),
            time(changes.path("followUpDate"), task.followUp())));
    return Answer.empty();
  }

  private static @Nullable OffsetDateTime time(JsonNode change, @Nullable OffsetDateTime kept) {
    if (!change.isString()) {
      return kept;
    }
    return change.asString().isEmpty() ? null : OffsetDateTime.parse(change.asString());
  }

  private ObjectNode topology() {
    ObjectNode body =
        JSON.createObjectNode()
            .put("clusterSize", 1)
            .put("partitionsCount", 1)
            .put("replicationFactor", 1)
            .put("gatewayVersion", line.version())
            .put("lastCompletedChangeId", "-1");
    if (line != ApiLine.V8_8) {
      body.putNull("clusterId");
    }
    ObjectNode broker =
        body.putArray("brokers")
            .addObject()
            .put("nodeId", 0)
            .put("host", "127.0.0.1")
            .put("port", 26501)
            .put("version", line.version());
    broker
        .putArray("partitions")
        .addObject()
        .put("partitionId", 1)
        .put("role", "leader")
        .put("health", "healthy");
    return body;
  }
}
