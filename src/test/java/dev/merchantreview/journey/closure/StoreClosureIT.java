package dev.merchantreview.journey.closure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.merchantreview.journey.Applications;
import dev.merchantreview.journey.Refunding;
import dev.merchantreview.local.ApiClient;
import dev.merchantreview.local.TasklistClient;
import dev.merchantreview.testing.HasPlatformAlone;
import dev.merchantreview.testing.TestPlatform;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

/** Closing a store, each way it can end, and what follows from it. */
@HasPlatformAlone("moves the time")
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
    platform.awaitEnd(store.id());
    assertThat(refunding.merchant.get(path).state()).isEqualTo("OPEN");
    assertThat(refunding.askToClose(store).status()).isEqualTo(202);
    refunding.review(
        "auditor2", store.id(), TasklistClient.rejection("PROMOTION_RUNNING", "尚有促销活动进行中"));
    platform.awaitState(store.id(), "OPEN");
    assertThat(refunding.merchant.get(path).body().path("closure").path("decision").asString())
        .isEqualTo("尚有促销活动进行中");
    assertThat(refunding.merchant.get(path).body().path("closure").path("decisionCode").asString())
        .isEqualTo("PROMOTION_RUNNING");
    assertThat(refunding.askToClose(store).status()).isEqualTo(202);
    // Nobody reviews an own case, and a verdict nobody gave does not count.
    String task = platform.awaitTask(platform.tasklist("auditor2"), store.id());
    platform.engineByHand().complete(task, Map.of("verdict", "APPROVED"));
    TestPlatform.await(
        "a returned task", () -> refunding.actions(store.id()).contains("VERDICT_RETURNED"));
    refunding.review("auditor2", store.id(), Map.of("verdict", "APPROVED"));
    platform.awaitState(store.id(), "CLOSED");
    assertThat(refunding.actions(store.id()))
        .containsExactly(
            "STORE_PREPARED",
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
}
