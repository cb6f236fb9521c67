package dev.merchantreview.engine;

import dev.merchantreview.shared.OutsideUnavailableException;
import io.camunda.client.CamundaClient;
import io.camunda.client.api.command.ClientException;
import io.camunda.client.api.search.enums.ElementInstanceState;
import io.camunda.client.api.search.enums.IncidentState;
import io.camunda.client.api.search.enums.ProcessInstanceState;
import io.camunda.client.api.search.enums.UserTaskState;
import io.camunda.client.api.search.page.AnyPage;
import io.camunda.client.api.search.response.DecisionInstanceState;
import io.camunda.client.api.search.response.ProcessInstance;
import io.camunda.client.api.search.response.ProcessInstanceSequenceFlow;
import io.camunda.client.api.search.response.SearchResponse;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * The records of 8.8 and later, through the searches of the client for the Orchestration Cluster
 * API (V2).
 */
@Component
class UnifiedRecords implements ClusterRecords {

  private static final int PAGE = 1_000;

  private final CamundaClient client;

  UnifiedRecords(CamundaClient client) {
    this.client = client;
  }

  @Override
  public Part<Instance> active(Active wanted, int limit, @Nullable String after) {
    try {
      SearchResponse<ProcessInstance> page =
          client
              .newProcessInstanceSearchRequest()
              .filter(
                  filter -> {
                    filter.state(ProcessInstanceState.ACTIVE);
                    if (wanted.processId() != null) {
                      filter.processDefinitionId(wanted.processId());
                    }
                    if (wanted.definitionKey() != null) {
                      filter.processDefinitionKey(wanted.definitionKey());
                    }
                  })
              .sort(sort -> sort.processInstanceKey().asc())
              .page(part(limit, after))
              .send()
              .join();
      whole(page, after);
      return new Part<>(
          page.items().stream().map(UnifiedRecords::instance).toList(),
          page.items().size() == limit ? page.page().endCursor() : null);
    } catch (ClientException failed) {
      if (after != null && EngineFailure.of(failed) == EngineFailure.REFUSED) {
        throw new IllegalArgumentException("the records have no order " + after, failed);
      }
      throw unreadable(failed);
    }
  }

  @Override
  public Optional<Instance> instance(long key) {
    return all(after ->
            client
                .newProcessInstanceSearchRequest()
                .filter(filter -> filter.processInstanceKey(key))
                .page(part(PAGE, after))
                .send()
                .join())
        .map(UnifiedRecords::instance)
        .findFirst();
  }

  @Override
  public List<Long> instancesWith(String variable, String value) {
    return all(after ->
            client
                .newVariableSearchRequest()
                .filter(filter -> filter.name(variable).value("\"" + value + "\""))
                .sort(sort -> sort.name().asc())
                .page(part(PAGE, after))
                .send()
                .join())
        .map(one -> given(one.getProcessInstanceKey()))
        .distinct()
        .toList();
  }

  @Override
  public List<ElementInstance> elements(long instance) {
    return all(after ->
            client
                .newElementInstanceSearchRequest()
                .filter(filter -> filter.processInstanceKey(instance))
                .sort(sort -> sort.elementInstanceKey().asc())
                .page(part(PAGE, after))
                .send()
                .join())
        .map(
            one ->
                new ElementInstance(
                    given(one.getElementInstanceKey()),
                    given(one.getElementId()),
                    state(given(one.getState())),
                    given(one.getStartDate()).toInstant(),
                    Optional.ofNullable(one.getEndDate())
                        .map(OffsetDateTime::toInstant)
                        .orElse(null),
                    Boolean.TRUE.equals(one.getIncident())))
        .toList();
  }

  @Override
  public List<String> sequenceFlows(long instance) {
    return asked(() -> client.newProcessInstanceSequenceFlowsRequest(instance).send().join())
        .stream()
        .map(ProcessInstanceSequenceFlow::getElementId)
        .distinct()
        .toList();
  }

  @Override
  public List<Incident> incidents(long instance) {
    return all(after ->
            client
                // 8.8 takes no filter as the client writes those of all incidents.
                .newIncidentsByProcessInstanceSearchRequest(instance)
                .sort(sort -> sort.incidentKey().asc())
                .page(part(PAGE, after))
                .send()
                .join())
        .filter(one -> one.getState() == IncidentState.ACTIVE)
        .map(
            one ->
                new Incident(
                    given(one.getIncidentKey()),
                    one.getJobKey() == null || one.getJobKey() <= 0 ? null : one.getJobKey(),
                    Objects.requireNonNullElse(one.getElementId(), ""),
                    one.getErrorMessage() == null
                        ? String.valueOf(one.getErrorType())
                        : one.getErrorMessage()))
        .toList();
  }

  /**
   * From 8.9 on: an answer of 8.8 has no key of the root decision, which the client 8.9.0 wants.
   */
  @Override
  public List<DecisionInstance> decisions(long instance) {
    return all(after ->
            client
                .newDecisionInstanceSearchRequest()
                .filter(filter -> filter.processInstanceKey(instance))
                .sort(sort -> sort.evaluationDate().asc())
                .page(part(PAGE, after))
                .send()
                .join())
        .map(
            one ->
                new DecisionInstance(
                    one.getDecisionInstanceId(),
                    one.getDecisionDefinitionId(),
                    Objects.requireNonNullElse(
                        one.getDecisionDefinitionName(), one.getDecisionDefinitionId()),
                    one.getDecisionDefinitionVersion(),
                    one.getEvaluationDate().toInstant(),
                    one.getState() == DecisionInstanceState.EVALUATED))
        .toList();
  }

  @Override
  public List<Definition> versions(String processId) {
    return all(after ->
            client
                .newProcessDefinitionSearchRequest()
                .filter(filter -> filter.processDefinitionId(processId))
                .sort(sort -> sort.version().asc())
                .page(part(PAGE, after))
                .send()
                .join())
        .map(one -> new Definition(one.getProcessDefinitionKey(), one.getVersion()))
        .toList();
  }

  @Override
  public Optional<String> bpmn(long definitionKey) {
    try {
      return Optional.of(client.newProcessDefinitionGetXmlRequest(definitionKey).send().join());
    } catch (ClientException failed) {
      if (EngineFailure.of(failed) == EngineFailure.GONE) {
        return Optional.empty();
      }
      throw unreadable(failed);
    }
  }

  @Override
  public List<Variable> variables(long scope) {
    return all(after ->
            client
                .newVariableSearchRequest()
                .filter(filter -> filter.scopeKey(scope))
                .sort(sort -> sort.name().asc())
                .page(part(PAGE, after))
                .send()
                .join())
        .map(one -> new Variable(one.getName(), given(one.getValue())))
        .toList();
  }

  @Override
  public List<UserTask> tasks(long instance, String elementId) {
    return all(after ->
            client
                .newUserTaskSearchRequest()
                .filter(
                    filter ->
                        filter
                            .processInstanceKey(instance)
                            .elementId(elementId)
                            // Left out: 8.8 refuses it, and the client sends an empty one.
                            .tags((Set<String>) null))
                .sort(sort -> sort.creationDate().asc())
                .page(part(PAGE, after))
                .send()
                .join())
        .map(
            one ->
                new UserTask(
                    given(one.getUserTaskKey()),
                    given(one.getElementInstanceKey()),
                    state(given(one.getState())),
                    Optional.ofNullable(one.getAssignee()).filter(name -> !name.isBlank())))
        .sorted(Comparator.comparingLong(UserTask::key))
        .toList();
  }

  @Override
  public List<Variable> variables(UserTask completed, Set<String> names) {
    long scope = given(completed.scope());
    return all(after ->
            client
                .newVariableSearchRequest()
                .filter(filter -> filter.scopeKey(scope))
                .sort(sort -> sort.name().asc())
                .page(part(PAGE, after))
                .withFullValues()
                .send()
                .join())
        .filter(one -> names.contains(one.getName()))
        .map(one -> new Variable(one.getName(), given(one.getValue())))
        .toList();
  }

  /** A search from where the page before it ended; null for the first. */
  private interface Search<T> {
    SearchResponse<T> from(@Nullable String after);
  }

  /** All there are, page by page. */
  private static <T> Stream<T> all(Search<T> search) {
    List<T> all = new ArrayList<>();
    String after = null;
    while (true) {
      String from = after;
      SearchResponse<T> page = whole(asked(() -> search.from(from)), from);
      all.addAll(page.items());
      after = page.page().endCursor();
      if (page.items().size() < PAGE || after == null) {
        return all.stream();
      }
    }
  }

  /**
   * The client takes an answer without the items it counts for an empty one.
   *
   * @throws OutsideUnavailableException when it counts some and has none
   */
  private static <T> SearchResponse<T> whole(SearchResponse<T> page, @Nullable String after) {
    if (after == null && page.items().isEmpty() && page.page().totalItems() > 0) {
      throw new OutsideUnavailableException(
          "the cluster's records cannot be read: an answer without its items", null);
    }
    return page;
  }

  private static Consumer<AnyPage> part(int limit, @Nullable String after) {
    return page -> {
      if (after == null) {
        page.limit(limit);
      } else {
        page.after(after).limit(limit);
      }
    };
  }

  /**
   * Whatever keeps the records from being read can pass: a permission can be given, an answer that
   * is not understood can be mended. Nothing is decided until then.
   */
  private static <T> T asked(Supplier<T> question) {
    try {
      return question.get();
    } catch (ClientException failed) {
      throw unreadable(failed);
    }
  }

  private static OutsideUnavailableException unreadable(ClientException failed) {
    return new OutsideUnavailableException(
        "the cluster's records cannot be read: " + failed.getMessage(), failed);
  }

  /**
   * What every answer has by its schema.
   *
   * @throws OutsideUnavailableException when it is not there
   */
  private static <T> T given(@Nullable T value) {
    if (value == null) {
      throw new OutsideUnavailableException(
          "the cluster's records cannot be read: an answer without a field that is always there",
          null);
    }
    return value;
  }

  private static Instance instance(ProcessInstance one) {
    return new Instance(
        given(one.getProcessInstanceKey()),
        given(one.getProcessDefinitionId()),
        given(one.getProcessDefinitionKey()),
        given(one.getProcessDefinitionVersion()),
        state(given(one.getState())),
        Boolean.TRUE.equals(one.getHasIncident()));
  }

  private static State state(ProcessInstanceState state) {
    return switch (state) {
      case ACTIVE -> State.ACTIVE;
      case COMPLETED -> State.COMPLETED;
      case TERMINATED -> State.TERMINATED;
      case UNKNOWN_ENUM_VALUE -> State.OTHER;
    };
  }

  private static State state(ElementInstanceState state) {
    return switch (state) {
      case ACTIVE -> State.ACTIVE;
      case COMPLETED -> State.COMPLETED;
      case TERMINATED -> State.TERMINATED;
      case UNKNOWN_ENUM_VALUE -> State.OTHER;
    };
  }

  /** A task that is being assigned, changed or judged is still somebody's work. */
  private static TaskState state(UserTaskState state) {
    return switch (state) {
      case CREATING, CREATED, ASSIGNING, UPDATING, COMPLETING -> TaskState.OPEN;
      case COMPLETED -> TaskState.COMPLETED;
      case CANCELING, CANCELED, FAILED -> TaskState.CANCELED;
      case UNKNOWN_ENUM_VALUE -> throw unknown(state);
    };
  }

  private static OutsideUnavailableException unknown(Enum<?> state) {
    return new OutsideUnavailableException(
        "the records have a " + state.getClass().getSimpleName() + " that is not known here", null);
  }
}
