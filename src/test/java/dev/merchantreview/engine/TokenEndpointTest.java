package dev.merchantreview.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is made of the answers of authorization servers that a real one does not give. */
class TokenEndpointTest {

  private static final String SECRET = "the secret & more";
  private final Map<String, String> asked = new ConcurrentHashMap<>();
  private HttpServer server;
  private TokenEndpoint endpoint;
  private volatile int status = 200;
  private volatile String type = "application/json";
  private volatile String answer =
      "{\"access_token\":\"the-token\",\"token_type\":\"Bearer\",\"expires_in\":300}";

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          try (exchange) {
            asked.putAll(
                form(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8)));
            byte[] body = answer.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", type);
            exchange.sendResponseHeaders(status, body.length);
            exchange.getResponseBody().write(body);
          }
        });
    server.start();
    endpoint = endpoint(null);
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  private TokenEndpoint endpoint(@Nullable String scope) {
    return new TokenEndpoint(
        "the.settings",
        URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/token"),
        "the-client",
        SECRET,
        scope,
        Duration.ofSeconds(2));
  }

  private static Map<String, String> form(String body) {
    return Arrays.stream(body.split("&"))
        .map(pair -> pair.split("=", 2))
        .collect(
            Collectors.toMap(
                pair -> pair[0], pair -> URLDecoder.decode(pair[1], StandardCharsets.UTF_8)));
  }

  private TokenException failure() {
    TokenException failure =
        catchThrowableOfType(
            TokenException.class, () -> endpoint.issue("tasklist-api", "tasklist-audience"));
    assertThat(failure.getMessage()).hasLineCount(1).doesNotContain(SECRET);
    return failure;
  }

  @Test
  void asksForTheAudienceAsTheCamundaClientDoes() throws IOException {
    TokenSource.Issued issued = endpoint("one two").issue("tasklist-api", "tasklist-audience");
    assertThat(issued.value()).isEqualTo("the-token");
    assertThat(issued.life()).isEqualTo(Duration.ofMinutes(5));
    assertThat(asked)
        .containsOnly(
            Map.entry("grant_type", "client_credentials"),
            Map.entry("client_id", "the-client"),
            Map.entry("client_secret", SECRET),
            Map.entry("audience", "tasklist-api"),
            Map.entry("scope", "one two"));
  }

  @Test
  void namesTheClientThatIsRefused() {
    status = 401;
    answer = "{\"error\":\"invalid_client\"}";
    assertThat(failure()).hasMessageContaining("the.settings.client-secret");
    status = 400;
    assertThat(failure()).hasMessageContaining("the.settings.client-secret");
    assertThat(failure().isRefused()).isTrue();
  }

  @Test
  void namesAnAudienceThatIsRefused() {
    status = 400;
    answer = "{\"error\":\"invalid_target\"}";
    assertThat(failure()).hasMessageContainingAll("tasklist-api", "the.settings.tasklist-audience");
    answer = "{\"error\":\"invalid_scope\"}";
    assertThat(failure()).hasMessageContaining("the.settings.scope");
  }

  @Test
  void namesAnAddressThatIsNoTokenEndpoint() {
    type = "text/html";
    answer = "<html>log in</html>";
    assertThat(failure())
        .hasMessageContainingAll("no token endpoint", "the.settings.authorization-server");
    status = 404;
    assertThat(failure()).hasMessageContainingAll("404", "the.settings.authorization-server");
    status = 302;
    assertThat(failure()).hasMessageContaining("the.settings.authorization-server");
    status = 200;
    type = "application/json";
    answer = "{}";
    assertThat(failure()).hasMessageContaining("the.settings.authorization-server");
    assertThat(failure().isRefused()).isTrue();
  }

  @Test
  void tellsAServerThatIsAwayFromOneThatRefuses() {
    status = 503;
    assertThat(failure().isRefused()).isFalse();
    server.stop(0);
    assertThat(failure())
        .hasMessageContainingAll("does not answer", "the.settings.authorization-server");
    assertThat(failure().isRefused()).isFalse();
  }
}
