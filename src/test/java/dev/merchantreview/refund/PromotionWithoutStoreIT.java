package dev.merchantreview.refund;

import static org.assertj.core.api.Assertions.assertThat;

import dev.merchantreview.deposit.Deposits;
import dev.merchantreview.local.ApiClient;
import dev.merchantreview.local.MerchantSystem;
import dev.merchantreview.onboarding.StoreOpening;
import dev.merchantreview.outside.Bank;
import dev.merchantreview.review.Handled;
import dev.merchantreview.review.Review;
import dev.merchantreview.review.TestReviews;
import dev.merchantreview.shared.ActorRef;
import dev.merchantreview.shared.CaseId;
import dev.merchantreview.shared.Platform;
import dev.merchantreview.shared.Verdict;
import dev.merchantreview.testing.ServiceAlone;
import dev.merchantreview.testing.StandInGateway;
import dev.merchantreview.waiver.WaiverSubject;
import dev.merchantreview.waiver.Waivers;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * An application that paid for promotion alone and never became a store: it has no store deposit at
 * all, and gets back what it paid.
 */
class PromotionWithoutStoreIT {

  private static final long PAID_FEN = 100_100;

  private static StandInGateway gateway;
  private static ServiceAlone service;
  private static ApiClient merchant;
  private static StoreOpening opening;

  @BeforeAll
  static void start() {
    gateway = new StandInGateway().withTables();
    service = ServiceAlone.with(gateway.address(), "--merchant-review.engine.form-settle=0s");
    merchant = service.api("merchant");
    opening = new StoreOpening(service);
    service.awaitTables();
  }

  @AfterAll
  static void stop() {
    service.close();
    gateway.close();
  }

  /** An application that is over, and whose it is. */
  private record Ended(String id, String merchantId) {}

  @ParameterizedTest
  @CsvSource({"false, false", "false, true", "true, false", "true, true"})
  void isPaidBackTheWholeRoad(boolean expired, boolean named) {
    Ended application = ended(expired);
    JsonNode offered = merchant.get("/api/v1/store-applications/" + application.id()).body();
    assertThat(offered.path("state").asString()).isEqualTo(expired ? "EXPIRED" : "WITHDRAWN");
    assertThat(offered.path("nextActions").findValuesAsString("action")).contains("REQUEST_REFUND");

    Map<String, Object> request = request(application, named ? List.of("PROMOTION") : null);
    ApiClient.Answer looked = merchant.post("/api/v1/deposit-refunds/pre-check", request);
    assertThat(looked.status()).as(looked.body().toString()).isEqualTo(200);
    assertThat(looked.body().path("passed").asBoolean()).as(looked.body().toString()).isTrue();
    assertThat(looked.body().path("refundableFen").asLong()).isEqualTo(PAID_FEN);
    ApiClient.Answer submitted = merchant.post("/api/v1/deposit-refunds", request);
    assertThat(submitted.status()).as(submitted.body().toString()).isEqualTo(201);
    assertThat(submitted.body().path("deposits").toString()).isEqualTo("[\"PROMOTION\"]");
    assertThat(merchant.post("/api/v1/deposit-refunds", request).status()).isEqualTo(409);

    CaseId refund = new CaseId(submitted.id());
    assertThat(judged(refund)).isEqualTo(Handled.APPROVED);
    assertThat(paid(refund)).isEqualTo(PayoutSteps.PAID);
    JsonNode after = merchant.get("/api/v1/deposit-refunds/" + refund).body();
    assertThat(after.path("state").asString()).isEqualTo("PAID");
    JsonNode deposit =
        merchant.get("/api/v1/deposits/" + application.id() + "?deposit=PROMOTION").body();
    assertThat(deposit.path("heldFen").asLong()).isZero();
    assertThat(deposit.path("paidOutFen").asLong()).isEqualTo(PAID_FEN);
    Deposits deposits = service.bean(Deposits.class);
    assertThat(deposits.all(application.id())).hasSize(1);
    assertThat(deposits.verify(deposits.all(application.id()).getFirst()).valid()).isTrue();
    Object number = ((Map<?, ?>) request.get("account")).get("accountNumber");
    assertThat(
            service.sandbox().get("/bank/accounts/" + number + "/transfers").body().valueStream())
        .extracting(one -> one.path("amountFen").asLong())
        .containsExactly(PAID_FEN);

    assertThat(merchant.post("/api/v1/deposit-refunds", request).status()).isEqualTo(409);
    assertThat(
            merchant
                .get("/api/v1/store-applications/" + application.id())
                .body()
                .path("nextActions")
                .findValuesAsString("action"))
        .doesNotContain("REQUEST_REFUND");
  }

  @Test
  void isNobodyElsesAndNotOfOneThatPaidNothing() {
    Ended application = ended(false);
    Map<String, Object> request = request(application, null);
    request.put("documents", List.of());
    assertThat(service.api("merchant2").post("/api/v1/deposit-refunds", request).status())
        .isEqualTo(404);
    request.put("applicationId", opening.handedIn(true));
    assertThat(merchant.post("/api/v1/deposit-refunds", request).status()).isEqualTo(404);
  }

  /** Who has a say in a refund grants no waiver that could serve it, whichever deposit it is of. */
  @Test
  void isJudgedByNobodyWhoGrantsAWaiverForIt() {
    Ended application = ended(false);
    ApiClient.Answer submitted =
        merchant.post("/api/v1/deposit-refunds", request(application, null));
    assertThat(submitted.status()).as(submitted.body().toString()).isEqualTo(201);
    assertThat(judged(new CaseId(submitted.id()))).isEqualTo(Handled.APPROVED);
    Waivers waivers = service.bean(Waivers.class);
    Waivers.Draft draft =
        new Waivers.Draft(
            Platform.KUAISHOU,
            new WaiverSubject(WaiverSubject.Kind.MERCHANT, application.merchantId()),
            "FILINGS_RUNNING",
            null,
            "报备系统迁移，审核延后",
            waivers.today().plusDays(30));
    assertThat(waivers.grant(draft, new ActorRef(ActorRef.Kind.ADMIN, "finance1")))
        .isInstanceOf(Waivers.Grant.OwnDecision.class);
    assertThat(waivers.grant(draft, new ActorRef(ActorRef.Kind.ADMIN, "admin")))
        .isInstanceOf(Waivers.Grant.Granted.class);
  }

  /** The check and the review of finance, as their jobs do them. */
  private static Object judged(CaseId refund) {
    BlockerChecks.OutsideFacts outside = outside(refund);
    assertThat(
            opening
                .in(
                    () ->
                        service
                            .bean(RefundCheckStep.class)
                            .check(StoreOpening.asked(refund.value()), outside))
                .outcome())
        .isEqualTo(Handled.PASSED);
    Review approval = new Review(77, Optional.of("finance1"), Verdict.APPROVED, List.of(), null);
    return opening
        .in(
            () ->
                new TestReviews(service)
                    .record(StoreOpening.asked(refund.value()), 0, "Task_ReviewFinance", approval))
        .outcome();
  }

  /** The payout, as its jobs do it. */
  private static Object paid(CaseId refund) {
    BlockerChecks.OutsideFacts outside = outside(refund);
    PayoutSteps payouts = service.bean(PayoutSteps.class);
    assertThat(
            opening.in(() -> payouts.begin(StoreOpening.asked(refund.value()), outside)).number())
        .isNotNull();
    Bank.Order order = payouts.order(refund).orElseThrow();
    assertThat(order.amountFen()).isEqualTo(PAID_FEN);
    Bank.Transfer said = service.bean(Bank.class).transfer(order);
    return opening
        .in(() -> payouts.answered(StoreOpening.asked(refund.value()), order.number(), said))
        .outcome();
  }

  private static BlockerChecks.OutsideFacts outside(CaseId refund) {
    return service.bean(BlockerChecks.class).ask(service.bean(Holders.class).claim(refund));
  }

  private static Map<String, Object> request(Ended application, @Nullable List<String> deposits) {
    return RefundRequests.of(service, "applicationId", application.id(), deposits);
  }

  /** An application that paid for promotion and not for the store, and is over. */
  private static Ended ended(boolean expired) {
    ObjectNode content = opening.content("KUAISHOU", List.of("服饰")).put("promotion", true);
    String id = opening.handedIn(content);
    opening.due(id, true);
    MerchantSystem system = new MerchantSystem(merchant, service.sandbox());
    assertThat(system.pay(id, "PROMOTION", PAID_FEN).status()).isEqualTo(200);
    if (expired) {
      service.travelTo(Instant.now().plus(Duration.ofDays(100)));
      try {
        opening.in(() -> new TestReviews(service).expire(StoreOpening.asked(id)));
      } finally {
        service.returnToPresent();
      }
    } else {
      assertThat(
              merchant
                  .post("/api/v1/store-applications/" + id + "/withdrawal", Map.of("reason", "不开了"))
                  .status())
          .isEqualTo(202);
    }
    return new Ended(id, content.path("merchantId").asString());
  }
}
