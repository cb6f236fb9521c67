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
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.transaction.support.TransactionTemplate;

/** An engine that has too much to do is told less, and nothing it refuses is taken for failed. */
class BusyEngineIT {

  private static final int MESSAGES = 400;

  @Test
  void tellsABusyEngineLessAndTakesNoMessageForFailed() {
    try (StandInGateway gateway = new StandInGateway()) {
      gateway.refuses = message -> Optional.of(Status.RESOURCE_EXHAUSTED);
      ServiceAlone service =
          ServiceAlone.with(
              gateway.address(),
              "--merchant-review.engine.form-settle=0s",
              "--merchant-review.engine.retry-backoff=50ms",
              "--merchant-review.engine.message-failures=3",
              "--merchant-review.reconciliation.interval=200ms");
      try {
        backlog(service, gateway);
      } finally {
        service.close();
      }
    }
  }

  private static void backlog(ServiceAlone service, StandInGateway gateway) {
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
    MeterRegistry meters = service.bean(MeterRegistry.class);
    TestPlatform.await(
        "one message to be tried at a time, several times",
        () ->
            meters.get("merchantreview.outbox.window").gauge().value() == 1
                && meters.get("merchantreview.outbox.busy").counter().count() >= 50);
    // 25, 12, 6 and 3, and then one after the other, a moment between them.
    assertThat(gateway.published.size()).isLessThan(120);
    assertThat(column(service, "attempts")).allMatch(attempts -> attempts <= 1);
    assertThat(column(service, "failures")).containsOnly(0);
    assertThat(meters.find("merchantreview.outbox.failures").counters())
        .extracting(Counter::count)
        .allMatch(count -> count == 0);
    assertThat(service.bean(EngineOutbox.class).stuck()).isEmpty();
    gateway.refuses = message -> Optional.empty();
    TestPlatform.await(
        "all to be sent", () -> meters.get("merchantreview.outbox.pending").gauge().value() == 0);
    assertThat(column(service, "attempts")).containsOnly(1);
    assertThat(meters.get("merchantreview.outbox.window").gauge().value()).isGreaterThan(1);
  }

  private static List<Integer> column(ServiceAlone service, String name) {
    return service
        .database()
        .sql("select " + name + " from engine_outbox where name = 'busy'")
        .query(Integer.class)
        .list();
  }
}
