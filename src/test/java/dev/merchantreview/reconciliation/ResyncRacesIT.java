package dev.merchantreview.reconciliation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.merchantreview.local.ApiClient;
import dev.merchantreview.local.SampleApplications;
import dev.merchantreview.testing.ServiceAlone;
import dev.merchantreview.testing.StandInGateway;
import dev.merchantreview.testing.StandInRecords;
import dev.merchantreview.testing.TestPlatform;
import io.grpc.Status;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

/** However often and however unluckily a case is set right, one instance works on it. */
class ResyncRacesIT {

  private static final long ENDED = 1;
  private static StandInGateway gateway;
  private static StandInRecords records;
  private static ServiceAlone service;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  @BeforeAll
  static void start() {
    gateway = new StandInGateway();
    records = new StandInRecords(gateway);
    service =
        records.service(
            "--merchant-review.engine.request-timeout=5s",
            "--merchant-review.reconciliation.interval=1h");
  }

  @AfterAll
  static void stop() {
    service.close();
    records.close();
    gateway.close();
  }

  /** An application whose instance has ended although it goes on. */
  private static String orphaned(String merchant) {
    ApiClient api = service.api("merchant");
    ObjectNode application =
        SampleApplications.withDocuments(
            SampleApplications.enterprise(merchant, "青禾旗舰店", List.of("家居")), api);
    String id = api.post("/api/v1/store-applications", application).id();
    TestPlatform.await("its message to be sent", () -> !isPending(id));
    records.states.put(ENDED, "CANCELED");
    records.startedAs.put(ENDED, id);
    service
        .database()
        .sql(
            "update store_application set process_instance_key = :key,"
                + " updated_at = now() - interval '1 hour' where id = :id")
        .param("key", ENDED)
        .param("id", id)
        .update();
    return id;
  }

  private static boolean isPending(String id) {
    return service
        .database()
        .sql("select exists (select 1 from engine_outbox where case_id = :id and sent_at is null)")
        .param("id", id)
        .query(Boolean.class)
        .single();
  }

  private static ApiClient.Answer resync(String id) {
    return service.api("operator").post("/api/v1/cases/" + id + "/resync", Map.of());
  }

  private static boolean isRepaired(ApiClient.Answer answer) {
    return answer.body().path("repaired").asBoolean();
  }

  private static Optional<Long> instanceOnRecord(String id) {
    return service
        .database()
        .sql("select process_instance_key from store_application where id = :id")
        .param("id", id)
        .query((row, number) -> Optional.ofNullable(row.getObject(1, Long.class)))
        .single();
  }

  @Test
  void startsOneInstanceForTwoWhoAskAtOnceAndHoldsNobodyUpMeanwhile() throws Exception {
    String id = orphaned("m-1101");
    long before = gateway.started.get();
    CountDownLatch starting = new CountDownLatch(1);
    CountDownLatch go = new CountDownLatch(1);
    gateway.afterStart =
        instance -> {
          starting.countDown();
          awaitLatch(go);
          return Optional.empty();
        };
    CompletableFuture<ApiClient.Answer> first =
        CompletableFuture.supplyAsync(() -> resync(id), threads);
    starting.await();
    // While the engine takes its time, the case can be changed by others.
    service
        .database()
        .sql("select id from store_application where id = :id for update nowait")
        .param("id", id)
        .query(String.class)
        .single();
    CompletableFuture<ApiClient.Answer> second =
        CompletableFuture.supplyAsync(() -> resync(id), threads);
    assertThat(isRepaired(second.get())).isFalse();
    go.countDown();
    assertThat(isRepaired(first.get())).isTrue();
    gateway.afterStart = instance -> Optional.empty();
    assertThat(gateway.started.get() - before).isEqualTo(1);
    assertThat(gateway.running).containsKey(instanceOnRecord(id).orElseThrow());
  }

  /** Two who have both judged before either of them acts. */
  @Test
  void letsOneOfTwoHaveACaseTheyHaveBothJudged() {
    String id = orphaned("m-1102");
    long before = gateway.started.get();
    CyclicBarrier bothJudge = new CyclicBarrier(2);
    records.beforeAnswer = () -> awaitBarrier(bothJudge);
    List<CompletableFuture<ApiClient.Answer>> both =
        List.of(
            CompletableFuture.supplyAsync(() -> resync(id), threads),
            CompletableFuture.supplyAsync(() -> resync(id), threads));
    List<Boolean> repaired = both.stream().map(one -> isRepaired(one.join())).toList();
    records.beforeAnswer = () -> {};
    assertThat(repaired).containsExactlyInAnyOrder(true, false);
    assertThat(gateway.started.get() - before).isEqualTo(1);
  }

  /** The instance runs, and nobody was told its key: the next call finds it and starts no other. */
  @Test
  void startsNoSecondInstanceWhenTheAnswerAboutTheFirstWasLost() {
    String id = orphaned("m-1103");
    long before = gateway.started.get();
    gateway.afterStart = instance -> Optional.of(Status.DEADLINE_EXCEEDED);
    assertThat(resync(id).status()).isEqualTo(503);
    gateway.afterStart = instance -> Optional.empty();
    assertThat(gateway.started.get() - before).isEqualTo(1);
    assertThat(isRepaired(resync(id))).isFalse();
    long orphan = gateway.running.keySet().stream().max(Long::compare).orElseThrow();
    records.states.put(orphan, "ACTIVE");
    records.startedAs.put(orphan, id);
    service
        .database()
        .sql("update store_application set updated_at = now() - interval '1 hour' where id = :id")
        .param("id", id)
        .update();
    ApiClient.Answer later = resync(id);
    assertThat(later.status()).isEqualTo(200);
    assertThat(later.body().path("finding").isNull()).isTrue();
    assertThat(gateway.started.get() - before).isEqualTo(1);
    // Its first step may bind it.
    assertThat(instanceOnRecord(id)).isEmpty();
  }

  private static void awaitBarrier(CyclicBarrier barrier) {
    try {
      barrier.await();
    } catch (InterruptedException | BrokenBarrierException stopped) {
      throw new IllegalStateException(stopped);
    }
  }

  private static void awaitLatch(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }
}
