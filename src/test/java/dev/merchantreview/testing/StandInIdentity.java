package dev.merchantreview.testing;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Answers on the wire as the REST API of Camunda 8.8 and later does when it is asked who is in a
 * group. The 8.8 engine that can be had here has no identity management.
 */
public final class StandInIdentity implements AutoCloseable {

  private static final Pattern SEARCH = Pattern.compile("/v2/groups/([^/]+)/users/search");
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final HttpServer server;
  private final Map<String, List<String>> groups = new ConcurrentHashMap<>();
  private final AtomicInteger refusals = new AtomicInteger();
  private final AtomicInteger refused = new AtomicInteger();

  public StandInIdentity() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException cause) {
      throw new UncheckedIOException(cause);
    }
    server.createContext("/", this::answer);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.start();
  }

  public String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /** Puts people into a group, in place of who was in it. */
  public StandInIdentity group(String group, List<String> members) {
    groups.put(group, List.copyOf(members));
    return this;
  }

  /** The next questions are answered with 503. */
  public StandInIdentity refuse(int questions) {
    refusals.set(questions);
    return this;
  }

  /** How many questions were answered with 503. */
  public int refused() {
    return refused.get();
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      Matcher search = SEARCH.matcher(exchange.getRequestURI().getPath());
      JsonNode asked = JSON.readTree(exchange.getRequestBody().readAllBytes());
      if (!search.matches()) {
        exchange.sendResponseHeaders(404, -1);
      } else if (refusals.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
        refused.incrementAndGet();
        exchange.sendResponseHeaders(503, -1);
      } else {
        byte[] body = page(search.group(1), asked).getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(200, body.length);
        exchange.getResponseBody().write(body);
      }
    }
  }

  private String page(String group, JsonNode asked) {
    List<String> members = new ArrayList<>(groups.getOrDefault(group, List.of()));
    members.sort(null);
    int from = Math.min(asked.path("page").path("from").asInt(0), members.size());
    int to = Math.min(from + asked.path("page").path("limit").asInt(100), members.size());
    String items =
        members.subList(from, to).stream()
            .map(name -> JSON.writeValueAsString(Map.of("username", name)))
            .collect(Collectors.joining(","));
    return "{\"items\":[%s],\"page\":{\"totalItems\":%d,\"hasMoreTotalItems\":false}}"
        .formatted(items, members.size());
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
