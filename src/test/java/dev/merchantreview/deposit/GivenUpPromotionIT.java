package dev.merchantreview.deposit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.merchantreview.local.ApiClient;
import dev.merchantreview.local.MerchantSystem;
import dev.merchantreview.onboarding.StoreOpening;
import dev.merchantreview.testing.ServiceAlone;
import dev.merchantreview.testing.StandInGateway;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/**
 * What is given up asks for no money and takes none; what is owed of its fines stays owed, by a day
 * that is said.
 */
class GivenUpPromotionIT {

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

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void takesNoPaymentUnderEitherId(boolean fromTheStart) {
    StoreOpening.Opened store = opening.open(fromTheStart);
    if (!fromTheStart) {
      ask(store);
    }
    giveUp(store);
    long held = promotion(store).path("heldFen").asLong();
    for (String reference : List.of(store.id(), store.application())) {
      ApiClient.Answer refused = system.pay(reference, "PROMOTION", 155);
      assertThat(refused.status()).as(reference).isEqualTo(409);
      assertThat(refused.body().path("state").asString()).isEqualTo("NOT_ASKED_FOR");
    }
    assertThat(promotion(store).path("heldFen").asLong()).isEqualTo(held);
    assertThat(promotion(store).path("missingFen").asLong()).isZero();
    // The store's own deposit is another matter.
    assertThat(system.pay(store.application(), 1).status()).isEqualTo(200);

    ask(store);
    for (String reference : List.of(store.id(), store.application())) {
      assertThat(system.pay(reference, "PROMOTION", 155).status()).as(reference).isEqualTo(200);
    }
    assertThat(promotion(store).path("heldFen").asLong()).isEqualTo(held + 310);
  }

  /** A payment that was booked before is told again, and is the same as ever. */
  @Test
  void knowsThePaymentsOfBefore() {
    StoreOpening.Opened store = opening.open(false);
    ask(store);
    Map<String, Object> payment =
        Map.of(
            "paymentId",
            "before-" + store.id(),
            "paidAt",
            "2026-11-20T10:00:00Z",
            "reference",
            store.id(),
            "amountFen",
            155,
            "deposit",
            "PROMOTION");
    assertThat(service.sandbox().post("/payments", payment).status()).isEqualTo(200);
    giveUp(store);
    ApiClient.Answer again = service.sandbox().post("/payments", payment);
    assertThat(again.status()).isEqualTo(200);
    assertThat(again.body().path("duplicate").asBoolean()).isTrue();
    assertThat(promotion(store).path("heldFen").asLong()).isEqualTo(155);
  }

  @Test
  void owesAFineByADayAndUntilItIsPaid() {
    StoreOpening.Opened store = opening.open(false);
    ask(store);
    assertThat(system.pay(store.id(), "PROMOTION", 155).status()).isEqualTo(200);
    giveUp(store);
    assertThat(promotion(store).path("topUpDueAt").isNull()).isTrue();
    assertThat(promotion(store).path("nextActions").isEmpty()).isTrue();

    fine(store, 500);
    JsonNode owing = promotion(store);
    assertThat(owing.path("missingFen").asLong()).isEqualTo(345);
    String dueAt = owing.path("topUpDueAt").asString();
    assertThat(OffsetDateTime.parse(dueAt)).isAfter(OffsetDateTime.now());
    assertThat(owing.path("topUpOverdue").asBoolean()).isFalse();
    assertThat(owing.path("nextActions").path(0).path("action").asString())
        .isEqualTo("PAY_DEPOSIT");
    assertThat(owing.path("nextActions").path(0).path("until").asString()).isEqualTo(dueAt);
    assertThat(actions(store)).endsWith("PROMOTION_GIVEN_UP", "PENALTY_IMPOSED", "TOP_UP_DEMANDED");
    double overdue = overdue();
    service.travelTo(OffsetDateTime.parse(dueAt).toInstant());
    try {
      assertThat(promotion(store).path("topUpOverdue").asBoolean()).isTrue();
      // Others of this class may owe by the same day.
      assertThat(overdue()).isGreaterThanOrEqualTo(overdue + 1);
    } finally {
      service.returnToPresent();
    }

    // A part of it is no reason for more time, and a further fine none either.
    assertThat(system.pay(store.application(), "PROMOTION", 45).status()).isEqualTo(200);
    fine(store, 1);
    assertThat(promotion(store).path("missingFen").asLong()).isEqualTo(301);
    assertThat(promotion(store).path("topUpDueAt").asString()).isEqualTo(dueAt);
    assertThat(system.pay(store.id(), "PROMOTION", 301).status()).isEqualTo(200);
    assertThat(promotion(store).path("missingFen").asLong()).isZero();
    assertThat(promotion(store).path("topUpDueAt").isNull()).isTrue();
    assertThat(promotion(store).path("operating").asBoolean()).isFalse();
    // When promotion was asked for, and when the fine was imposed.
    assertThat(actions(store)).filteredOn("TOP_UP_DEMANDED"::equals).hasSize(2);
    assertThat(actions(store)).contains("TOP_UP_PAID");
    assertThat(system.pay(store.id(), "PROMOTION", 1).status()).isEqualTo(409);
    assertThat(system.pay(store.application(), "PROMOTION", 1).status()).isEqualTo(409);
  }

  /** What is owed goes on being owed when the store is closed, and what is fined then, too. */
  @Test
  void owesByADayWhenTheStoreIsClosed() {
    StoreOpening.Opened store = opening.open(true);
    fine(store, StoreOpening.PROMOTION_FEN + 500);
    String dueAt = promotion(store).path("topUpDueAt").asString();
    opening.close(store.id());
    assertThat(promotion(store).path("missingFen").asLong()).isEqualTo(500);
    assertThat(promotion(store).path("topUpDueAt").asString()).isEqualTo(dueAt);
    assertThat(system.pay(store.id(), "PROMOTION", 500).status()).isEqualTo(200);
    assertThat(promotion(store).path("topUpDueAt").isNull()).isTrue();
    // Nothing is asked for of a store that is closed and owes nothing.
    assertThat(system.pay(store.id(), "PROMOTION", 1).body().path("state").asString())
        .isEqualTo("NOT_ASKED_FOR");

    StoreOpening.Opened other = opening.open(true);
    opening.close(other.id());
    assertThat(promotion(other).path("topUpDueAt").isNull()).isTrue();
    fine(other, StoreOpening.PROMOTION_FEN + 1);
    assertThat(promotion(other).path("missingFen").asLong()).isEqualTo(1);
    assertThat(promotion(other).path("topUpDueAt").isNull()).isFalse();
  }

  private static double overdue() {
    return service
        .bean(MeterRegistry.class)
        .get("merchantreview.deposits.topups.overdue")
        .gauge()
        .value();
  }

  private static void ask(StoreOpening.Opened store) {
    ApiClient.Answer asked = merchant.post("/api/v1/stores/" + store.id() + "/promotion", Map.of());
    assertThat(asked.status()).as(asked.body().toString()).isEqualTo(200);
  }

  private static void giveUp(StoreOpening.Opened store) {
    ApiClient.Answer answer =
        merchant.post("/api/v1/stores/" + store.id() + "/promotion/withdrawal", Map.of());
    assertThat(answer.status()).as(answer.body().toString()).isEqualTo(200);
  }

  private static void fine(StoreOpening.Opened store, long fen) {
    ApiClient.Answer fined =
        service
            .api("admin")
            .post(
                "/api/v1/deposits/" + store.id() + "/penalties",
                Map.of("amountFen", fen, "ruleId", "R-7", "note", "虚假宣传", "deposit", "PROMOTION"));
    assertThat(fined.status()).as(fined.body().toString()).isEqualTo(201);
  }

  private static JsonNode promotion(StoreOpening.Opened store) {
    return merchant.get("/api/v1/deposits/" + store.id() + "?deposit=PROMOTION").body();
  }

  private static List<String> actions(StoreOpening.Opened store) {
    return service.api("auditor").actions(store.id());
  }
}
