package dev.merchantreview.journey.refund;

import static org.assertj.core.api.Assertions.assertThat;

import dev.merchantreview.journey.Refunding;
import dev.merchantreview.local.ApiClient;
import dev.merchantreview.sandbox.ServiceDoor;
import dev.merchantreview.testing.SharesPlatform;
import dev.merchantreview.testing.TestPlatform;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Bad input about deposits, closings and refunds: a clear no, and nothing moved. */
@SharesPlatform
class RefundInputIT {

  private final Refunding refunding = new Refunding();
  private final TestPlatform platform = refunding.platform;

  @Test
  void knowsNoDepositOfNobodyAndNoneOfAnotherMerchants() {
    Refunding.Holder holder = refunding.provider();
    Map<String, Object> request = refunding.request(holder, "0000");
    Map<String, Object> neverOpened = new HashMap<>(request);
    neverOpened.remove("serviceProviderId");
    neverOpened.put("storeId", "st_0000000000000000");
    assertThat(refunding.submit(neverOpened).status()).isEqualTo(404);
    assertThat(refunding.preCheck(neverOpened).status()).isEqualTo(404);
    for (String path : List.of("/api/v1/deposit-refunds", "/api/v1/deposit-refunds/pre-check")) {
      Map<String, Object> others = new HashMap<>(request);
      others.put("documents", List.of());
      assertThat(refunding.other.post(path, others).status()).isEqualTo(404);
    }
    assertThat(refunding.other.get("/api/v1/deposits/" + holder.id()).status()).isEqualTo(404);
    assertThat(refunding.other.get("/api/v1/service-providers/" + holder.id()).status())
        .isEqualTo(404);
    // An application is no store, and nobody has both.
    Map<String, Object> both = new HashMap<>(request);
    both.put("storeId", "st_0000000000000000");
    assertWrong(refunding.submit(both), "ONE_HOLDER");
    Map<String, Object> neither = new HashMap<>(request);
    neither.remove("serviceProviderId");
    assertWrong(refunding.submit(neither), "ONE_HOLDER");
    neither.put("storeId", "sa_0000000000000000");
    assertThat(refunding.submit(neither).status()).isEqualTo(422);
  }

  @Test
  void takesNoAmountAnywhere() {
    Refunding.Holder holder = refunding.endedProvider();
    Map<String, Object> request = refunding.request(holder, "0000");
    Map<String, Object> outside = new HashMap<>(request);
    outside.put("amountFen", 1);
    assertWrong(refunding.submit(outside), "UNKNOWN_FIELD");
    Map<String, Object> inside = new HashMap<>(request);
    Map<String, Object> account = new HashMap<>(Refunding.account(holder, "0000"));
    account.put("amountFen", 99_999_999_999L);
    account.put("accountNumber", "12-34");
    account.remove("kind");
    inside.put("account", account);
    inside.put("refundableFen", 5);
    ApiClient.Answer all = refunding.submit(inside);
    assertThat(all.status()).isEqualTo(422);
    assertThat(all.body().path("errors").findValuesAsString("pointer"))
        .contains(
            "/refundableFen", "/account/amountFen", "/account/accountNumber", "/account/kind");
    assertThat(refunding.merchant.get("/api/v1/deposit-refunds?storeId=" + holder.id()).items())
        .isEmpty();
  }

  @Test
  void opensOneRefundHoweverManyAreAskedForAtOnce() throws Exception {
    Refunding.Holder holder = refunding.endedProvider();
    Map<String, Object> request = refunding.request(holder, "0000");
    List<ApiClient.Answer> answers = new ArrayList<>();
    try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<ApiClient.Answer>> all = new ArrayList<>();
      for (int i = 0; i < 20; i++) {
        all.add(callers.submit(() -> refunding.submit(request)));
      }
      for (Future<ApiClient.Answer> one : all) {
        answers.add(one.get());
      }
    }
    assertThat(answers).extracting(ApiClient.Answer::status).containsOnly(201, 409);
    assertThat(answers).filteredOn(answer -> answer.status() == 201).hasSize(1);
  }

  @Test
  void imposesNoFineThatIsNone() {
    Refunding.Holder holder = refunding.provider();
    String path = "/api/v1/deposits/" + holder.id() + "/penalties";
    for (Object amount : List.of(0, -1, 1_000_000_000_001L, 100_000_001, 1.5, "5", 1e30)) {
      ApiClient.Answer answer =
          refunding.admin.post(path, Map.of("amountFen", amount, "ruleId", "R-7", "note", "x"));
      assertThat(answer.status()).as(amount + " " + answer.body()).isIn(400, 422);
    }
    Map<String, Object> fine = Map.of("amountFen", 1, "ruleId", "R-7", "note", "x");
    assertThat(refunding.merchant.post(path, fine).status()).isEqualTo(403);
    assertThat(
            refunding.admin.post("/api/v1/deposits/st_0000000000000000/penalties", fine).status())
        .isEqualTo(404);
    assertThat(
            refunding
                .admin
                .post(path, Map.of("amountFen", -5, "ruleId", "", "note", " ", "extra", 1))
                .body()
                .path("errors"))
        .hasSizeGreaterThanOrEqualTo(4);
    assertThat(refunding.deposit(holder).path("heldFen").asLong())
        .isEqualTo(Refunding.PROVIDER_DEPOSIT);
    assertThat(refunding.deposit(holder).path("penalties")).isEmpty();
  }

  @Test
  void movesNothingWhileThePayoutIsUnderWay() {
    Refunding.Holder holder = refunding.endedProvider();
    Map<String, Object> request = refunding.request(holder, "0560");
    String id = refunding.submit(request).id();
    platform.awaitState(id, "IN_REVIEW");
    refunding.approveTwice(id);
    platform.awaitState(id, "PAYING");
    String number = refunding.read(id).path("payouts").path(0).path("number").asString();
    assertThat(refunding.fine(holder, 100).status()).isEqualTo(409);
    assertThat(refunding.pay(holder.id(), 100).status()).isEqualTo(409);
    assertThat(refunding.withdraw(id).status()).isEqualTo(409);
    ApiClient.Answer changed =
        refunding.resubmit(id, Refunding.content(refunding.request(holder, "0000")));
    assertThat(changed.status()).isEqualTo(409);
    assertThat(changed.body().path("state").asString()).isEqualTo("PAYING");
    assertThat(changed.body().path("allowed")).isEmpty();

    // Whoever forges a notice, or steals the bank's secret, moves nothing either.
    byte[] settled =
        "{\"number\":\"%s\",\"status\":\"SETTLED\"}"
            .formatted(number)
            .getBytes(StandardCharsets.UTF_8);
    assertThat(tell(settled, null).status()).isEqualTo(401);
    assertThat(
            tell(settled, ServiceDoor.signature("another secret 1234", Instant.now(), settled))
                .status())
        .isEqualTo(401);
    assertThat(
            tell(
                    settled,
                    ServiceDoor.signature(
                        ServiceDoor.BANK_SECRET, Instant.now().minusSeconds(400), settled))
                .status())
        .isEqualTo(401);
    assertThat(genuine("{\"number\":\"po_0000000000000000\",\"status\":\"SETTLED\"}").status())
        .isEqualTo(404);
    assertThat(genuine("{\"number\":\"" + number + "\",\"status\":\"PAID\"}").status())
        .isEqualTo(422);
    assertThat(
            genuine("{\"number\":\"" + number + "\",\"status\":\"FAILED\",\"amountFen\":1}")
                .status())
        .isEqualTo(422);
    for (String status : List.of("SETTLED", "FAILED")) {
      assertThat(genuine("{\"number\":\"" + number + "\",\"status\":\"" + status + "\"}").status())
          .isEqualTo(200);
    }
    TestPlatform.await(
        "what was told on record",
        () -> refunding.actions(id).stream().filter("PAYOUT_NOTIFIED"::equals).count() == 2);
    assertThat(refunding.read(id).path("state").asString()).isEqualTo("PAYING");
    JsonNode deposit = refunding.deposit(holder);
    assertThat(deposit.path("inPayoutFen").asLong()).isEqualTo(Refunding.PROVIDER_DEPOSIT);
    assertThat(deposit.path("paidOutFen").asLong()).isZero();
    assertThat(refunding.received(request)).isEmpty();

    // The bank is back after a while, and what it pays is what was set aside.
    platform.awaitState(id, "PAID");
    assertThat(refunding.received(request).path(0).path("amountFen").asLong())
        .isEqualTo(Refunding.PROVIDER_DEPOSIT);
  }

  @Test
  void bindsNobodyToAProviderWhoseServiceHasEnded() {
    Refunding.Holder holder = refunding.provider();
    String path = "/api/v1/service-providers/" + holder.id();
    refunding.bind(holder, "m-1r77");
    assertThat(refunding.admin.get(path).body().path("merchants")).hasSize(1);
    refunding.end(holder);
    assertThat(refunding.admin.get(path).body().path("merchants")).isEmpty();
    assertThat(refunding.admin.put(path + "/merchants/m-1r78", null).status()).isEqualTo(409);
    assertThat(refunding.admin.post(path + "/end", Map.of("expelled", true, "note", "违规")).status())
        .isEqualTo(409);
  }

  @Test
  void closesNoStoreThatIsNotTheCallers() {
    assertThat(
            refunding
                .merchant
                .post("/api/v1/stores/st_0000000000000000/closure", Map.of("reason", "x"))
                .status())
        .isEqualTo(404);
    assertThat(refunding.merchant.get("/api/v1/stores/nothing").status()).isEqualTo(404);
    assertThat(refunding.merchant.get("/api/v1/stores?state=SHUT").status()).isEqualTo(422);
    assertThat(
            refunding
                .merchant
                .post("/api/v1/stores/st_0000000000000000/closure", Map.of("reason", "  "))
                .status())
        .isEqualTo(422);
    Refunding.Holder holder = refunding.provider();
    assertThat(
            refunding
                .auditor
                .get("/api/v1/deposits/" + holder.id() + "/statements/2026-13.csv")
                .status())
        .isEqualTo(422);
    assertThat(refunding.auditor.get("/api/v1/deposits/" + holder.id() + "?at=yesterday").status())
        .isEqualTo(422);
    assertThat(refunding.merchant.get("/api/v1/payout-findings").status()).isEqualTo(403);
  }

  private ApiClient.Answer genuine(String notice) {
    byte[] body = notice.getBytes(StandardCharsets.UTF_8);
    return tell(body, ServiceDoor.signature(ServiceDoor.BANK_SECRET, Instant.now(), body));
  }

  private ApiClient.Answer tell(byte[] body, String signature) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(platform.serviceUrl() + "/api/v1/payout-notifications"))
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofByteArray(body));
    if (signature != null) {
      request.header("X-Signature", signature);
    }
    return refunding.merchant.send(request);
  }

  private static void assertWrong(ApiClient.Answer answer, String code) {
    assertThat(answer.status()).as(answer.body().toString()).isEqualTo(422);
    assertThat(answer.body().path("errors").findValuesAsString("code")).contains(code);
  }
}
