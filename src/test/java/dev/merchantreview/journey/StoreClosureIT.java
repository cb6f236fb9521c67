package dev.merchantreview.journey;

import static org.assertj.core.api.Assertions.assertThat;

import dev.merchantreview.local.ApiClient;
import dev.merchantreview.local.TestPlatform;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Closing a store, each way it can end, and what follows from it. */
class StoreClosureIT {

  private final Refunding refunding = new Refunding();
  private final TestPlatform platform = refunding.platform;

  @AfterEach
  void returnToPresent() {
    platform.returnToPresent();
  }

  @Test
  void closesAStoreAfterAPersonLookedAndOpensNoOtherForSixMonths() {
    Refunding.Holder store = refunding.store();
    String path = "/api/v1/stores/" + store.id();
    // Taken back, refused, and in the end let go: one history tells it all.
    assertThat(refunding.askToClose(store).status()).isEqualTo(202);
    assertThat(refunding.askToClose(store).status()).isEqualTo(409);
    platform.awaitTask(platform.tasklist("auditor2"), store.id());
    assertThat(refunding.merchant.post(path + "/closure/withdrawal", Map.of()).status())
        .isEqualTo(202);
    TestPlatform.await(
        "the end of the first asking", () -> platform.processState(store.id()).equals("COMPLETED"));
    assertThat(refunding.merchant.get(path).state()).isEqualTo("OPEN");
    assertThat(refunding.askToClose(store).status()).isEqualTo(202);
    refunding.review(
        "auditor2", store.id(), Map.of("verdict", "REJECTED", "rejectionReason", "尚有促销活动进行中"));
    platform.awaitState(store.id(), "OPEN");
    assertThat(refunding.merchant.get(path).body().path("closure").path("decision").asString())
        .isEqualTo("尚有促销活动进行中");
    assertThat(refunding.askToClose(store).status()).isEqualTo(202);
    // Nobody reviews an own case, and a verdict nobody gave does not count.
    String task = platform.awaitTask(platform.tasklist("auditor2"), store.id());
    platform.completeInEngine(task, Map.of("verdict", "APPROVED"));
    TestPlatform.await(
        "a returned task", () -> refunding.actions(store.id()).contains("VERDICT_RETURNED"));
    refunding.review("auditor2", store.id(), Map.of("verdict", "APPROVED"));
    platform.awaitState(store.id(), "CLOSED");
    assertThat(refunding.actions(store.id()))
        .containsExactly(
            "STORE_OPENED",
            "CLOSURE_REQUESTED",
            "CLOSURE_REVIEW_OPENED",
            "CLOSURE_WITHDRAWN",
            "CLOSURE_REQUESTED",
            "CLOSURE_REVIEW_OPENED",
            "CLOSURE_REFUSED",
            "CLOSURE_REQUESTED",
            "CLOSURE_REVIEW_OPENED",
            "VERDICT_RETURNED",
            "STORE_CLOSED");

    Applications applications = new Applications();
    ObjectNode again = applications.complete("KUAISHOU", "ENTERPRISE");
    again.put("merchantId", store.ownerId());
    ApiClient.Answer early = refunding.merchant.post("/api/v1/store-applications", again);
    assertThat(early.status()).isEqualTo(409);
    assertThat(early.body().path("type").asString()).endsWith("reopening-period");
    assertThat(early.body().path("rule").asString()).isEqualTo("REOPENING_PERIOD");
    Instant reopenable =
        OffsetDateTime.parse(refunding.merchant.get(path).body().path("reopenableFrom").asString())
            .toInstant();
    assertThat(
            refunding
                .merchant
                .post("/api/v1/store-applications/pre-check", again)
                .body()
                .path("checks")
                .toString())
        .contains("REOPENING_PERIOD");
    platform.travelTo(reopenable.plusSeconds(1));
    assertThat(refunding.merchant.post("/api/v1/store-applications", again).status())
        .isEqualTo(201);
  }

  @Test
  void remindsAndReportsReviewersWhoLetAClosingLie() {
    Refunding.Holder store = refunding.store();
    refunding.askToClose(store);
    platform.awaitTask(platform.tasklist("auditor2"), store.id());
    Instant due =
        OffsetDateTime.parse(
                refunding
                    .merchant
                    .get("/api/v1/stores/" + store.id())
                    .body()
                    .path("closure")
                    .path("reviewDueAt")
                    .asString())
            .toInstant();
    platform.travelTo(due.plusSeconds(1));
    TestPlatform.await(
        "a reminder and a report",
        () ->
            refunding
                .actions(store.id())
                .containsAll(List.of("AUDITOR_REMINDED", "AUDIT_OVERDUE")));
    refunding.review("auditor2", store.id(), Map.of("verdict", "APPROVED"));
    platform.awaitState(store.id(), "CLOSED");
  }

  @Test
  void demandsATopUpWhenAFineTakesTheDepositBelowItsRequirement() {
    Refunding.Holder store = refunding.store();
    assertThat(refunding.fine(store, 150_000).status()).isEqualTo(201);
    JsonNode deposit = refunding.deposit(store);
    assertThat(deposit.path("heldFen").asLong()).isEqualTo(250_000);
    assertThat(deposit.path("missingFen").asLong()).isEqualTo(150_000);
    assertThat(deposit.path("topUpDueAt").isString()).isTrue();
    // More than is held: the rest stays owed, and is taken from what comes in next.
    assertThat(refunding.fine(store, 300_000).status()).isEqualTo(201);
    assertThat(refunding.deposit(store).path("heldFen").asLong()).isZero();
    assertThat(refunding.deposit(store).path("unpaidPenaltiesFen").asLong()).isEqualTo(50_000);
    assertThat(refunding.pay(store.id(), 450_100).status()).isEqualTo(200);
    JsonNode whole = refunding.deposit(store);
    assertThat(whole.path("heldFen").asLong()).isEqualTo(400_100);
    assertThat(whole.path("surplusFen").asLong()).isEqualTo(100);
    assertThat(whole.path("unpaidPenaltiesFen").asLong()).isZero();
    assertThat(whole.path("topUpDueAt").isNull()).isTrue();
    assertThat(refunding.actions(store.id()))
        .contains("PENALTY_IMPOSED", "TOP_UP_DEMANDED", "DEPOSIT_PAYMENT_RECEIVED", "TOP_UP_PAID");
    assertThat(whole.path("entries").findValuesAsString("kind"))
        .containsExactly("PAYMENT", "PENALTY", "PENALTY", "PAYMENT", "PENALTY");
    JsonNode before =
        refunding
            .auditor
            .get(
                "/api/v1/deposits/"
                    + store.id()
                    + "?at="
                    + whole.path("entries").path(1).path("at").asString().replace("+", "%2B"))
            .body();
    assertThat(before.path("heldFen").asLong()).isEqualTo(250_000);
    String month = YearMonth.now(ZoneId.of("Asia/Shanghai")).toString();
    String statement =
        refunding
            .auditor
            .get("/api/v1/deposits/" + store.id() + "/statements/" + month + ".csv")
            .raw()
            .body();
    assertThat(statement).contains("Payment received", "4000.00", "-1500.00", "4001.00");
    ApiClient.Answer pdf =
        refunding.auditor.get("/api/v1/deposits/" + store.id() + "/statements/" + month + ".pdf");
    assertThat(pdf.status()).isEqualTo(200);
    assertThat(pdf.raw().body()).startsWith("%PDF-");
  }
}
