package dev.merchantreview.deposit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.merchantreview.cases.Asked;
import dev.merchantreview.local.ApiClient;
import dev.merchantreview.local.MerchantSystem;
import dev.merchantreview.local.SampleApplications;
import dev.merchantreview.onboarding.DepositRule;
import dev.merchantreview.onboarding.DepositSteps;
import dev.merchantreview.onboarding.InState;
import dev.merchantreview.shared.CaseId;
import dev.merchantreview.testing.Merchants;
import dev.merchantreview.testing.ServiceAlone;
import dev.merchantreview.testing.StandInGateway;
import dev.merchantreview.testing.StoredStores;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;

/**
 * What is given up asks for no money and takes none; what is owed of its fines stays owed, by a day
 * that is said.
 */
class GivenUpPromotionIT {

  private static final long STORE_FEN = 400_000;
  private static final long PROMOTION_FEN = 200_000;

  private static StandInGateway gateway;
  private static ServiceAlone service;
  private static ApiClient merchant;
  private static MerchantSystem system;
  private static TransactionTemplate transaction;

  @BeforeAll
  static void start() {
    gateway = new StandInGateway().withTables();
    service = ServiceAlone.with(gateway.address(), "--merchant-review.engine.form-settle=0s");
    merchant = service.api("merchant");
    system = new MerchantSystem(merchant, service.sandbox());
    transaction = new TransactionTemplate(service.bean(PlatformTransactionManager.class));
    service.awaitTables();
  }

  @AfterAll
  static void stop() {
    service.close();
    gateway.close();
  }

  /** An open store, and the application it came from. */
  private record Opened(String id, String application) {}

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void takesNoPaymentUnderEitherId(boolean fromTheStart) {
    Opened store = open(fromTheStart);
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
    Opened store = open(false);
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
    Opened store = open(false);
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
    Opened store = open(true);
    fine(store, PROMOTION_FEN + 500);
    String dueAt = promotion(store).path("topUpDueAt").asString();
    close(store);
    assertThat(promotion(store).path("missingFen").asLong()).isEqualTo(500);
    assertThat(promotion(store).path("topUpDueAt").asString()).isEqualTo(dueAt);
    assertThat(system.pay(store.id(), "PROMOTION", 500).status()).isEqualTo(200);
    assertThat(promotion(store).path("topUpDueAt").isNull()).isTrue();
    // Nothing is asked for of a store that is closed and owes nothing.
    assertThat(system.pay(store.id(), "PROMOTION", 1).body().path("state").asString())
        .isEqualTo("NOT_ASKED_FOR");

    Opened other = open(true);
    close(other);
    assertThat(promotion(other).path("topUpDueAt").isNull()).isTrue();
    fine(other, PROMOTION_FEN + 1);
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

  private static void ask(Opened store) {
    ApiClient.Answer asked = merchant.post("/api/v1/stores/" + store.id() + "/promotion", Map.of());
    assertThat(asked.status()).as(asked.body().toString()).isEqualTo(200);
  }

  private static void giveUp(Opened store) {
    ApiClient.Answer answer =
        merchant.post("/api/v1/stores/" + store.id() + "/promotion/withdrawal", Map.of());
    assertThat(answer.status()).as(answer.body().toString()).isEqualTo(200);
  }

  private static void close(Opened store) {
    StoredStores.close(service.database(), store.id());
    in(
        () -> {
          service.bean(Deposits.class).ended(store.id());
          return store;
        });
  }

  private static void fine(Opened store, long fen) {
    ApiClient.Answer fined =
        service
            .api("admin")
            .post(
                "/api/v1/deposits/" + store.id() + "/penalties",
                Map.of("amountFen", fen, "ruleId", "R-7", "note", "虚假宣传", "deposit", "PROMOTION"));
    assertThat(fined.status()).as(fined.body().toString()).isEqualTo(201);
  }

  private static JsonNode promotion(Opened store) {
    return merchant.get("/api/v1/deposits/" + store.id() + "?deposit=PROMOTION").body();
  }

  private static List<String> actions(Opened store) {
    return service
        .database()
        .sql("select action from history_event where case_id = :id order by seq")
        .param("id", store.id())
        .query(String.class)
        .list();
  }

  /** With all deposits paid that its application was asked for. */
  private static Opened open(boolean promotion) {
    ApiClient.Answer submitted =
        merchant.post(
            "/api/v1/store-applications",
            SampleApplications.withDocuments(
                    SampleApplications.application(
                        "KUAISHOU", Merchants.next(), "ENTERPRISE", "青禾女装", List.of("服饰")),
                    merchant)
                .put("promotion", promotion));
    assertThat(submitted.status()).as(submitted.body().toString()).isEqualTo(201);
    String id = submitted.id();
    new InState(service).signed(id);
    Asked asked =
        new Asked(
            new CaseId(id), 9_000_000 + Math.floorMod(id.hashCode(), 1_000_000), "Task_Tried");
    in(
        () ->
            service
                .bean(DepositSteps.class)
                .demandDeposit(
                    asked,
                    new DepositRule.Demand(
                        new DepositRule.Requirement(STORE_FEN, Map.of()),
                        promotion ? new DepositRule.Requirement(PROMOTION_FEN, Map.of()) : null)));
    assertThat(system.pay(id, STORE_FEN).status()).isEqualTo(200);
    if (promotion) {
      assertThat(system.pay(id, "PROMOTION", PROMOTION_FEN).status()).isEqualTo(200);
    }
    Object store =
        in(() -> service.bean(DepositSteps.class).activate(asked).variables()).get("storeId");
    return new Opened(Objects.requireNonNull(store).toString(), id);
  }

  private static <T> T in(Supplier<T> step) {
    return transaction.execute(status -> step.get());
  }
}
