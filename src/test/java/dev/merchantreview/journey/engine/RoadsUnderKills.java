package dev.merchantreview.journey.engine;

import dev.merchantreview.local.ApiClient;
import dev.merchantreview.local.Http;
import dev.merchantreview.local.LaunchException;
import dev.merchantreview.local.MerchantSystem;
import dev.merchantreview.testing.SeveralServices;
import dev.merchantreview.testing.TestPlatform;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.Supplier;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What merchants, reviewers and payers do about many cases at once while services are killed.
 * Whoever they reach may be gone before it answers: what is not answered is asked again, under the
 * same key, and what a case asks for is done again until it has gone on.
 */
final class RoadsUnderKills {

  private static final int CLIENTS = 6;
  private static final Duration PATIENCE = Duration.ofMinutes(3);
  private static final Duration LONGEST_LIFE = Duration.ofSeconds(4);
  private static final Map<String, Object> APPROVED = Map.of("verdict", "APPROVED");

  private final TestPlatform platform = TestPlatform.get();
  // The platform's own clients would take an answer that is missing for a fault.
  private final ApiClient merchant = new ApiClient(platform.serviceUrl(), "merchant");
  private final ApiClient auditor = new ApiClient(platform.serviceUrl(), "auditor");
  private final MerchantSystem system = new MerchantSystem(merchant, platform.sandbox());

  private final Set<String> completed = ConcurrentHashMap.newKeySet();
  private final Set<String> remitted = ConcurrentHashMap.newKeySet();
  private final List<String> opened = new ArrayList<>();
  private final Map<String, Map<String, Object>> refunds = new LinkedHashMap<>();

  /** The applications whose stores were opened. */
  List<String> opened() {
    return opened;
  }

  /** The refunds that were paid, with what was asked for. */
  Map<String, Map<String, Object>> refunds() {
    return refunds;
  }

  /** The applications whose accounts were verified by a remittance. */
  Set<String> remitted() {
    return remitted;
  }

  /**
   * Walks all of them at once, and kills services meanwhile.
   *
   * @param chance what decides which is killed, and when
   * @param contents applications to be handed in
   * @param requests refunds to be asked for
   * @param inReview applications that wait for an auditor
   * @param filings filings that wait for a reviewer
   */
  void walk(
      SeveralServices services,
      Random chance,
      int kills,
      List<ObjectNode> contents,
      List<Map<String, Object>> requests,
      List<String> inReview,
      List<String> filings)
      throws Exception {
    try (ExecutorService clients = Executors.newFixedThreadPool(CLIENTS)) {
      List<Future<?>> roads = new ArrayList<>();
      List<Future<String>> applied =
          contents.stream().map(one -> clients.submit(() -> openStore(one))).toList();
      List<Future<String>> asked =
          requests.stream().map(one -> clients.submit(() -> refund(one))).toList();
      inReview.forEach(id -> roads.add(clients.submit(() -> toActive(id))));
      filings.forEach(id -> roads.add(clients.submit(() -> toApproved(id))));
      for (int i = 0; i < kills; i++) {
        LockSupport.parkNanos(chance.nextLong(LONGEST_LIFE.toNanos()));
        System.out.println("killed and started again: " + services.killOne(chance));
      }
      for (Future<String> one : applied) {
        opened.add(one.get());
      }
      for (int i = 0; i < asked.size(); i++) {
        refunds.put(asked.get(i).get(), requests.get(i));
      }
      for (Future<?> road : roads) {
        road.get();
      }
    }
  }

  private String openStore(ObjectNode content) {
    String key = UUID.randomUUID().toString();
    String id = taken(() -> merchant.post("/api/v1/store-applications", content, key)).id();
    toActive(id);
    return id;
  }

  /** Does what a store's state asks for, until it is open. */
  private void toActive(String id) {
    String payment = "pay-" + UUID.randomUUID();
    Instant paidAt = Instant.now();
    until(
        id,
        "ACTIVE",
        () -> system.read(id),
        application -> {
          switch (application.path("state").asString("")) {
            case "VERIFYING_ACCOUNT" -> verify(id, application);
            case "IN_REVIEW" -> decide("auditor1", id);
            case "SIGNING" -> system.sign(id);
            case "DEPOSIT_DUE" ->
                platform
                    .sandbox()
                    .post(
                        "/payments",
                        Map.of(
                            "reference",
                            id,
                            "amountFen",
                            application.path("deposit").path("requiredFen").asLong(),
                            "paymentId",
                            payment,
                            "paidAt",
                            paidAt.toString()));
            default -> {}
          }
        });
  }

  private void verify(String id, JsonNode application) {
    JsonNode verification = application.path("accountVerification");
    if (verification.path("verified").asBoolean(false)
        || !verification.path("awaited").asBoolean(false)) {
      return;
    }
    if (!application.path("platform").asString().equals("WECHAT")) {
      system.verifyAccount(id);
    } else if (remitted.add(id)) {
      JsonNode asked = verification.path("remittance");
      system.remit(
          asked.path("remark").asString(),
          asked.path("amountFen").asLong(),
          application.path("subject").path("legalName").asString(),
          application.path("settlementAccount").path("accountNumber").asString());
    }
  }

  private String refund(Map<String, Object> request) {
    String key = UUID.randomUUID().toString();
    String id = taken(() -> merchant.post("/api/v1/deposit-refunds", request, key)).id();
    until(
        id,
        "PAID",
        () -> merchant.get("/api/v1/deposit-refunds/" + id).body(),
        refund -> {
          switch (refund.path("state").asString("")) {
            case "IN_REVIEW" -> decide("finance1", id);
            case "SECOND_REVIEW" -> decide("finance2", id);
            default -> {}
          }
        });
    return id;
  }

  private void toApproved(String id) {
    until(
        id,
        "APPROVED",
        () -> auditor.get("/api/v1/filings/" + id).body(),
        filing -> decide("auditor1", id));
  }

  /** Completes the open task of a case, if there is one that nobody completed. */
  private void decide(String reviewer, String id) {
    platform
        .tasklist(reviewer)
        .openTask(id)
        .filter(completed::add)
        .ifPresent(task -> platform.tasklist(reviewer).complete(task, APPROVED));
  }

  private static void until(
      String id, String end, Supplier<JsonNode> read, Consumer<JsonNode> meanwhile) {
    Http.await(
        id + " becoming " + end,
        PATIENCE,
        () -> {
          try {
            JsonNode now = read.get();
            if (now.path("state").asString("").equals(end)) {
              return true;
            }
            meanwhile.accept(now);
          } catch (UncheckedIOException killed) {
            // It is asked again, of another.
          } catch (LaunchException early) {
            // What its state asked for is done, or it went on meanwhile.
          }
          return false;
        });
  }

  /** Sends a request under its key until it is answered with success. */
  private static ApiClient.Answer taken(Supplier<ApiClient.Answer> request) {
    List<ApiClient.Answer> answers = new ArrayList<>();
    Http.await(
        "an answer",
        PATIENCE,
        () -> {
          try {
            ApiClient.Answer answer = request.get();
            if (answer.status() / 100 == 4 && answer.status() != 409) {
              throw new AssertionError("refused: " + answer.body());
            }
            if (answer.status() == 201) {
              answers.add(answer);
            }
          } catch (UncheckedIOException killed) {
            // It is sent again, under the same key.
          }
          return !answers.isEmpty();
        });
    return answers.getFirst();
  }
}
