package dev.merchantreview.notification;

import dev.merchantreview.shared.HmacSignature;
import dev.merchantreview.shared.LoopingService;
import io.micrometer.core.instrument.MeterRegistry;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionPhase;
import org.springframework.transaction.event.TransactionalEventListener;

/** Delivers notifications, several at once, and tries those again that did not arrive. */
@Component
class NotificationSender extends LoopingService {

  private static final Logger log = LoggerFactory.getLogger(NotificationSender.class);
  private static final int BATCH = 20;
  private static final Duration IDLE_POLL = Duration.ofSeconds(1);
  private static final Duration CONNECT = Duration.ofSeconds(3);
  private static final int LONGEST_ERROR = 200;

  private final Notifications notifications;
  private final WebhookEndpoints endpoints;
  private final Destination destination;
  private final NotificationProperties properties;
  private final Clock clock;
  private final MeterRegistry meters;
  private final HttpClient http =
      HttpClient.newBuilder()
          .connectTimeout(CONNECT)
          .followRedirects(HttpClient.Redirect.NEVER)
          .build();

  NotificationSender(
      Notifications notifications,
      WebhookEndpoints endpoints,
      Destination destination,
      NotificationProperties properties,
      Clock clock,
      MeterRegistry meters) {
    super("notification-sender", IDLE_POLL);
    this.notifications = notifications;
    this.endpoints = endpoints;
    this.destination = destination;
    this.properties = properties;
    this.clock = clock;
    this.meters = meters;
  }

  @TransactionalEventListener(phase = TransactionPhase.AFTER_COMMIT)
  void on(Notifications.NotificationKept kept) {
    wake();
  }

  @Override
  protected boolean workSome() {
    List<Notification> batch = notifications.claim(BATCH);
    CompletableFuture.allOf(batch.stream().map(this::send).toArray(CompletableFuture[]::new))
        .join();
    return !batch.isEmpty();
  }

  private CompletableFuture<Void> send(Notification notification) {
    Optional<WebhookEndpoints.Endpoint> endpoint = endpoints.find(notification.merchantId());
    Optional<String> secret = endpoints.secret(notification.merchantId());
    if (endpoint.isEmpty() || secret.isEmpty()) {
      failed(notification, null, "the merchant has no endpoint any more");
      return CompletableFuture.completedFuture(null);
    }
    Optional<Destination.Fault> fault = destination.fault(endpoint.get().url());
    if (fault.isPresent()) {
      failed(notification, null, "the endpoint's address is " + fault.get());
      return CompletableFuture.completedFuture(null);
    }
    byte[] body = notification.body().getBytes(StandardCharsets.UTF_8);
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(endpoint.get().url()))
            .timeout(properties.timeout())
            .header("Content-Type", "application/json")
            .header("X-Event-Id", notification.id())
            .header(HmacSignature.HEADER, HmacSignature.of(secret.get(), clock.instant(), body))
            .POST(HttpRequest.BodyPublishers.ofByteArray(body))
            .build();
    return http.sendAsync(request, HttpResponse.BodyHandlers.discarding())
        .handle(
            (answer, failure) -> {
              if (failure != null) {
                failed(notification, null, String.valueOf(failure.getMessage()));
              } else if (answer.statusCode() / 100 == 2) {
                notifications.delivered(notification, answer.statusCode());
                meters.counter("merchantreview.notifications", "outcome", "delivered").increment();
              } else {
                failed(notification, answer.statusCode(), "HTTP " + answer.statusCode());
              }
              return null;
            });
  }

  private void failed(Notification notification, @Nullable Integer status, String error) {
    String words = error.length() > LONGEST_ERROR ? error.substring(0, LONGEST_ERROR) : error;
    boolean givenUp = notifications.failed(notification, status, words);
    meters
        .counter("merchantreview.notifications", "outcome", givenUp ? "given-up" : "failed")
        .increment();
    if (givenUp) {
      log.warn("Notification {} was given up: {}", notification.id(), words);
    }
  }
}
