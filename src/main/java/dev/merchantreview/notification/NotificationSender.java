package dev.merchantreview.notification;

import dev.merchantreview.shared.LoopingService;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionPhase;
import org.springframework.transaction.event.TransactionalEventListener;

/**
 * Delivers notifications, and tries those again that did not arrive. Each delivery goes its own
 * way: an endpoint that takes its time has only its own notifications wait.
 */
@Component
class NotificationSender extends LoopingService {

  private static final Logger log = LoggerFactory.getLogger(NotificationSender.class);
  private static final int BATCH = 50;
  private static final int GONE = 410;
  private static final Duration IDLE_POLL = Duration.ofSeconds(1);
  private static final Duration LONGEST_STOP = Duration.ofSeconds(5);
  private static final int LONGEST_ERROR = 200;

  private final Notifications notifications;
  private final WebhookEndpoints endpoints;
  private final WebhookCalls calls;
  private final NotificationProperties properties;
  private final Clock clock;
  private final MeterRegistry meters;
  private final Map<String, Integer> underWay = new ConcurrentHashMap<>();
  private final AtomicInteger allUnderWay;
  private ExecutorService deliveries = Executors.newVirtualThreadPerTaskExecutor();

  NotificationSender(
      Notifications notifications,
      WebhookEndpoints endpoints,
      WebhookCalls calls,
      NotificationProperties properties,
      Clock clock,
      MeterRegistry meters) {
    super("notification-sender", IDLE_POLL);
    this.notifications = notifications;
    this.endpoints = endpoints;
    this.calls = calls;
    this.properties = properties;
    this.clock = clock;
    this.meters = meters;
    this.allUnderWay = meters.gauge("merchantreview.notifications.under.way", new AtomicInteger());
  }

  @TransactionalEventListener(phase = TransactionPhase.AFTER_COMMIT)
  void on(Notifications.NotificationKept kept) {
    wake();
  }

  @Override
  public void start() {
    deliveries = Executors.newVirtualThreadPerTaskExecutor();
    super.start();
  }

  /** What is not delivered within a few seconds is delivered again later, by whoever claims it. */
  @Override
  public void stop() {
    super.stop();
    deliveries.shutdown();
    try {
      if (!deliveries.awaitTermination(LONGEST_STOP.toMillis(), TimeUnit.MILLISECONDS)) {
        deliveries.shutdownNow();
      }
    } catch (InterruptedException stopped) {
      deliveries.shutdownNow();
      Thread.currentThread().interrupt();
    }
  }

  @Override
  protected boolean workSome() {
    int free = properties.concurrent() - allUnderWay.get();
    if (free <= 0) {
      // The end of one of them wakes us.
      return false;
    }
    List<Notification> claimed =
        notifications.claim(
            Math.min(free, BATCH),
            properties.concurrentPerEndpoint(),
            Set.copyOf(underWay.keySet()));
    claimed.forEach(this::begin);
    return !claimed.isEmpty();
  }

  private void begin(Notification notification) {
    allUnderWay.incrementAndGet();
    underWay.merge(notification.merchantId(), 1, Integer::sum);
    deliveries.execute(
        () -> {
          try {
            deliver(notification);
          } catch (RuntimeException failed) {
            log.warn(
                "Notification {} waits for its next turn: {}",
                notification.id(),
                failed.toString());
          } finally {
            allUnderWay.decrementAndGet();
            underWay.computeIfPresent(
                notification.merchantId(), (merchant, many) -> many == 1 ? null : many - 1);
            wake();
          }
        });
  }

  private void deliver(Notification notification) {
    Optional<WebhookEndpoints.Endpoint> endpoint = endpoints.find(notification.merchantId());
    List<String> secrets = endpoints.secrets(notification.merchantId());
    if (endpoint.isEmpty() || secrets.isEmpty()) {
      failed(notification, null, "the merchant has no endpoint any more", Duration.ZERO);
      return;
    }
    if (endpoint.get().offSince() != null) {
      notifications.notTried(notification, WebhookEndpoints.OFF);
      return;
    }
    byte[] body = notification.body().getBytes(StandardCharsets.UTF_8);
    try {
      WebhookCalls.Answer answer =
          calls.post(
              endpoint.get().url(),
              WebhookSignature.headers(
                  notification, secrets, clock.instant(), properties.formerHeadersUntil()),
              body);
      answered(notification, endpoint.get(), answer);
    } catch (IOException noAnswer) {
      failed(notification, null, String.valueOf(noAnswer.getMessage()), Duration.ZERO);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  private void answered(
      Notification notification, WebhookEndpoints.Endpoint endpoint, WebhookCalls.Answer answer) {
    if (answer.status() / 100 == 2) {
      notifications.delivered(notification, answer.status());
      meters.counter("merchantreview.notifications", "outcome", "delivered").increment();
      return;
    }
    if (answer.status() == GONE) {
      log.warn("The endpoint of {} is gone and told nothing any more", notification.merchantId());
      endpoints.switchOff(endpoint);
      meters.counter("merchantreview.notifications.endpoints.gone").increment();
    }
    Duration pause = properties.pause(answer.retryAfter().orElse(Duration.ZERO));
    if (pause.isPositive()) {
      endpoints.pause(endpoint, clock.instant().plus(pause));
      notifications.postpone(notification.merchantId(), clock.instant().plus(pause));
    }
    failed(notification, answer.status(), "HTTP " + answer.status(), pause);
  }

  private void failed(
      Notification notification, @Nullable Integer status, String error, Duration pause) {
    String words = error.length() > LONGEST_ERROR ? error.substring(0, LONGEST_ERROR) : error;
    boolean givenUp = notifications.failed(notification, status, words, pause);
    meters
        .counter("merchantreview.notifications", "outcome", givenUp ? "given-up" : "failed")
        .increment();
    if (givenUp) {
      log.warn("Notification {} was given up: {}", notification.id(), words);
    }
  }
}
