package dev.merchantreview.testing.unified;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/**
 * Answers on the wire as the unified REST API of a cluster of 8.8, 8.9 or 8.10 does, of what a test
 * puts into it. Requests and answers are held against the schema that Camunda published of the
 * line; {@link #close()} fails where an answer was not as the schema says, unless the test wanted
 * it so by {@link Fault.Unlike}.
 */
public final class StandInCluster implements AutoCloseable {

  private final ApiLine line;
  private final PublishedSchema schema;
  private final RecordedData data = new RecordedData();
  private final Answers answers;
  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Map<Operation, Deque<Fault>> next = new EnumMap<>(Operation.class);
  private final Map<Operation, Fault> lasting = new ConcurrentHashMap<>();
  private final List<String> violations = new CopyOnWriteArrayList<>();
  private final List<Request> requests = new CopyOnWriteArrayList<>();
  private volatile @Nullable String token;

  /**
   * A request that came.
   *
   * @param path with the query
   * @param token the bearer token, empty without one
   */
  public record Request(String method, String path, String token, String body) {}

  public StandInCluster(ApiLine line) {
    this.line = line;
    this.schema = PublishedSchema.of(line);
    this.answers = new Answers(line, data);
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException cause) {
      throw new UncheckedIOException(cause);
    }
    server.createContext("/", this::serve);
    server.setExecutor(threads);
    server.start();
  }

  public URI url() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  /** Puts something into the cluster. What has the same key takes the place of what was there. */
  public StandInCluster put(Recorded... recorded) {
    for (Recorded one : recorded) {
      data.put(one);
    }
    return this;
  }

  /** Takes something away, as the cluster does with what it kept long enough. */
  StandInCluster remove(Recorded recorded) {
    data.remove(recorded.kind(), recorded.id());
    return this;
  }

  /** Puts people into a group, in place of who was in it. */
  public StandInCluster group(String group, List<String> members) {
    answers.group(group, members);
    return this;
  }

  /** How many of what is found are counted before the cluster says that there are more. */
  public StandInCluster countsUpTo(long most) {
    answers.countsUpTo(most);
    return this;
  }

  /** What is put of a kind from now on is not found before {@link #release}. */
  public StandInCluster hold(Kind kind) {
    data.hold(kind, Long.MAX_VALUE);
    return this;
  }

  /** What is put of a kind from now on is not found by so many requests for it. */
  StandInCluster hold(Kind kind, int requestsWithout) {
    data.hold(kind, requestsWithout);
    return this;
  }

  /** What was put of a kind is found now. */
  public StandInCluster release(Kind kind) {
    data.release(kind);
    return this;
  }

  /** The next requests for an operation go wrong, after those that do already. */
  public StandInCluster next(Operation operation, int times, Fault fault) {
    synchronized (next) {
      next.computeIfAbsent(operation, one -> new ArrayDeque<>())
          .addAll(Collections.nCopies(times, fault));
    }
    return this;
  }

  /** From now on every request for an operation goes wrong. */
  public StandInCluster always(Operation operation, Fault fault) {
    lasting.put(operation, fault);
    return this;
  }

  /** Whoever comes without this bearer token is answered 401; null takes any and none. */
  StandInCluster requireToken(@Nullable String bearer) {
    token = bearer;
    return this;
  }

  /** Every request so far, in the order they came; those outside of {@code /v2} as well. */
  public List<Request> requests() {
    return List.copyOf(requests);
  }

  /** How many requests came for a path or one below it, as {@code /v1/}. */
  public long requests(String prefix) {
    return requests.stream().filter(one -> one.path().startsWith(prefix)).count();
  }

  /** The bearer tokens in the order they came, each request's. */
  List<String> tokens() {
    return requests.stream().map(Request::token).toList();
  }

  private void serve(HttpExchange exchange) throws IOException {
    try (exchange) {
      String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
      String method = exchange.getRequestMethod();
      URI uri = exchange.getRequestURI();
      String authorization =
          Optional.ofNullable(exchange.getRequestHeaders().getFirst("Authorization")).orElse("");
      String bearer = authorization.startsWith("Bearer ") ? authorization.substring(7) : "";
      requests.add(new Request(method, uri.toString(), bearer, body));
      Operation operation = Operation.of(method, uri.getPath()).orElse(null);
      if (operation == null) {
        send(exchange, Answer.refused(404, "Not Found", "No such path", uri.getPath()));
        return;
      }
      Fault fault = fault(operation);
      if (fault instanceof Fault.Dropped) {
        return;
      }
      Answer answer = answer(fault, operation, uri, bearer, body);
      if (fault instanceof Fault.Held held) {
        held.until().await();
      }
      send(exchange, answer);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  private Answer answer(
      @Nullable Fault fault, Operation operation, URI uri, String bearer, String body) {
    String path = uri.getPath();
    return switch (fault) {
      case Fault.Refused wanted ->
          held(
              operation,
              Answer.refused(wanted.status(), wanted.title(), wanted.detail(), path)
                  .retryAfter(wanted.retryAfter()));
      case Fault.Html wanted ->
          new Answer(wanted.status(), "text/html", "<html><body>Sign in</body></html>", null);
      case Fault.Unlike wanted when isLetIn(bearer) ->
          answer(operation, uri, body).changed(wanted.change());
      case null, default ->
          held(
              operation,
              isLetIn(bearer)
                  ? answer(operation, uri, body)
                  : Answer.refused(401, "Unauthorized", "No valid token was sent", path));
    };
  }

  private boolean isLetIn(String bearer) {
    String required = token;
    return required == null || bearer.equals(required);
  }

  /** Holds an answer against the schema. */
  private Answer held(Operation operation, Answer answer) {
    schema
        .violationsOfAnswer(operation, answer.status(), answer.type(), answer.body())
        .forEach(
            one -> violations.add(line + " " + operation + " " + answer.status() + ": " + one));
    return answer;
  }

  private Answer answer(Operation operation, URI uri, String body) {
    try {
      List<String> wrong = new ArrayList<>(schema.violationsOfRequest(operation, body));
      if (operation.hasKey() && !operation.parameter(uri.getPath()).matches("-?[0-9]{1,25}")) {
        wrong.add("the key in the path is no number");
      }
      if (!wrong.isEmpty()) {
        return Answer.refused(400, "Bad Request", String.join("; ", wrong), uri.getPath());
      }
      return answers.answer(operation, uri, body);
    } catch (Page.BadCursor broken) {
      return Answer.refused(400, "Bad Request", "The cursor is none that was given", uri.getPath());
    } catch (RuntimeException own) {
      // The stand-in's own mistake, or what it cannot do yet: the test is to know.
      violations.add(line + " " + operation + ": " + own);
      return Answer.refused(500, "INTERNAL_ERROR", own.toString(), uri.getPath());
    }
  }

  private @Nullable Fault fault(Operation operation) {
    synchronized (next) {
      Deque<Fault> due = next.get(operation);
      return due == null || due.isEmpty() ? lasting.get(operation) : due.poll();
    }
  }

  private static void send(HttpExchange exchange, Answer answer) throws IOException {
    byte[] bytes = answer.body().getBytes(StandardCharsets.UTF_8);
    if (!answer.type().isEmpty()) {
      exchange.getResponseHeaders().set("Content-Type", answer.type());
    }
    if (answer.retryAfter() != null) {
      exchange
          .getResponseHeaders()
          .set("Retry-After", Long.toString(answer.retryAfter().toSeconds()));
    }
    exchange.sendResponseHeaders(answer.status(), bytes.length == 0 ? -1 : bytes.length);
    exchange.getResponseBody().write(bytes);
  }

  /** Fails where an answer was not as the published schema says. */
  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
    if (!violations.isEmpty()) {
      throw new AssertionError(
          "answers that are not as the published schema says:\n" + String.join("\n", violations));
    }
  }
}
