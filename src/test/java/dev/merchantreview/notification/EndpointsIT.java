package dev.merchantreview.notification;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.standardwebhooks.Webhook;
import com.standardwebhooks.exceptions.WebhookVerificationException;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.merchantreview.local.ApiClient;
import dev.merchantreview.personaldata.PersonalData;
import dev.merchantreview.shared.HmacSignature;
import dev.merchantreview.testing.ServiceAlone;
import dev.merchantreview.testing.TestPlatform;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpHeaders;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;

/** Endpoints of merchants that verify, are slow, ask for a pause, or are gone. */
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
  void merchantsVerifyWithAPublishedLibraryAndKnowACallThatComesAgain() throws Exception {
    BlockingQueue<Call> calls = receive("/verifying", 1);
    String owner = newMerchant();
    String secret = listen(owner, "/verifying");
    keep(owner);
    Call failed = next(calls);
    Call again = next(calls);
    assertThat(List.of(failed, again)).allMatch(call -> call.isVerifiedWith(secret));
    assertThat(again.header("webhook-id"))
        .isEqualTo(failed.header("webhook-id"))
        .isEqualTo(deliveries(owner).getFirst().path("id").asString());
    assertThat(Long.parseLong(again.header("webhook-timestamp")))
        .isGreaterThan(Long.parseLong(failed.header("webhook-timestamp")));
    assertThat(again.isVerifiedWith(secret, again.body() + " ")).isFalse();
    assertThat(again.isVerifiedWith(listen(newMerchant(), "/verifying"))).isFalse();
    assertThat(again.isGenuineWith(secret)).isTrue();
    assertThat(again.header("X-Event-Id")).isEqualTo(again.header("webhook-id"));
  }

  @Test
  void missesNothingWhileItsSecretIsChanged() throws Exception {
    BlockingQueue<Call> calls = receive("/changing", 0);
    String owner = newMerchant();
    String before = listen(owner, "/changing");
    String lost = listen(owner, "/changing");
    String now = listen(owner, "/changing");
    keep(owner);
    Call changing = next(calls);
    assertThat(List.of(now, lost, before)).allMatch(changing::isVerifiedWith);
    assertThat(changing.isGenuineWith(now)).isTrue();
    service
        .database()
        .sql(
            "update webhook_endpoint set former_secrets = jsonb_set(former_secrets, '{1,until}', '1')"
                + " where merchant_id = :owner")
        .param("owner", owner)
        .update();
    keep(owner);
    Call later = next(calls);
    assertThat(List.of(now, lost)).allMatch(later::isVerifiedWith);
    assertThat(later.isVerifiedWith(before)).isFalse();
    listen(owner, "/changing");
    assertThat(formerSecrets(owner)).as("what is over is forgotten").isEqualTo(2);
    for (int i = 0; i < 6; i++) {
      listen(owner, "/changing");
    }
    assertThat(formerSecrets(owner)).isEqualTo(4);
  }

  @Test
  void anEndpointOfBeforeGoesOn() throws Exception {
    BlockingQueue<Call> calls = receive("/before", 0);
    String owner = newMerchant();
    listen(owner, "/before");
    String before = "whsec_" + "-_v7".repeat(10) + "-_s";
    service
        .bean(TransactionTemplate.class)
        .executeWithoutResult(
            status ->
                service
                    .database()
                    .sql("update webhook_endpoint set secret = :secret where merchant_id = :owner")
                    .param("owner", owner)
                    .param(
                        "secret",
                        service
                            .bean(PersonalData.class)
                            .sealing(owner)
                            .seal("webhook secret", before))
                    .update());
    keep(owner);
    Call call = next(calls);
    assertThat(call.isGenuineWith(before)).isTrue();
    assertThat(call.isVerifiedWith("whsec_" + "+/v7".repeat(10) + "+/s=")).isTrue();
  }

  private int formerSecrets(String owner) {
    return service
        .database()
        .sql(
            "select jsonb_array_length(former_secrets) from webhook_endpoint where merchant_id = :owner")
        .param("owner", owner)
        .query(Integer.class)
        .single();
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

  /**
   * @return the secret
   */
  private String listen(String owner, String path) {
    ApiClient.Answer set =
        merchant.put(
            "/api/v1/webhook-endpoints/" + owner,
            Map.of("url", "http://127.0.0.1:" + server.getAddress().getPort() + path));
    assertThat(set.status()).isEqualTo(200);
    return set.body().path("secret").asString();
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

  /** What came to an endpoint that takes everything but the first few. */
  private BlockingQueue<Call> receive(String path, int failures) {
    AtomicInteger left = new AtomicInteger(failures);
    BlockingQueue<Call> calls = new LinkedBlockingQueue<>();
    server.createContext(
        path,
        (HttpExchange exchange) -> {
          String body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
          calls.add(
              new Call(HttpHeaders.of(exchange.getRequestHeaders(), (name, value) -> true), body));
          exchange.sendResponseHeaders(left.getAndDecrement() > 0 ? 503 : 204, -1);
          exchange.close();
        });
    return calls;
  }

  /** One call, as a merchant's system reads it. */
  private record Call(HttpHeaders headers, String body) {

    String header(String name) {
      return headers.firstValue(name).orElseThrow();
    }

    boolean isVerifiedWith(String secret) {
      return isVerifiedWith(secret, body);
    }

    /** By the published library. */
    boolean isVerifiedWith(String secret, String other) {
      try {
        new Webhook(secret).verify(other, headers);
        return true;
      } catch (WebhookVerificationException refused) {
        return false;
      }
    }

    /** As receivers do that were set up before. */
    boolean isGenuineWith(String secret) {
      return HmacSignature.isGenuine(
          header("X-Signature"),
          body.getBytes(UTF_8),
          List.of(secret),
          Instant.now(),
          Duration.ofMinutes(5));
    }
  }

  private static Call next(BlockingQueue<Call> calls) throws InterruptedException {
    return Objects.requireNonNull(calls.poll(60, TimeUnit.SECONDS), "no call came");
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
    return merchant.get("/api/v1/notifications?merchantId=" + owner).items().valueStream().toList();
  }
}
