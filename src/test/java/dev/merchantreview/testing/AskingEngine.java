package dev.merchantreview.testing;

import dev.merchantreview.local.Http;
import dev.merchantreview.local.LaunchException;
import dev.merchantreview.local.Processes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * The in-memory engine of Camunda 8.8, which asks before a user task is taken or completed, as a
 * process of its own: {@code src/test/camunda-8.8}.
 */
public final class AskingEngine implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofMinutes(2);
  // As the settings of its tests have them.
  private static final int GRPC = 29500;
  private static final int DOOR = 29501;

  private final Path home;
  private final Processes processes;
  private final HttpClient http = HttpClient.newHttpClient();

  /** What happened to a user task. */
  public record TaskEvent(
      long taskKey,
      long processInstanceKey,
      String elementId,
      String event,
      String assignee,
      String denial) {}

  AskingEngine(Path root, Processes processes) {
    this.home = root.resolve("src/test/camunda-8.8");
    this.processes = processes;
  }

  AskingEngine start(Path workFolder) {
    processes.start(
        "camunda-8.8",
        3,
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp",
            EngineLibraries.classPath(home, workFolder),
            home.resolve("AskingEngine.java").toString(),
            Integer.toString(GRPC),
            Integer.toString(DOOR)),
        workFolder,
        Map.of());
    Http.await("the 8.8 engine", PATIENCE, () -> Http.status(door("/tasks")) == 200);
    return this;
  }

  /** Everything that happened to user tasks so far, oldest first. */
  public List<TaskEvent> events() {
    return Http.body(door("/tasks"))
        .lines()
        .map(line -> line.split("\t", -1))
        .map(
            part ->
                new TaskEvent(
                    Long.parseLong(part[0]),
                    Long.parseLong(part[1]),
                    part[2],
                    part[3],
                    part[4],
                    part[5]))
        .toList();
  }

  /** Asks for a task to be somebody's; the service may deny it. */
  public void assign(long taskKey, String person) {
    ask(
        HttpRequest.newBuilder(URI.create(door("/tasks/" + taskKey + "?assignee=" + person)))
            .PUT(HttpRequest.BodyPublishers.noBody()));
  }

  /**
   * Asks for a task to be completed by whoever has it; the service may deny it.
   *
   * @param json the variables of the completion
   */
  public void complete(long taskKey, String json) {
    ask(
        HttpRequest.newBuilder(URI.create(door("/tasks/" + taskKey)))
            .POST(HttpRequest.BodyPublishers.ofString(json)));
  }

  /** The key of a subprocess that an instance has entered, for what has a scope of its own. */
  public long subprocess(long processInstanceKey, String elementId) {
    return Http.body(door("/elements"))
        .lines()
        .map(line -> line.split("\t", -1))
        .filter(part -> Long.parseLong(part[1]) == processInstanceKey)
        .filter(part -> part[2].equals(elementId))
        .map(part -> Long.parseLong(part[0]))
        .findFirst()
        .orElseThrow();
  }

  /** How often something happened to user tasks so far. */
  public long count(String event) {
    return events().stream().filter(one -> one.event().equals(event)).count();
  }

  private void ask(HttpRequest.Builder request) {
    try {
      HttpResponse<String> answer =
          http.send(request.build(), HttpResponse.BodyHandlers.ofString());
      if (answer.statusCode() != 200) {
        throw new LaunchException("the 8.8 engine answers " + answer.body());
      }
    } catch (IOException cause) {
      throw new UncheckedIOException(cause);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(stopped);
    }
  }

  private static String door(String path) {
    return "http://127.0.0.1:" + DOOR + path;
  }

  @Override
  public void close() {
    processes.running().stream()
        .filter(running -> running.name().equals("camunda-8.8"))
        .forEach(processes::stop);
  }
}
