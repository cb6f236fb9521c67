package dev.merchantreview.testing;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Answers as the cluster's records do: which process instances there are, how they stand, and what
 * they were started as. It knows what a test tells it.
 */
public final class StandInRecords implements AutoCloseable {

  private static final int NO_CONTENT = 204;

  private final JsonMapper json = JsonMapper.builder().build();
  private final HttpServer server;

  /** The state of each instance. */
  public final Map<Long, String> states = new ConcurrentHashMap<>();

  /** The value of the variable each instance was started as. */
  public final Map<Long, String> startedAs = new ConcurrentHashMap<>();

  /** What happens before each answer. */
  public volatile Runnable beforeAnswer = () -> {};

  public StandInRecords() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException cause) {
      throw new UncheckedIOException(cause);
    }
    server.createContext(
        "/api/login",
        exchange -> {
          exchange.getResponseHeaders().add("Set-Cookie", "session=1; Path=/");
          exchange.sendResponseHeaders(NO_CONTENT, -1);
          exchange.close();
        });
    server.createContext("/v1/process-instances/search", exchange -> answer(exchange, true));
    server.createContext("/v1/variables/search", exchange -> answer(exchange, false));
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.start();
  }

  /** The setting that leads the service here. */
  public String address() {
    return "--merchant-review.engine.tasklist.url=http://127.0.0.1:"
        + server.getAddress().getPort();
  }

  private void answer(HttpExchange exchange, boolean instances) throws IOException {
    beforeAnswer.run();
    JsonNode filter = json.readTree(exchange.getRequestBody().readAllBytes()).path("filter");
    String items = instances ? instances(filter) : variables(filter);
    byte[] body = ("{\"items\":[" + items + "]}").getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().add("Content-Type", "application/json");
    exchange.sendResponseHeaders(200, body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  private String instances(JsonNode filter) {
    return states.entrySet().stream()
        .filter(one -> !filter.has("key") || filter.path("key").asLong() == one.getKey())
        .filter(
            one -> !filter.has("state") || filter.path("state").asString().equals(one.getValue()))
        .map(
            one ->
                "{\"key\":%d,\"state\":\"%s\",\"incident\":false}"
                    .formatted(one.getKey(), one.getValue()))
        .collect(Collectors.joining(","));
  }

  private String variables(JsonNode filter) {
    return startedAs.entrySet().stream()
        .filter(one -> filter.path("value").asString().equals("\"" + one.getValue() + "\""))
        .map(one -> "{\"processInstanceKey\":%d}".formatted(one.getKey()))
        .collect(Collectors.joining(","));
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
