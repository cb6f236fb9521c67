package dev.merchantreview.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.merchantreview.shared.CaseId;
import dev.merchantreview.testing.ServiceAlone;
import dev.merchantreview.testing.StandInGateway;
import dev.merchantreview.testing.TestPlatform;
import io.grpc.Status;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * An engine that has too much to do, or is away, is told less, and nothing it does not take is
 * taken for failed.
 */
class BusyEngineIT {

  private static final int MESSAGES = 400;

  @Test
  void tellsABusyEngineLessAndTakesNoMessageForFailed() {
    with(
        Status.RESOURCE_EXHAUSTED,
        (service, gateway) -> {
          backlog(service);
          awaitOneAtATime(service, "merchantreview.outbox.busy");
          // 25, 12, 6 and 3, and then one after the other, a moment between them.
          assertThat(gateway.published.size()).isLessThan(120);
          assertThat(column(service, "attempts")).allMatch(attempts -> attempts <= 1);
          assertThat(meters(service).find("merchantreview.outbox.failures").counters())
              .extracting(Counter::count)
              .allMatch(count -> count == 0);
          assertThat(takenAgain(service, gateway)).containsOnly(1);
        });
  }

  /** Behind a gateway that answers for it, or behind nothing at all. */
  @Test
  void asksOneMessageAfterTheOtherWhetherAnEngineThatWasAwayIsBack() {
    with(
        Status.UNAVAILABLE,
        (service, gateway) -> {
          backlog(service);
          awaitOneAtATime(service, "merchantreview.outbox.failures");
          assertThat(gateway.published.size()).isLessThan(120);
          assertThat(takenAgain(service, gateway)).allMatch(attempts -> attempts >= 1);
        });
  }

  private static void with(Status answer, BiConsumer<ServiceAlone, StandInGateway> test) {
    try (StandInGateway gateway = new StandInGateway()) {
      gateway.refuses = message -> Optional.of(answer);
      ServiceAlone service =
          ServiceAlone.with(
              gateway.address(),
              "--merchant-review.engine.form-settle=0s",
              "--merchant-review.engine.retry-backoff=50ms",
              "--merchant-review.engine.message-failures=3",
              "--merchant-review.reconciliation.interval=200ms");
      try {
        test.accept(service, gateway);
      } finally {
        service.close();
      }
    }
  }

  private static void backlog(ServiceAlone service) {
    service
        .bean(TransactionTemplate.class)
        .executeWithoutResult(
            status ->
                IntStream.range(0, MESSAGES)
                    .mapToObj(i -> new CaseId("sa_%016d".formatted(i)))
                    .forEach(
                        id ->
                            service
                                .bean(EngineOutbox.class)
                                .publish(id, "busy", id.value(), Map.of())));
  }

  private static void awaitOneAtATime(ServiceAlone service, String counter) {
    TestPlatform.await(
        "one message to be tried at a time, several times",
        () ->
            meters(service).get("merchantreview.outbox.window").gauge().value() == 1
                && meters(service).find(counter).counters().stream()
                        .mapToDouble(Counter::count)
                        .sum()
                    >= 50);
    assertThat(column(service, "failures")).containsOnly(0);
    assertThat(service.bean(EngineOutbox.class).stuck()).isEmpty();
  }

  /** How often each was tried until all were taken. */
  private static List<Integer> takenAgain(ServiceAlone service, StandInGateway gateway) {
    gateway.refuses = message -> Optional.empty();
    TestPlatform.await(
        "all to be sent",
        () -> meters(service).get("merchantreview.outbox.pending").gauge().value() == 0);
    assertThat(meters(service).get("merchantreview.outbox.window").gauge().value())
        .isGreaterThan(1);
    return column(service, "attempts");
  }

  private static MeterRegistry meters(ServiceAlone service) {
    return service.bean(MeterRegistry.class);
  }

  private static List<Integer> column(ServiceAlone service, String name) {
    return service
        .database()
        .sql("select " + name + " from engine_outbox where name = 'busy'")
        .query(Integer.class)
        .list();
  }
}
