package dev.merchantreview.engine;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
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
class TasklistTaskDirectory implements TaskDirectory {

  private final RestClient http;
  private final EngineProperties.Tasklist settings;
  private volatile @Nullable String session;

  TasklistTaskDirectory(EngineProperties properties) {
    this.settings = properties.tasklist();
    JdkClientHttpRequestFactory requests = new JdkClientHttpRequestFactory();
    requests.setReadTimeout(properties.requestTimeout());
    this.http =
        RestClient.builder().baseUrl(settings.url().toString()).requestFactory(requests).build();
  }

  @Override
  public Optional<CompletedTask> completedAfter(
      long processInstanceKey, String elementId, long afterTaskKey) {
    return search(processInstanceKey, elementId).stream()
        .filter(task -> task.key() > afterTaskKey)
        .min(Comparator.comparingLong(Task::key))
        .map(
            task ->
                new CompletedTask(
                    task.key(),
                    Optional.ofNullable(task.assignee()).filter(name -> !name.isBlank())));
  }

  private List<Task> search(long processInstanceKey, String elementId) {
    try {
      return ask(processInstanceKey, elementId);
    } catch (HttpClientErrorException.Unauthorized expired) {
      session = null;
      throw new NotYetException("Tasklist wants a new login");
    } catch (ResourceAccessException | HttpServerErrorException away) {
      throw new NotYetException("Tasklist does not answer: " + away.getMessage());
    }
  }

  private List<Task> ask(long processInstanceKey, String elementId) {
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
                    "COMPLETED",
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
