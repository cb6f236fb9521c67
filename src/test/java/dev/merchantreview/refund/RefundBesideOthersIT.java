package dev.merchantreview.refund;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.merchantreview.engine.NotYetException;
import dev.merchantreview.local.ApiClient;
import dev.merchantreview.local.MerchantSystem;
import dev.merchantreview.onboarding.StoreOpening;
import dev.merchantreview.review.Handled;
import dev.merchantreview.review.Review;
import dev.merchantreview.review.TestReviews;
import dev.merchantreview.shared.CaseId;
import dev.merchantreview.shared.Verdict;
import dev.merchantreview.testing.ServiceAlone;
import dev.merchantreview.testing.StandInGateway;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * What changes about a holder while a refund is in review: who has to agree follows it, and no
 * deposit is asked back twice, by whichever id of the holder.
 */
class RefundBesideOthersIT {

  private static StandInGateway gateway;
  private static ServiceAlone service;
  private static ApiClient merchant;
  private static MerchantSystem system;
  private static StoreOpening opening;

  @BeforeAll
  static void start() {
    gateway = new StandInGateway().withTables();
    service = ServiceAlone.with(gateway.address(), "--merchant-review.engine.form-settle=0s");
    merchant = service.api("merchant");
    system = new MerchantSystem(merchant, service.sandbox());
    opening = new StoreOpening(service);
    service.awaitTables();
  }

  @AfterAll
  static void stop() {
    service.close();
    gateway.close();
  }

  @Test
  void asksASecondPersonWhenTheStoreClosedWithMoreMeanwhile() {
    String store = opening.open(true).id();
    assertThat(
            merchant.post("/api/v1/stores/" + store + "/promotion/withdrawal", Map.of()).status())
        .isEqualTo(200);
    CaseId refund = inReview(store, "PROMOTION");
    assertThat(system.pay(store, 3_000_000).status()).isEqualTo(200);
    opening.close(store);
    isPaidByTwoAlone(refund);
  }

  @Test
  void asksASecondPersonWhenMoreIsHeldOfTheOtherDeposit() {
    String store = opening.open(true).id();
    opening.close(store);
    CaseId refund = inReview(store, "STORE");
    long held =
        merchant
            .get("/api/v1/deposits/" + store + "?deposit=PROMOTION")
            .body()
            .path("heldFen")
            .asLong();
    Map<String, Object> fine =
        Map.of("amountFen", held + 1, "ruleId", "R-7", "note", "虚假宣传", "deposit", "PROMOTION");
    assertThat(service.api("admin").post("/api/v1/deposits/" + store + "/penalties", fine).status())
        .isEqualTo(201);
    assertThat(system.pay(store, "PROMOTION", 5_000_000).status()).isEqualTo(200);
    isPaidByTwoAlone(refund);
  }

  /** Asked about what is held no longer, the table is asked again. */
  @Test
  void looksAtTheLimitUnderTheLocksOfThePayout() {
    String store = opening.open(true).id();
    opening.close(store);
    CaseId refund = inReview(store, "STORE");
    assertThat(approve(refund, "finance1", "Task_ReviewFinance")).isEqualTo(Handled.APPROVED);
    BlockerChecks.OutsideFacts outside = outside(refund);
    BlockerChecks.OutsideFacts earlier =
        new BlockerChecks.OutsideFacts(
            outside.standing(),
            outside.required(),
            outside.second(),
            outside.heldFen(),
            outside.limitFen() - 1);
    assertThatThrownBy(() -> begin(refund, earlier)).isInstanceOf(NotYetException.class);
    assertThat(begin(refund, outside).number()).isNotNull();
  }

  @Test
  void hasOneOpenRefundByWhicheverIdOfTheHolderItIsAskedFor() throws Exception {
    StoreOpening.Opened store = opening.open(false);
    opening.close(store.id());
    List<Callable<ApiClient.Answer>> all =
        List.of(
            () -> post("applicationId", store.application(), null),
            () -> post("storeId", store.id(), null));
    List<Integer> statuses = new ArrayList<>();
    try (ExecutorService threads = Executors.newFixedThreadPool(all.size())) {
      for (Future<ApiClient.Answer> one : threads.invokeAll(all)) {
        statuses.add(one.get().status());
      }
    }
    assertThat(statuses).containsExactlyInAnyOrder(201, 409);
    for (Callable<ApiClient.Answer> one : all) {
      isDuplicate(one.call());
    }
  }

  @Test
  void isNotPaidBackWhileItIsAskedFor() {
    String application = opening.handedIn(true);
    opening.due(application, true);
    assertThat(system.pay(application, "PROMOTION", 100_100).status()).isEqualTo(200);
    assertThat(
            merchant
                .post(
                    "/api/v1/store-applications/" + application + "/withdrawal",
                    Map.of("reason", "不开了"))
                .status())
        .isEqualTo(202);
    assertThat(post("applicationId", application, List.of("PROMOTION")).status()).isEqualTo(201);
    isDuplicate(post("applicationId", application, null));
    assertThat(
            merchant
                .post(
                    "/api/v1/deposit-refunds/pre-check",
                    RefundRequests.of(service, "applicationId", application, null))
                .body()
                .path("refundableFen")
                .asLong())
        .isEqualTo(100_100);
  }

  private static void isDuplicate(ApiClient.Answer answer) {
    assertThat(answer.status()).as(answer.body().toString()).isEqualTo(409);
    assertThat(answer.body().path("type").asString()).endsWith("duplicate");
    assertThat(answer.body().path("existing").asString()).startsWith("rf_");
  }

  /** One who agreed before is not enough; two are, and also for a limit that fell again. */
  private static void isPaidByTwoAlone(CaseId refund) {
    assertThat(approve(refund, "finance1", "Task_ReviewFinance")).isEqualTo(Handled.APPROVED);
    PayoutSteps.Begun begun = begin(refund, outside(refund));
    assertThat(begun.number()).as(begun.toString()).isNull();
    assertThat(begun.handled().outcome()).isEqualTo("CHANGED");
    DepositRefund again = service.bean(Refunds.class).get(refund);
    assertThat(again.state()).isEqualTo(RefundState.IN_REVIEW);
    assertThat(again.assessed().secondReview()).isTrue();
    assertThat(again.notice()).contains("第二人复核");
    assertThat(service.api("auditor").actions(refund.value())).contains("REVIEW_AGAIN");
    assertThat(approve(refund, "finance1", "Task_ReviewFinance"))
        .isEqualTo(RefundReview.SECOND_REVIEW);
    assertThat(approve(refund, "finance2", "Task_ReviewSecond")).isEqualTo(Handled.APPROVED);
    BlockerChecks.OutsideFacts outside = outside(refund);
    BlockerChecks.OutsideFacts fallen =
        new BlockerChecks.OutsideFacts(
            outside.standing(),
            outside.required(),
            new RefundRule.SecondReview(false, Map.of()),
            outside.heldFen(),
            outside.limitFen());
    assertThat(begin(refund, fallen).number()).isNotNull();
  }

  private static CaseId inReview(String store, String deposit) {
    ApiClient.Answer submitted = post("storeId", store, List.of(deposit));
    assertThat(submitted.status()).as(submitted.body().toString()).isEqualTo(201);
    CaseId refund = new CaseId(submitted.id());
    BlockerChecks.OutsideFacts outside = outside(refund);
    Handled checked =
        opening.in(
            () ->
                service
                    .bean(RefundCheckStep.class)
                    .check(StoreOpening.asked(refund.value()), outside));
    assertThat(checked.outcome()).isEqualTo(Handled.PASSED);
    assertThat(service.bean(Refunds.class).get(refund).assessed().secondReview()).isFalse();
    return refund;
  }

  private static Object approve(CaseId refund, String by, String task) {
    Review approval =
        new Review(System.nanoTime(), Optional.of(by), Verdict.APPROVED, List.of(), null);
    return opening
        .in(
            () ->
                new TestReviews(service)
                    .record(StoreOpening.asked(refund.value()), 0, task, approval))
        .outcome();
  }

  private static PayoutSteps.Begun begin(CaseId refund, BlockerChecks.OutsideFacts outside) {
    return opening.in(
        () -> service.bean(PayoutSteps.class).begin(StoreOpening.asked(refund.value()), outside));
  }

  private static BlockerChecks.OutsideFacts outside(CaseId refund) {
    return service.bean(BlockerChecks.class).ask(service.bean(Holders.class).claim(refund));
  }

  private static ApiClient.Answer post(String by, String holder, @Nullable List<String> deposits) {
    return service
        .api("merchant")
        .post("/api/v1/deposit-refunds", RefundRequests.of(service, by, holder, deposits));
  }
}
