package dev.merchantreview.engine;

import io.camunda.client.CamundaClient;
import io.camunda.client.api.command.ClientException;
import io.camunda.client.api.command.ProblemException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.stereotype.Component;
import org.springframework.web.client.HttpClientErrorException;
import org.springframework.web.client.HttpServerErrorException;
import org.springframework.web.client.ResourceAccessException;
import org.springframework.web.client.RestClient;

/**
 * Reads Tasklist 8.6: it assigns a task before completing it, so the assignee of a completed task
 * is the person who completed it.
 */
@Component
class TasklistTasks {

  private final RestClient http;
  private final EngineProperties.Tasklist settings;
  private final CamundaClient client;
  private volatile @Nullable String session;

  TasklistTasks(EngineProperties properties, CamundaClient client) {
    this.client = client;
    this.settings = properties.tasklist();
    JdkClientHttpRequestFactory requests = new JdkClientHttpRequestFactory();
    requests.setReadTimeout(properties.requestTimeout());
    this.http =
        RestClient.builder().baseUrl(settings.url().toString()).requestFactory(requests).build();
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

  /** As {@link TaskDirectory#changeDueDate}. */
  void changeDueDate(long processInstanceKey, String elementId, Instant dueAt) {
    for (Task task : search(processInstanceKey, elementId, "CREATED")) {
      try {
        client
            .newUpdateUserTaskCommand(task.key())
            .dueDate(dueAt.atOffset(ZoneOffset.UTC))
            .send()
            .join();
      } catch (ProblemException gone) {
        if (gone.code() != HttpStatus.NOT_FOUND.value()) {
          throw gone;
        }
      } catch (ClientException away) {
        throw new NotYetException("the engine does not answer: " + away.getMessage());
      }
    }
  }

  private List<Task> search(long processInstanceKey, String elementId, String state) {
    try {
      return ask(processInstanceKey, elementId, state);
    } catch (HttpClientErrorException.Unauthorized expired) {
      session = null;
      throw new NotYetException("Tasklist wants a new login");
    } catch (ResourceAccessException | HttpServerErrorException away) {
      throw new NotYetException("Tasklist does not answer: " + away.getMessage());
    }
  }

  private List<Task> ask(long processInstanceKey, String elementId, String state) {
    Task[] found =
        http.post()
            .uri("/v1/tasks/search")
            .contentType(MediaType.APPLICATION_JSON)
            .header(HttpHeaders.COOKIE, session())
            .body(
                Map.of(
                    "processInstanceKey",
                    Long.toString(processInstanceKey),
                    "taskDefinitionId",
                    elementId,
                    "state",
                    state,
                    "pageSize",
                    200))
            .retrieve()
            .body(Task[].class);
    return found == null ? List.of() : List.of(found);
  }

  private String session() {
    String current = session;
    if (current == null) {
      current = login();
      session = current;
    }
    return current;
  }

  private String login() {
    return http.post()
        .uri("/api/login?username={user}&password={password}", settings.user(), settings.password())
        .exchange(
            (request, response) -> {
              HttpStatusCode status = response.getStatusCode();
              List<String> cookies = response.getHeaders().getOrEmpty(HttpHeaders.SET_COOKIE);
              if (!status.is2xxSuccessful() || cookies.isEmpty()) {
                throw new IllegalStateException(
                    "Tasklist refuses the user " + settings.user() + " (" + status + ")");
              }
              return String.join(
                  "; ", cookies.stream().map(cookie -> cookie.split(";", 2)[0]).toList());
            });
  }

  private record Task(String id, @Nullable String assignee) {

    long key() {
      return Long.parseLong(id);
    }
  }
}
