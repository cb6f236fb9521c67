package dev.merchantreview.database;

import static org.assertj.core.api.Assertions.assertThat;

import dev.merchantreview.local.ApiClient;
import dev.merchantreview.local.SampleApplications;
import dev.merchantreview.provider.ServiceProviders;
import dev.merchantreview.testing.AdmittedProviders;
import dev.merchantreview.testing.ServiceAlone;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** What was answered with success is there after the database was killed, once. */
class KilledDatabaseIT {

  private static final int KILLS = 4;
  private static final int CLIENTS = 6;
  private static final Duration LONGEST_LIFE = Duration.ofSeconds(4);

  // No database; the same request still under way; nothing heard of the service by the sandbox.
  private static final Set<Integer> MEANWHILE = Set.of(503, 409, 502);

  private static final ServiceAlone service =
      ServiceAlone.with("--spring.datasource.hikari.connection-timeout=1000");

  private final ApiClient merchant = service.api("merchant");
  private final AtomicInteger number = new AtomicInteger();
  private final Set<String> submitted = ConcurrentHashMap.newKeySet();
  private final Set<String> withdrawn = ConcurrentHashMap.newKeySet();
  private final Map<String, String> paid = new ConcurrentHashMap<>();
  private final Queue<String> unexpected = new ConcurrentLinkedQueue<>();
  private volatile boolean going = true;

  @AfterAll
  static void stop() {
    service.close();
  }

  @Test
  void losesNothingThatWasConfirmed() throws Exception {
    try (ExecutorService clients = Executors.newFixedThreadPool(CLIENTS)) {
      List<Future<?>> running = new ArrayList<>();
      for (int i = 0; i < CLIENTS; i++) {
        running.add(clients.submit(this::work));
      }
      for (int i = 0; i < KILLS; i++) {
        LockSupport.parkNanos(ThreadLocalRandom.current().nextLong(LONGEST_LIFE.toNanos()));
        service.killDatabase();
        service.startDatabase();
      }
      going = false;
      for (Future<?> one : running) {
        one.get();
      }
    }
    System.out.printf(
        "%d applications, %d withdrawals, %d payments confirmed through %d kills%n",
        submitted.size(), withdrawn.size(), paid.size(), KILLS);
    assertThat(unexpected).isEmpty();
    assertThat(submitted).hasSizeGreaterThan(KILLS);
    assertThat(ids("select id from store_application"))
        .containsExactlyInAnyOrderElementsOf(submitted);
    assertThat(ids("select id from store_application where state = 'WITHDRAWN'"))
        .containsExactlyInAnyOrderElementsOf(withdrawn);
    assertThat(ids("select distinct case_id from history_event where action = 'WITHDRAWN'"))
        .containsAll(withdrawn);
    assertThat(ids("select payment_id from deposit_payment"))
        .containsExactlyInAnyOrderElementsOf(paid.keySet());
    assertThat(ids("select subject from ledger_posting where kind = 'PAYMENT'"))
        .containsExactlyInAnyOrderElementsOf(paid.keySet());
  }

  /** One client: submits, changes, and pays, each until it is confirmed. */
  private void work() {
    while (going) {
      String merchantId = "m-1" + number.incrementAndGet() + "-killed";
      ObjectNode application =
          SampleApplications.enterprise(merchantId, "断电" + number.get(), List.of("服饰"));
      String key = UUID.randomUUID().toString();
      ArrayNode documents = application.putArray("documents");
      for (String kind : List.of("BUSINESS_LICENCE", "IDENTITY_CARD")) {
        byte[] picture = SampleApplications.png();
        String document = confirmed(201, () -> merchant.tryUpload(kind, picture, "document")).id();
        documents.addObject().put("kind", kind).put("documentId", document);
      }
      String id =
          confirmed(201, () -> merchant.post("/api/v1/store-applications", application, key)).id();
      submitted.add(id);
      if (number.get() % 2 == 0) {
        String again = UUID.randomUUID().toString();
        confirmed(
            202,
            () ->
                merchant.post(
                    "/api/v1/store-applications/" + id + "/withdrawal",
                    Map.of("reason", "不开了"),
                    again));
        withdrawn.add(id);
      }
      pay(merchantId);
    }
  }

  private void pay(String merchantId) {
    String provider = admitted(merchantId);
    String payment = "pay-" + UUID.randomUUID();
    confirmed(
        200,
        () ->
            service
                .sandbox()
                .post(
                    "/payments",
                    Map.of(
                        "reference",
                        provider,
                        "amountFen",
                        100,
                        "paymentId",
                        payment,
                        "paidAt",
                        "2026-01-02T03:04:05Z")));
    paid.put(payment, provider);
  }

  /** A provider, whatever becomes of the database meanwhile: a second time it is there already. */
  private String admitted(String merchantId) {
    while (true) {
      try {
        return AdmittedProviders.admitted(
            service.bean(ServiceProviders.class), merchantId, "断电服务有限公司");
      } catch (DataAccessException | TransactionException killed) {
        continue;
      }
    }
  }

  /** Asks until the answer is the one of success, as a client that must have it does. */
  private ApiClient.Answer confirmed(int status, Supplier<ApiClient.Answer> request) {
    while (true) {
      ApiClient.Answer answer;
      try {
        answer = request.get();
      } catch (RuntimeException nobodyAnswers) {
        continue;
      }
      if (answer.status() == status) {
        return answer;
      }
      if (!MEANWHILE.contains(answer.status())) {
        unexpected.add(answer.status() + " " + answer.body());
        if (unexpected.size() > 20) {
          throw new IllegalStateException(unexpected.toString());
        }
      }
    }
  }

  private Set<String> ids(String sql) {
    return new LinkedHashSet<>(service.database().sql(sql).query(String.class).list());
  }
}
