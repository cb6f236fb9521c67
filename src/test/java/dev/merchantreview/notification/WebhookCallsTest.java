package dev.merchantreview.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Endpoints that mean no good, as real servers on this machine. */
class WebhookCallsTest {

  private static final byte[] BODY = "{}".getBytes(java.nio.charset.StandardCharsets.UTF_8);
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-11-26T00:00:00Z"), ZoneOffset.UTC);

  private final CountDownLatch done = new CountDownLatch(1);
  private HttpServer server;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.start();
  }

  @AfterEach
  void stop() {
    done.countDown();
    server.stop(0);
  }

  @Test
  @Timeout(10)
  void givesUpOnAnAnswerThatDripsAtTheDeadline() throws Exception {
    server.createContext(
        "/",
        exchange -> {
          exchange.sendResponseHeaders(200, 1000);
          OutputStream out = exchange.getResponseBody();
          do {
            out.write('.');
            out.flush();
          } while (!isDone());
        });
    try (WebhookCalls calls =
        new WebhookCalls(
            destination(true), DestinationTest.properties(true, Duration.ofSeconds(1)), CLOCK)) {
      Instant begin = Instant.now();
      assertThatThrownBy(() -> calls.post(url("127.0.0.1"), Map.of(), BODY))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("no whole answer within 1 s");
      assertThat(Duration.between(begin, Instant.now())).isLessThan(Duration.ofSeconds(5));
    }
  }

  @Test
  @Timeout(20)
  void readsOnlyTheBeginningOfALongAnswer() throws Exception {
    AtomicLong sent = new AtomicLong();
    CountDownLatch cut = new CountDownLatch(1);
    server.createContext(
        "/",
        exchange -> {
          exchange.sendResponseHeaders(200, 0);
          byte[] block = new byte[64 * 1024];
          try (OutputStream out = exchange.getResponseBody()) {
            while (sent.get() < 300_000_000) {
              out.write(block);
              sent.addAndGet(block.length);
            }
          } finally {
            cut.countDown();
          }
        });
    try (WebhookCalls calls = calls(destination(true))) {
      assertThat(calls.post(url("127.0.0.1"), Map.of(), BODY).status()).isEqualTo(200);
      cut.await();
      assertThat(sent.get()).isLessThan(50_000_000);
    }
  }

  @Test
  void connectsToTheJudgedAddressUnderTheNameOfTheHost() throws Exception {
    AtomicReference<String> host = new AtomicReference<>();
    answer(204, exchange -> host.set(exchange.getRequestHeaders().getFirst("Host")));
    Destination destination =
        new Destination(
            DestinationTest.properties(true),
            name -> new InetAddress[] {InetAddress.getLoopbackAddress()});
    try (WebhookCalls calls = calls(destination)) {
      assertThat(calls.post(url("hooks.example"), Map.of(), BODY).status()).isEqualTo(204);
      assertThat(host.get()).isEqualTo("hooks.example:" + server.getAddress().getPort());
    }
  }

  @Test
  void doesNotConnectToANameThatLeadsInsideSinceItWasSet() throws Exception {
    AtomicLong asked = new AtomicLong();
    answer(204, exchange -> asked.incrementAndGet());
    Destination destination =
        new Destination(
            DestinationTest.properties(false),
            name -> new InetAddress[] {InetAddress.getLoopbackAddress()});
    try (WebhookCalls calls = calls(destination)) {
      assertThatThrownBy(() -> calls.post(url("hooks.example"), Map.of(), BODY))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("not a public address");
      assertThatThrownBy(() -> calls.post(url("127.0.0.1"), Map.of(), BODY))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("not a public address");
      assertThat(asked).hasValue(0);
    }
  }

  @Test
  void readsHowLongAnEndpointWantsToBeLeftAlone() throws Exception {
    assertThat(retryAfter("120")).contains(Duration.ofMinutes(2));
    assertThat(retryAfter("Thu, 26 Nov 2026 00:10:00 GMT")).contains(Duration.ofMinutes(10));
    assertThat(retryAfter("soon")).isEmpty();
    assertThat(retryAfter("-5")).isEmpty();
  }

  @Test
  void followsNoRedirect() throws Exception {
    answer(302, exchange -> exchange.getResponseHeaders().set("Location", url("127.0.0.1") + "2"));
    try (WebhookCalls calls = calls(destination(true))) {
      assertThat(calls.post(url("127.0.0.1"), Map.of(), BODY).status()).isEqualTo(302);
    }
  }

  private boolean isDone() {
    try {
      return done.await(100, TimeUnit.MILLISECONDS);
    } catch (InterruptedException stopped) {
      return true;
    }
  }

  private Optional<Duration> retryAfter(String value) throws Exception {
    try (WebhookCalls calls = calls(destination(true))) {
      answer(429, exchange -> exchange.getResponseHeaders().set("Retry-After", value));
      return calls.post(url("127.0.0.1"), Map.of(), BODY).retryAfter();
    } finally {
      server.removeContext("/");
    }
  }

  private interface Seen {
    void by(HttpExchange exchange) throws IOException;
  }

  private void answer(int status, Seen seen) {
    server.createContext(
        "/",
        exchange -> {
          seen.by(exchange);
          exchange.sendResponseHeaders(status, -1);
          exchange.close();
        });
  }

  private String url(String host) {
    return "http://" + host + ":" + server.getAddress().getPort() + "/hook";
  }

  private static Destination destination(boolean privateAddresses) {
    return new Destination(DestinationTest.properties(privateAddresses));
  }

  private static WebhookCalls calls(Destination destination) {
    return new WebhookCalls(destination, DestinationTest.properties(true), CLOCK);
  }
}
