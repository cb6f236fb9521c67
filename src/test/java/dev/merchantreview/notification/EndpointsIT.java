package dev.merchantreview.notification;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.merchantreview.local.ApiClient;
import dev.merchantreview.testing.ServiceAlone;
import dev.merchantreview.testing.TestPlatform;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;

/** Endpoints of merchants that are slow, ask for a pause, or are gone. */
class EndpointsIT {

  private static final AtomicInteger NEXT = new AtomicInteger();

  private final ServiceAlone service = ServiceAlone.get();
  private final ApiClient merchant = service.api("merchant");
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
  void anEndpointThatDripsDelaysNobodyElse() {
    AtomicInteger dripping = new AtomicInteger();
    server.createContext(
        "/drip",
        exchange -> {
          dripping.incrementAndGet();
          exchange.sendResponseHeaders(200, 1000);
          OutputStream out = exchange.getResponseBody();
          do {
            out.write('.');
            out.flush();
          } while (!isDone());
        });
    answer("/good", 204, Map.of(), new AtomicInteger());
    String slow = newMerchant();
    String quick = newMerchant();
    listen(slow, "/drip");
    listen(quick, "/good");
    for (int i = 0; i < 30; i++) {
      keep(slow);
    }
    TestPlatform.await("the slow endpoint", () -> dripping.get() > 0);
    keep(quick);
    TestPlatform.await(
        "the other's notification",
        () -> deliveries(quick).stream().allMatch(one -> state(one).equals("DELIVERED")));
    // It went past most of them; one after the other would have had it wait for all.
    assertThat(dripping.get()).isLessThan(30);
    assertThat(deliveries(slow)).noneMatch(one -> state(one).equals("DELIVERED"));
    TestPlatform.await(
        "the deadline",
        () ->
            deliveries(slow).stream()
                .anyMatch(
                    one -> one.path("lastError").asString().contains("no whole answer within")));
  }

  @Test
  void leavesAnEndpointAloneForAsLongAsItAsks() {
    AtomicInteger asked = new AtomicInteger();
    answer("/busy", 429, Map.of("Retry-After", "3600"), asked);
    String busy = newMerchant();
    listen(busy, "/busy");
    Instant before = Instant.now();
    keep(busy);
    TestPlatform.await("the answer", () -> lastStatus(busy) == 429);
    keep(busy);
    assertThat(deliveries(busy))
        .allMatch(
            one ->
                OffsetDateTime.parse(one.path("nextAttemptAt").asString())
                    .toInstant()
                    .isAfter(before.plusSeconds(3500)));
    assertThat(asked).hasValue(1);
    assertThat(endpoint(busy).path("pausedUntil").isString()).isTrue();
  }

  @Test
  void tellsAnEndpointThatIsGoneNothingUntilItIsSetAgain() {
    AtomicInteger gone = new AtomicInteger();
    AtomicInteger good = new AtomicInteger();
    answer("/gone", 410, Map.of(), gone);
    answer("/good", 204, Map.of(), good);
    String owner = newMerchant();
    listen(owner, "/gone");
    keep(owner);
    TestPlatform.await("the endpoint to be off", () -> endpoint(owner).path("offSince").isString());
    keep(owner);
    TestPlatform.await(
        "no further try",
        () ->
            deliveries(owner).stream()
                .anyMatch(
                    one ->
                        state(one).equals("FAILED")
                            && one.path("lastError").asString().contains("set it again")));
    assertThat(gone).hasValue(1);
    listen(owner, "/good");
    assertThat(endpoint(owner).path("offSince").isNull()).isTrue();
    keep(owner);
    TestPlatform.await("what is told to the new one", () -> good.get() > 0);
  }

  @Test
  void judgesAnAddressWhenItIsSet() {
    String owner = newMerchant();
    ApiClient.Answer wrong =
        merchant.put(
            "/api/v1/webhook-endpoints/" + owner, Map.of("url", "https://127.0.0.1:99999/hook"));
    assertThat(wrong.status()).isEqualTo(422);
    assertThat(wrong.body().path("errors").path(0).path("code").asString()).isEqualTo("WRONG_PORT");
    assertThat(
            merchant
                .put("/api/v1/webhook-endpoints/" + owner, Map.of("url", "HTTP://127.0.0.1:9/Hook"))
                .body()
                .path("url")
                .asString())
        .isEqualTo("http://127.0.0.1:9/Hook");
  }

  private String newMerchant() {
    return "m-1ep" + NEXT.incrementAndGet();
  }

  private void listen(String owner, String path) {
    assertThat(
            merchant
                .put(
                    "/api/v1/webhook-endpoints/" + owner,
                    Map.of("url", "http://127.0.0.1:" + server.getAddress().getPort() + path))
                .status())
        .isEqualTo(200);
  }

  /** Has the merchant told something. */
  private void keep(String owner) {
    int number = NEXT.incrementAndGet();
    service
        .bean(TransactionTemplate.class)
        .executeWithoutResult(
            status ->
                service
                    .bean(Notifications.class)
                    .keep(
                        "ev_" + owner + number,
                        owner,
                        "sa_" + owner,
                        "STATE_CHANGED",
                        "{\"eventId\":\"ev_" + owner + number + "\"}"));
  }

  private void answer(String path, int status, Map<String, String> headers, AtomicInteger asked) {
    server.createContext(
        path,
        (HttpExchange exchange) -> {
          asked.incrementAndGet();
          headers.forEach(exchange.getResponseHeaders()::set);
          exchange.sendResponseHeaders(status, -1);
          exchange.close();
        });
  }

  private boolean isDone() {
    try {
      return done.await(200, TimeUnit.MILLISECONDS);
    } catch (InterruptedException stopped) {
      return true;
    }
  }

  private JsonNode endpoint(String owner) {
    return merchant.get("/api/v1/webhook-endpoints/" + owner).body();
  }

  private int lastStatus(String owner) {
    return deliveries(owner).getFirst().path("lastStatus").asInt();
  }

  private static String state(JsonNode delivery) {
    return delivery.path("state").asString();
  }

  private List<JsonNode> deliveries(String owner) {
    return merchant
        .get("/api/v1/notifications?merchantId=" + owner)
        .body()
        .path("items")
        .valueStream()
        .toList();
  }
}
