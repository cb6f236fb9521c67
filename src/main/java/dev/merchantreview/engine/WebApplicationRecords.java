package dev.merchantreview.engine;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import dev.merchantreview.shared.OutsideUnavailableException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.web.client.HttpClientErrorException;
import org.springframework.web.client.RestClientException;
import org.springframework.web.client.UnknownContentTypeException;

/**
 * The records of 8.6 and 8.7, through the V1 APIs of Operate and Tasklist. Tasklist assigns a task
 * before completing it, so the assignee of a completed task is the person who completed it.
 */
@Component
class WebApplicationRecords implements ClusterRecords {

  // The most that Operate gives at once.
  private static final int PAGE = 1_000;
  private static final int TASKS = 200;
  private static final String DOT = ".";
  private static final DateTimeFormatter TIME =
      new DateTimeFormatterBuilder()
          .append(DateTimeFormatter.ISO_LOCAL_DATE_TIME)
          .appendOffset("+HHMM", "Z")
          .toFormatter();

  private final WebAppSession session;
  private final ConnectedCluster cluster;

  WebApplicationRecords(WebAppSession session, ConnectedCluster cluster) {
    this.session = session;
    this.cluster = cluster;
  }

  @Override
  public Part<Instance> active(Active wanted, int limit, @Nullable String after) {
    Map<String, Object> filter = new HashMap<>();
    filter.put("state", State.ACTIVE);
    putIfKnown(filter, "bpmnProcessId", wanted.processId());
    putIfKnown(filter, "processDefinitionKey", wanted.definitionKey());
    Page<InstanceItem> page = instances(filter, limit, after == null ? List.of() : numbers(after));
    return new Part<>(
        page.items().stream().map(InstanceItem::instance).toList(),
        page.items().size() == limit && page.sortValues() != null
            ? page.sortValues().stream().map(String::valueOf).collect(Collectors.joining(DOT))
            : null);
  }

  @Override
  public Optional<Instance> instance(long key) {
    return instances(Map.of("key", key), 1, List.of()).items().stream()
        .map(InstanceItem::instance)
        .findFirst();
  }

  @Override
  public List<Long> instancesWith(String variable, String value) {
    return search(
            "/v1/variables/search",
            Map.of("name", variable, "value", "\"" + value + "\""),
            VariablePage.class)
        .map(VariableItem::processInstanceKey)
        .distinct()
        .toList();
  }

  @Override
  public List<ElementInstance> elements(long instance) {
    return search(
            "/v1/flownode-instances/search", Map.of("processInstanceKey", instance), NodePage.class)
        .map(NodeItem::element)
        .sorted(Comparator.comparingLong(ElementInstance::key))
        .toList();
  }

  @Override
  public List<String> sequenceFlows(long instance) {
    return asked(
            () ->
                session.get(
                    "/v1/process-instances/" + instance + "/sequence-flows", String[].class))
        .map(List::of)
        .orElseGet(List::of);
  }

  @Override
  public List<Incident> incidents(long instance) {
    return search(
            "/v1/incidents/search",
            Map.of("processInstanceKey", instance, "state", State.ACTIVE),
            IncidentPage.class)
        .map(IncidentItem::incident)
        .toList();
  }

  @Override
  public List<DecisionInstance> decisions(long instance) {
    return search(
            "/v1/decision-instances/search",
            Map.of("processInstanceKey", instance),
            DecisionPage.class)
        .map(DecisionItem::decision)
        .sorted(Comparator.comparing(DecisionInstance::evaluatedAt))
        .toList();
  }

  @Override
  public List<Definition> versions(String processId) {
    return search(
            "/v1/process-definitions/search",
            Map.of("bpmnProcessId", processId),
            DefinitionPage.class)
        .map(item -> new Definition(item.key(), item.version()))
        .sorted(Comparator.comparingInt(Definition::version))
        .toList();
  }

  @Override
  public Optional<String> bpmn(long definitionKey) {
    return asked(
        () -> session.get("/v1/process-definitions/" + definitionKey + "/xml", String.class));
  }

  @Override
  public List<Variable> variables(long scope) {
    return search("/v1/variables/search", Map.of("scopeKey", scope), VariablePage.class)
        .map(VariableItem::variable)
        .toList();
  }

  @Override
  public List<UserTask> tasks(long instance, String elementId) {
    return asked(
            () ->
                session.post(
                    "/v1/tasks/search",
                    Map.of(
                        "processInstanceKey",
                        Long.toString(instance),
                        "taskDefinitionId",
                        elementId,
                        "pageSize",
                        TASKS),
                    TaskItem[].class))
        .stream()
        .flatMap(Stream::of)
        .map(TaskItem::task)
        .sorted(Comparator.comparingLong(UserTask::key))
        .toList();
  }

  @Override
  public List<Variable> variables(UserTask completed, Set<String> names) {
    return asked(
            () ->
                session.post(
                    "/v1/tasks/" + completed.key() + "/variables/search",
                    Map.of(
                        "includeVariables",
                        names.stream()
                            .map(name -> Map.of("name", name, "alwaysReturnFullValue", true))
                            .toList()),
                    TaskVariable[].class))
        .stream()
        .flatMap(Stream::of)
        .filter(one -> names.contains(one.name()))
        .map(TaskVariable::variable)
        .toList();
  }

  private Page<InstanceItem> instances(Map<String, Object> filter, int size, List<Object> after) {
    try {
      return page("/v1/process-instances/search", filter, size, after, InstancePage.class);
    } catch (OutsideUnavailableException refused) {
      if (!after.isEmpty() && refused.getCause() instanceof HttpClientErrorException.BadRequest) {
        throw new IllegalArgumentException("the records have no order " + after, refused);
      }
      throw refused;
    }
  }

  /** All there are, page by page. */
  private <T, P extends Page<T>> Stream<T> search(
      String path, Map<String, Object> filter, Class<P> type) {
    List<T> all = new ArrayList<>();
    List<Object> after = List.of();
    while (true) {
      P page = page(path, filter, PAGE, after, type);
      all.addAll(page.items());
      if (page.items().size() < PAGE || page.sortValues() == null) {
        return all.stream();
      }
      after = page.sortValues();
    }
  }

  private <P extends Page<?>> P page(
      String path, Map<String, Object> filter, int size, List<Object> after, Class<P> type) {
    Map<String, Object> query = new HashMap<>();
    query.put("filter", filter);
    query.put("size", size);
    // The only order that Operate goes on in after a page.
    query.put("sort", List.of(Map.of("field", "key", "order", "ASC")));
    if (!after.isEmpty()) {
      query.put("searchAfter", after);
    }
    return asked(() -> session.post(path, query, type)).orElseThrow(() -> gone(path, null));
  }

  /** Since 8.10 these addresses answer nothing, or a page for people. */
  private <T> Optional<T> asked(Supplier<Optional<T>> question) {
    try {
      return question.get();
    } catch (HttpClientErrorException.NotFound | UnknownContentTypeException noSuchApi) {
      throw gone(String.valueOf(noSuchApi.getMessage()), noSuchApi);
    } catch (OutsideUnavailableException away) {
      // Perhaps it is being upgraded.
      cluster.lookAgain();
      throw away;
    } catch (RestClientException unreadable) {
      throw new OutsideUnavailableException(
          "the cluster's records cannot be read: " + unreadable.getMessage(), unreadable);
    }
  }

  private OutsideUnavailableException gone(String what, @Nullable Exception cause) {
    cluster.lookAgain();
    return new OutsideUnavailableException("the cluster has no V1 API: " + what, cause);
  }

  private static void putIfKnown(Map<String, Object> filter, String name, @Nullable Object value) {
    if (value != null) {
      filter.put(name, value);
    }
  }

  private static List<Object> numbers(String after) {
    return Stream.of(after.split("\\" + DOT)).<Object>map(Long::valueOf).toList();
  }

  private static Instant time(String written) {
    return OffsetDateTime.parse(written, TIME).toInstant();
  }

  /** How Operate answers a search. */
  private interface Page<T> {
    List<T> items();

    @Nullable List<Object> sortValues();
  }

  @JsonIgnoreProperties(ignoreUnknown = true)
  private record InstancePage(List<InstanceItem> items, @Nullable List<Object> sortValues)
      implements Page<InstanceItem> {}

  @JsonIgnoreProperties(ignoreUnknown = true)
  private record InstanceItem(
      long key,
      String bpmnProcessId,
      long processDefinitionKey,
      int processVersion,
      String state,
      boolean incident) {

    Instance instance() {
      return new Instance(
          key, bpmnProcessId, processDefinitionKey, processVersion, stateOf(state), incident);
    }
  }

  private static State stateOf(String state) {
    return switch (state) {
      case "ACTIVE" -> State.ACTIVE;
      case "COMPLETED" -> State.COMPLETED;
      case "CANCELED", "TERMINATED" -> State.TERMINATED;
      default -> State.OTHER;
    };
  }

  @JsonIgnoreProperties(ignoreUnknown = true)
  private record VariablePage(List<VariableItem> items, @Nullable List<Object> sortValues)
      implements Page<VariableItem> {}

  @JsonIgnoreProperties(ignoreUnknown = true)
  private record VariableItem(String name, long processInstanceKey, @Nullable String value) {

    Variable variable() {
      return new Variable(name, Objects.requireNonNullElse(value, ""));
    }
  }

  @JsonIgnoreProperties(ignoreUnknown = true)
  private record TaskVariable(String name, @Nullable String value) {

    Variable variable() {
      return new Variable(name, Objects.requireNonNullElse(value, "null"));
    }
  }

  @JsonIgnoreProperties(ignoreUnknown = true)
  private record NodePage(List<NodeItem> items, @Nullable List<Object> sortValues)
      implements Page<NodeItem> {}

  @JsonIgnoreProperties(ignoreUnknown = true)
  private record NodeItem(
      long key,
      String flowNodeId,
      String state,
      String startDate,
      @Nullable String endDate,
      boolean incident) {

    ElementInstance element() {
      return new ElementInstance(
          key,
          flowNodeId,
          stateOf(state),
          time(startDate),
          endDate == null ? null : time(endDate),
          incident);
    }
  }

  @JsonIgnoreProperties(ignoreUnknown = true)
  private record IncidentPage(List<IncidentItem> items, @Nullable List<Object> sortValues)
      implements Page<IncidentItem> {}

  @JsonIgnoreProperties(ignoreUnknown = true)
  private record IncidentItem(
      long key,
      @Nullable Long jobKey,
      @Nullable String flowNodeId,
      @Nullable String message,
      @Nullable String type) {

    Incident incident() {
      return new Incident(
          key,
          jobKey == null || jobKey <= 0 ? null : jobKey,
          Objects.requireNonNullElse(flowNodeId, ""),
          message == null ? String.valueOf(type) : message);
    }
  }

  @JsonIgnoreProperties(ignoreUnknown = true)
  private record DecisionPage(List<DecisionItem> items, @Nullable List<Object> sortValues)
      implements Page<DecisionItem> {}

  @JsonIgnoreProperties(ignoreUnknown = true)
  private record DecisionItem(
      String id,
      String decisionId,
      @Nullable String decisionName,
      int decisionVersion,
      String evaluationDate,
      String state) {

    DecisionInstance decision() {
      return new DecisionInstance(
          id,
          decisionId,
          Objects.requireNonNullElse(decisionName, decisionId),
          decisionVersion,
          time(evaluationDate),
          "EVALUATED".equals(state));
    }
  }

  @JsonIgnoreProperties(ignoreUnknown = true)
  private record DefinitionPage(List<DefinitionItem> items, @Nullable List<Object> sortValues)
      implements Page<DefinitionItem> {}

  @JsonIgnoreProperties(ignoreUnknown = true)
  private record DefinitionItem(long key, int version) {}

  @JsonIgnoreProperties(ignoreUnknown = true)
  private record TaskItem(String id, @Nullable String taskState, @Nullable String assignee) {

    UserTask task() {
      return new UserTask(
          Long.parseLong(id),
          null,
          switch (Objects.requireNonNullElse(taskState, "")) {
            case "CREATED" -> TaskState.OPEN;
            case "COMPLETED" -> TaskState.COMPLETED;
            case "CANCELED" -> TaskState.CANCELED;
            default ->
                throw new OutsideUnavailableException(
                    "Tasklist has task " + id + " in a state not known here: " + taskState, null);
          },
          Optional.ofNullable(assignee).filter(name -> !name.isBlank()));
    }
  }
}
