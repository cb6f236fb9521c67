package dev.merchantreview.engine;

import dev.merchantreview.engine.TaskDirectory.CompletedTask;
import io.camunda.client.CamundaClient;
import io.camunda.client.api.command.ClientException;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Knows reviewers the way the cluster allows: from 8.8 on it asks before a task completes and names
 * the person; before, the person is read from Tasklist afterwards.
 */
@Component
class ClusterTaskDirectory implements TaskDirectory {

  private static final int[] ASKS_SINCE = {8, 8};

  private final CamundaClient client;
  private final TasklistTasks tasklist;
  private final CompletedTasks completed;
  private volatile @Nullable Boolean asks;

  ClusterTaskDirectory(CamundaClient client, TasklistTasks tasklist, CompletedTasks completed) {
    this.client = client;
    this.tasklist = tasklist;
    this.completed = completed;
  }

  @Override
  public Optional<CompletedTask> completedAfter(
      long processInstanceKey, String elementId, long afterTaskKey) {
    return asksBeforeCompletion()
        ? completed.after(processInstanceKey, elementId, afterTaskKey)
        : tasklist.completedAfter(processInstanceKey, elementId, afterTaskKey);
  }

  @Override
  public void changeDates(
      long processInstanceKey, String elementId, Instant dueAt, Instant followUpAt) {
    tasklist.changeDates(processInstanceKey, elementId, dueAt, followUpAt);
  }

  @Override
  public void changePriority(long processInstanceKey, String elementId, int priority) {
    tasklist.changePriority(processInstanceKey, elementId, priority);
  }

  private boolean asksBeforeCompletion() {
    Boolean known = asks;
    if (known == null) {
      known = isAtLeast(reportedVersion(), ASKS_SINCE);
      asks = known;
    }
    return known;
  }

  private String reportedVersion() {
    try {
      return client.newTopologyRequest().send().join().getGatewayVersion();
    } catch (ClientException failed) {
      if (EngineFailure.of(failed) == EngineFailure.PASSING) {
        throw new NotYetException("the engine does not answer: " + failed.getMessage());
      }
      throw failed;
    }
  }

  /** Whether a version like {@code 8.6.0} is one or a later one. */
  static boolean isAtLeast(String version, int[] wanted) {
    String[] parts = version.split("[.-]");
    for (int i = 0; i < wanted.length; i++) {
      int part =
          i < parts.length && parts[i].matches("[0-9]{1,6}") ? Integer.parseInt(parts[i]) : 0;
      if (part != wanted[i]) {
        return part > wanted[i];
      }
    }
    return true;
  }
}
