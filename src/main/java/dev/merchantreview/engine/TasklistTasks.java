package dev.merchantreview.engine;

import io.camunda.client.CamundaClient;
import io.camunda.client.api.command.ClientException;
import io.camunda.client.api.command.UpdateUserTaskCommandStep1;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Reads Tasklist 8.6: it assigns a task before completing it, so the assignee of a completed task
 * is the person who completed it.
 */
@Component
class TasklistTasks {

  private final WebAppSession session;
  private final CamundaClient client;

  TasklistTasks(WebAppSession session, CamundaClient client) {
    this.session = session;
    this.client = client;
  }

  /** As {@link TaskDirectory#completedAfter}. */
  Optional<TaskDirectory.CompletedTask> completedAfter(
      long processInstanceKey, String elementId, long afterTaskKey) {
    return search(processInstanceKey, elementId, "COMPLETED").stream()
        .filter(task -> task.key() > afterTaskKey)
        .min(Comparator.comparingLong(Task::key))
        .map(
            task ->
                new TaskDirectory.CompletedTask(
                    task.key(),
                    Optional.ofNullable(task.assignee()).filter(name -> !name.isBlank())));
  }

  /** As {@link TaskDirectory#changeDates}. */
  void changeDates(long processInstanceKey, String elementId, Instant dueAt, Instant followUpAt) {
    update(
        processInstanceKey,
        elementId,
        task ->
            task.dueDate(dueAt.atOffset(ZoneOffset.UTC))
                .followUpDate(followUpAt.atOffset(ZoneOffset.UTC)));
  }

  /** As {@link TaskDirectory#changePriority}. */
  void changePriority(long processInstanceKey, String elementId, int priority) {
    update(processInstanceKey, elementId, task -> task.priority(priority));
  }

  private void update(
      long processInstanceKey, String elementId, UnaryOperator<UpdateUserTaskCommandStep1> change) {
    for (Task task : search(processInstanceKey, elementId, "CREATED")) {
      try {
        change.apply(client.newUpdateUserTaskCommand(task.key())).send().join();
      } catch (ClientException failed) {
        switch (EngineFailure.of(failed)) {
          case GONE -> {}
          case PASSING, ALREADY ->
              throw new NotYetException("the task is not changed yet: " + failed.getMessage());
          case REFUSED, UNCLEAR -> throw failed;
        }
      }
    }
  }

  private List<Task> search(long processInstanceKey, String elementId, String state) {
    return session
        .post(
            "/v1/tasks/search",
            Map.of(
                "processInstanceKey",
                Long.toString(processInstanceKey),
                "taskDefinitionId",
                elementId,
                "state",
                state,
                "pageSize",
                200),
            Task[].class)
        .map(List::of)
        .orElseGet(List::of);
  }

  private record Task(String id, @Nullable String assignee) {

    long key() {
      return Long.parseLong(id);
    }
  }
}
