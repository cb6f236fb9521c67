package dev.merchantreview.engine;

import dev.merchantreview.engine.ClusterRecords.ElementInstance;
import dev.merchantreview.engine.ClusterRecords.State;
import dev.merchantreview.engine.ClusterRecords.TaskState;
import dev.merchantreview.engine.ClusterRecords.UserTask;
import io.camunda.client.CamundaClient;
import io.camunda.client.api.command.ClientException;
import io.camunda.client.api.command.UpdateUserTaskCommandStep1;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * Knows reviewers the way the cluster allows: from 8.8 on it asks before a task completes and names
 * the person; before, and for what was completed before an upgrade, the person is read from the
 * records afterwards.
 */
@Component
class ClusterTaskDirectory implements TaskDirectory {

  /** A busy Tasklist was seconds behind the engine's own records of a completion; ours. */
  private static final Duration TASKLISTS_TIME = Duration.ofSeconds(20);

  private final CamundaClient client;
  private final ConnectedCluster cluster;
  private final RecordsChoice records;
  private final RecordsLag lag;
  private final CompletedTasks completed;
  private final JsonMapper json;

  ClusterTaskDirectory(
      CamundaClient client,
      ConnectedCluster cluster,
      RecordsChoice records,
      RecordsLag lag,
      CompletedTasks completed,
      JsonMapper json) {
    this.client = client;
    this.cluster = cluster;
    this.records = records;
    this.lag = lag;
    this.completed = completed;
    this.json = json;
  }

  @Override
  public Optional<CompletedTask> completedAfter(
      long processInstanceKey, String elementId, long afterTaskKey) {
    Optional<CompletedTask> asked =
        cluster.isUnified()
            ? completed.after(processInstanceKey, elementId, afterTaskKey)
            : Optional.empty();
    return asked.or(() -> recorded(processInstanceKey, elementId, afterTaskKey));
  }

  private Optional<CompletedTask> recorded(
      long processInstanceKey, String elementId, long afterTaskKey) {
    return records.now().tasks(processInstanceKey, elementId).stream()
        .filter(task -> task.state() == TaskState.COMPLETED)
        .filter(task -> task.key() > afterTaskKey)
        .findFirst()
        .map(task -> new CompletedTask(task.key(), task.assignee()));
  }

  @Override
  public Map<String, @Nullable Object> sent(
      long processInstanceKey, String elementId, CompletedTask task, Set<String> names) {
    boolean unified = cluster.isUnified();
    Optional<Map<String, @Nullable Object>> kept =
        unified ? completed.sent(task.taskKey()) : Optional.empty();
    return kept.orElseGet(() -> sentOnRecord(processInstanceKey, elementId, task, names, unified));
  }

  /**
   * Tasklist itself writes down what a completion brought, all at once, some time after the engine
   * has the completion; or never, where somebody went past it or it ended in between. From 8.8 on
   * some of the task's variables are there since it was made, and they are shown one by one as the
   * completion left them: what they say counts once the records show all that had happened.
   */
  private Map<String, @Nullable Object> sentOnRecord(
      long processInstanceKey,
      String elementId,
      CompletedTask task,
      Set<String> names,
      boolean unified) {
    Map<String, @Nullable Object> found = new HashMap<>();
    String question = "the form of " + task.taskKey();
    RecordsLag.Presence presence =
        lag.of(
            question,
            unified ? Duration.ZERO : TASKLISTS_TIME,
            () -> {
              records.now().tasks(processInstanceKey, elementId).stream()
                  .filter(one -> one.key() == task.taskKey())
                  .flatMap(one -> records.now().variables(one, names).stream())
                  .forEach(one -> found.put(one.name(), json.readValue(one.value(), Object.class)));
              return !unified && !found.isEmpty();
            });
    if (presence == RecordsLag.Presence.UNKNOWN) {
      throw new NotYetException("the records do not show yet what the form sent");
    }
    return found;
  }

  @Override
  public void changeDates(
      long processInstanceKey, Collection<String> elementIds, Instant dueAt, Instant followUpAt) {
    update(
        processInstanceKey,
        elementIds,
        "due " + dueAt,
        task ->
            task.dueDate(dueAt.atOffset(ZoneOffset.UTC))
                .followUpDate(followUpAt.atOffset(ZoneOffset.UTC)));
  }

  @Override
  public void changePriority(long processInstanceKey, Collection<String> elementIds, int priority) {
    update(processInstanceKey, elementIds, "priority " + priority, task -> task.priority(priority));
  }

  private void update(
      long processInstanceKey,
      Collection<String> elementIds,
      String words,
      UnaryOperator<UpdateUserTaskCommandStep1> change) {
    // What was changed a moment ago may be shown as open still, and the next one not yet.
    boolean changed =
        elementIds.stream()
            .flatMap(elementId -> openTasks(processInstanceKey, elementId))
            .map(task -> isChanged(task, change))
            .reduce(false, Boolean::logicalOr);
    String question = "open tasks of " + processInstanceKey + " for " + words;
    if (changed) {
      lag.forget(question);
      return;
    }
    RecordsLag.Presence found = lag.of(question, () -> mayBeAt(processInstanceKey, elementIds));
    if (found != RecordsLag.Presence.ABSENT) {
      throw new NotYetException("the records may not show the open task yet");
    }
  }

  @Override
  public Optional<OpenTask> open(long processInstanceKey, String elementId) {
    return openTasks(processInstanceKey, elementId)
        .findFirst()
        .map(task -> new OpenTask(task.key(), task.assignee()));
  }

  private Stream<UserTask> openTasks(long processInstanceKey, String elementId) {
    return records.now().tasks(processInstanceKey, elementId).stream()
        .filter(task -> task.state() == TaskState.OPEN);
  }

  /** False for one that is not open any more. */
  private boolean isChanged(UserTask task, UnaryOperator<UpdateUserTaskCommandStep1> change) {
    try {
      change.apply(client.newUpdateUserTaskCommand(task.key())).send().join();
      return true;
    } catch (ClientException failed) {
      return switch (EngineFailure.of(failed)) {
        case GONE -> false;
        case PASSING, ALREADY ->
            throw new NotYetException("the task is not changed yet: " + failed.getMessage());
        case REFUSED, UNCLEAR -> throw failed;
      };
    }
  }

  /**
   * Tasks and elements are recorded apart. The instance is at the element that asks, at least:
   * where not even that is shown, it may be anywhere.
   */
  private boolean mayBeAt(long processInstanceKey, Collection<String> elementIds) {
    List<String> at =
        records.now().elements(processInstanceKey).stream()
            .filter(element -> element.state() == State.ACTIVE)
            .map(ElementInstance::elementId)
            .toList();
    return at.isEmpty() || at.stream().anyMatch(elementIds::contains);
  }
}
