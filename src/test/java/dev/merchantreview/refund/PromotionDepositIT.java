package dev.merchantreview.refund;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.merchantreview.deposit.DepositPayouts;
import dev.merchantreview.deposit.DepositPurpose;
import dev.merchantreview.deposit.Deposits;
import dev.merchantreview.local.ApiClient;
import dev.merchantreview.local.MerchantSystem;
import dev.merchantreview.onboarding.DepositRule;
import dev.merchantreview.onboarding.DepositSteps;
import dev.merchantreview.onboarding.InState;
import dev.merchantreview.onboarding.Onboarding;
import dev.merchantreview.onboarding.PromotionRule;
import dev.merchantreview.onboarding.StoreOpening;
import dev.merchantreview.shared.ActorRef;
import dev.merchantreview.shared.CaseId;
import dev.merchantreview.shared.Platform;
import dev.merchantreview.shared.StoreType;
import dev.merchantreview.testing.ServiceAlone;
import dev.merchantreview.testing.StandInGateway;
import dev.merchantreview.testing.StoredStores;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.dao.DataIntegrityViolationException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a store deposits for promotion is an account of its own: demanded, paid, fined and paid back
 * beside the store deposit, or without it.
 */
class PromotionDepositIT {

  private static final ActorRef ADMIN = new ActorRef(ActorRef.Kind.ADMIN, "admin");
  private static final int WALKS = 8;
  private static final int STEPS = 20;

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
  @CsvSource({
    "DOUYIN, 服饰, true, PROMOTION_NOT_OPEN_HERE",
    "WECHAT, 服饰内衣, true, PROMOTION_NOT_OPEN_HERE",
    "KUAISHOU, 畜牧活体, true, PROMOTION_NOT_OPEN_IN_CATEGORIES",
    "KUAISHOU, 畜牧活体|服饰, true,",
    "KUAISHOU, 畜牧活体, false,",
    "DOUYIN, 服饰, ,",
  })
  void isWantedOnlyWhereItIsOpen(
      String platform, String categories, @Nullable Boolean wanted, @Nullable String refused) {
    ObjectNode content = opening.content(platform, List.of(categories.split("\\|")));
    if (wanted != null) {
      content.put("promotion", wanted);
    }
    ApiClient.Answer answer = merchant.post("/api/v1/store-applications/pre-check", content);
    if (refused == null) {
      assertThat(answer.status()).as(answer.body().toString()).isEqualTo(200);
    } else {
      assertThat(answer.status()).isEqualTo(422);
      assertThat(answer.body().path("errors").path(0).path("code").asString()).isEqualTo(refused);
      assertThat(answer.body().path("errors").path(0).path("pointer").asString())
          .isEqualTo("/promotion");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "KUAISHOU, PERSONAL, 服饰, 50000",
    "KUAISHOU, INDIVIDUAL_BUSINESS, 服饰, 100000",
    "KUAISHOU, FLAGSHIP, 服饰, 200000",
    "KUAISHOU, IMPORT, 服饰, 200000",
    "KUAISHOU, ENTERPRISE, 畜牧活体,",
    "DOUYIN, ENTERPRISE, 服饰,",
  })
  void costsWhatItsTableSays(
      Platform platform, StoreType type, String category, @Nullable Long fen) {
    assertThat(service.bean(PromotionRule.class).decide(platform, type, List.of(category)))
        .map(answer -> ((DepositRule.Requirement) answer).amountFen())
        .isEqualTo(Optional.ofNullable(fen));
    JsonNode needed =
        merchant
            .get(
                "/api/v1/store-applications/requirements?platform=%s&storeType=%s&category=%s"
                    .formatted(platform, type, URLEncoder.encode(category, StandardCharsets.UTF_8)))
            .body();
    assertThat(needed.path("promotionDepositFen").asLong(-1)).isEqualTo(fen == null ? -1 : fen);
  }

  @Test
  void opensTheStoreOnlyWhenBothDepositsArePaid() {
    String id = due();
    JsonNode demanded = read(id).path("deposit");
    assertThat(demanded.path("requiredFen").asLong()).isEqualTo(StoreOpening.STORE_FEN);
    assertThat(demanded.path("promotion").path("requiredFen").asLong())
        .isEqualTo(StoreOpening.PROMOTION_FEN);
    // All of it for the store: none of it counts for promotion.
    assertThat(system.pay(id, StoreOpening.STORE_FEN + StoreOpening.PROMOTION_FEN).status())
        .isEqualTo(200);
    assertThat(messages(id)).isZero();
    assertThat(opening.activate(id)).isNull();
    assertThat(system.pay(id, "PROMOTION", StoreOpening.PROMOTION_FEN - 1).status()).isEqualTo(200);
    assertThat(messages(id)).isZero();
    assertThat(system.pay(id, "PROMOTION", 1).status()).isEqualTo(200);
    assertThat(messages(id)).isOne();
    assertThat(read(id).path("deposit").path("promotion").path("missingFen").asLong()).isZero();

    String store = opening.activate(id);
    assertThat(store).isNotNull();
    assertThat(store(store).path("promotion").asBoolean()).isTrue();
    assertThat(deposit(store, "STORE").path("heldFen").asLong())
        .isEqualTo(StoreOpening.STORE_FEN + StoreOpening.PROMOTION_FEN);
    JsonNode promotion = deposit(store, "PROMOTION");
    assertThat(promotion.path("heldFen").asLong()).isEqualTo(StoreOpening.PROMOTION_FEN);
    assertThat(promotion.path("requiredFen").asLong()).isEqualTo(StoreOpening.PROMOTION_FEN);
    assertThat(promotion.path("others").path(0).asString()).isEqualTo("STORE");
    whole(store);
  }

  @Test
  void takesNoMoneyForAPromotionNobodyAskedFor() {
    String id = opening.handedIn(false);
    new InState(service).depositDue(id);
    ApiClient.Answer early = system.pay(id, "PROMOTION", 1);
    assertThat(early.status()).isEqualTo(409);
    assertThat(early.body().path("state").asString()).isEqualTo("NOT_ASKED_FOR");
    assertThat(system.pay(id, 1_000_000).status()).isEqualTo(200);
    String store = opening.activate(id);
    assertThat(system.pay(String.valueOf(store), "PROMOTION", 1).status()).isEqualTo(409);
  }

  /** The id says which payment it is, whatever else it is told with. */
  @Test
  void refusesOnePaymentForTwoDeposits() {
    String id = due();
    Map<String, Object> payment = new HashMap<>();
    payment.put("paymentId", "promo-" + id);
    payment.put("paidAt", "2026-11-20T10:00:00Z");
    payment.put("reference", id);
    payment.put("amountFen", 100);
    assertThat(service.sandbox().post("/payments", payment).status()).isEqualTo(200);
    payment.put("deposit", "STORE");
    assertThat(service.sandbox().post("/payments", payment).body().path("duplicate").asBoolean())
        .isTrue();
    payment.put("deposit", "PROMOTION");
    assertThat(service.sandbox().post("/payments", payment).status()).isEqualTo(409);
    payment.put("deposit", "FEES");
    assertThat(service.sandbox().post("/payments", payment).status()).isEqualTo(422);
  }

  @Test
  void isFinedApartFromTheStoreDeposit() {
    String store = opening.open(true).id();
    ApiClient.Answer fined = fine(store, "PROMOTION", 50_000);
    assertThat(fined.status()).as(fined.body().toString()).isEqualTo(201);
    assertThat(fined.body().path("deposit").path("deposit").asString()).isEqualTo("PROMOTION");
    assertThat(deposit(store, "PROMOTION").path("heldFen").asLong())
        .isEqualTo(StoreOpening.PROMOTION_FEN - 50_000);
    assertThat(deposit(store, "PROMOTION").path("topUpDueAt").isNull()).isFalse();
    assertThat(deposit(store, "STORE").path("heldFen").asLong()).isEqualTo(StoreOpening.STORE_FEN);
    assertThat(deposit(store, "STORE").path("penalties").isEmpty()).isTrue();
    // What is owed of one is not taken from the other.
    assertThat(fine(store, "PROMOTION", 1_000_000).status()).isEqualTo(201);
    assertThat(deposit(store, "STORE").path("heldFen").asLong()).isEqualTo(StoreOpening.STORE_FEN);
    assertThat(deposit(store, "PROMOTION").path("unpaidPenaltiesFen").asLong()).isEqualTo(850_000);
    assertThat(system.pay(store, "PROMOTION", 850_000 + StoreOpening.PROMOTION_FEN).status())
        .isEqualTo(200);
    assertThat(deposit(store, "PROMOTION").path("topUpDueAt").isNull()).isTrue();
    assertThat(service.api("auditor").actions(store)).contains("TOP_UP_DEMANDED", "TOP_UP_PAID");
    assertThat(
            merchant
                .get("/api/v1/deposits/" + store + "/statements/2026-11.csv?deposit=PROMOTION")
                .status())
        .isEqualTo(200);
    whole(store);
  }

  @Test
  void isAskedForLaterGivenUpAndAskedForAgain() {
    String id = opening.handedIn(false);
    new InState(service).depositDue(id);
    assertThat(system.pay(id, 1_000_000).status()).isEqualTo(200);
    String store = opening.activate(id);
    assertThat(merchant.get("/api/v1/deposits/" + store + "?deposit=PROMOTION").status())
        .isEqualTo(404);
    for (int tries = 0; tries < 2; tries++) {
      ApiClient.Answer asked = merchant.post("/api/v1/stores/" + store + "/promotion", Map.of());
      assertThat(asked.status()).as(asked.body().toString()).isEqualTo(200);
      assertThat(asked.body().path("promotion").asBoolean()).isTrue();
    }
    assertThat(service.api("auditor").actions(String.valueOf(store)))
        .containsOnlyOnce("PROMOTION_ASKED");
    assertThat(deposit(store, "PROMOTION").path("missingFen").asLong())
        .isEqualTo(StoreOpening.PROMOTION_FEN);
    assertThat(system.pay(String.valueOf(store), "PROMOTION", StoreOpening.PROMOTION_FEN).status())
        .isEqualTo(200);
    assertThat(giveUp(store).path("promotion").asBoolean()).isFalse();
    assertThat(deposit(store, "PROMOTION").path("operating").asBoolean()).isFalse();
    assertThat(merchant.post("/api/v1/stores/" + store + "/promotion", Map.of()).status())
        .isEqualTo(200);
    // What is held already counts.
    assertThat(deposit(store, "PROMOTION").path("missingFen").asLong()).isZero();
    whole(String.valueOf(store));
  }

  @Test
  void isAskedForByNoStoreThatMayNotOrIsClosed() {
    String store = opening.open(true).id();
    StoredStores.close(service.database(), store);
    assertThat(merchant.post("/api/v1/stores/" + store + "/promotion", Map.of()).status())
        .isEqualTo(409);
    assertThat(
            merchant.post("/api/v1/stores/" + store + "/promotion/withdrawal", Map.of()).status())
        .isEqualTo(409);
    String livestock = store(List.of("畜牧活体"));
    ApiClient.Answer refused =
        merchant.post("/api/v1/stores/" + livestock + "/promotion", Map.of());
    assertThat(refused.status()).isEqualTo(409);
    assertThat(refused.body().path("type").asString()).endsWith("promotion-not-open");
    assertThat(
            service
                .api("merchant2")
                .post("/api/v1/stores/" + store + "/promotion", Map.of())
                .status())
        .isEqualTo(404);
  }

  /** "Only after the store is closed" does not hold for it. */
  @Test
  void isPaidBackAloneWhileTheStoreGoesOn() {
    String store = opening.open(true).id();
    assertThat(blockers(store, List.of("PROMOTION")))
        .contains("PROMOTION_NOT_GIVEN_UP")
        .doesNotContain("STORE_NOT_CLOSED");
    giveUp(store);
    assertThat(blockers(store, List.of("PROMOTION")))
        .doesNotContain("PROMOTION_NOT_GIVEN_UP", "STORE_NOT_CLOSED");
    assertThat(blockers(store, null)).contains("STORE_NOT_CLOSED");
    assertThat(blockers(store, List.of("STORE", "PROMOTION"))).contains("STORE_NOT_CLOSED");
    String refund = submit(store, List.of("PROMOTION"));
    assertThat(refund(refund).path("refundableFen").asLong()).isEqualTo(StoreOpening.PROMOTION_FEN);
    assertThat(post(store, List.of("PROMOTION")).status()).isEqualTo(409);

    String number = payOut(refund, StoreOpening.PROMOTION_FEN);
    assertThat(deposit(store, "PROMOTION").path("paidOutFen").asLong())
        .isEqualTo(StoreOpening.PROMOTION_FEN);
    assertThat(deposit(store, "STORE").path("heldFen").asLong()).isEqualTo(StoreOpening.STORE_FEN);
    assertThat(number).isNotNull();
    // It takes money again when it is asked for again, and only then.
    assertThat(system.pay(store, "PROMOTION", 1).status()).isEqualTo(409);
    assertThat(merchant.post("/api/v1/stores/" + store + "/promotion", Map.of()).status())
        .isEqualTo(200);
    assertThat(system.pay(store, "PROMOTION", StoreOpening.PROMOTION_FEN).status()).isEqualTo(200);
    whole(store);
  }

  /** An instance of the release before writes what it knows, whole: it knows of no promotion. */
  @Test
  void isStillMeantWhenAnInstanceOfTheReleaseBeforeKeptTheCase() {
    String id = opening.handedIn(true);
    service
        .database()
        .sql(
            "update store_application set data = data || jsonb_build_object('content', (data -> 'content') - 'promotion')"
                + " where id = :id")
        .param("id", id)
        .update();
    assertThat(service.bean(Onboarding.class).get(new CaseId(id)).content().wantsPromotion())
        .isTrue();
    String store = opening.open(true).id();
    giveUp(store);
    String refund = submit(store, List.of("PROMOTION"));
    service
        .database()
        .sql(
            "update deposit_refund set data = data || jsonb_build_object('request', (data -> 'request') - 'deposits')"
                + " where id = :id")
        .param("id", refund)
        .update();
    assertThat(refund(refund).path("deposits").toString()).isEqualTo("[\"PROMOTION\"]");
    assertThat(post(store, List.of("PROMOTION")).status()).isEqualTo(409);
    payOut(refund, StoreOpening.PROMOTION_FEN);
    assertThat(deposit(store, "STORE").path("heldFen").asLong()).isEqualTo(StoreOpening.STORE_FEN);
    whole(store);
  }

  /** What an earlier time left behind in the ledger says nothing of what is held now. */
  @Test
  void isFinedAndPaidBackASecondTimeAsTheFirst() {
    String store = opening.open(true).id();
    giveUp(store);
    String first = submit(store, List.of("PROMOTION"));
    // Paid out is in the ledger alone here: the request is open no more.
    assertThat(
            merchant
                .post("/api/v1/deposit-refunds/" + first + "/withdrawal", Map.of("reason", "x"))
                .status())
        .isEqualTo(202);
    payOut(first, StoreOpening.PROMOTION_FEN);
    assertThat(fine(store, "PROMOTION", 1).status()).isEqualTo(409);
    assertThat(merchant.post("/api/v1/stores/" + store + "/promotion", Map.of()).status())
        .isEqualTo(200);
    assertThat(system.pay(store, "PROMOTION", StoreOpening.PROMOTION_FEN).status()).isEqualTo(200);
    giveUp(store);
    assertThat(fine(store, "PROMOTION", StoreOpening.PROMOTION_FEN + 1).status()).isEqualTo(201);
    // What is owed can be paid, or it would stand in the way for ever.
    assertThat(blockers(store, List.of("PROMOTION"))).contains("PENALTIES_UNPAID");
    assertThat(system.pay(store, "PROMOTION", 1 + 100).status()).isEqualTo(200);
    assertThat(blockers(store, List.of("PROMOTION"))).doesNotContain("PENALTIES_UNPAID");
    opening.close(store);
    assertThat(fine(store, "PROMOTION", 40).status()).isEqualTo(201);
    String refund = submit(store, null);
    assertThat(refund(refund).path("refundableFen").asLong())
        .isEqualTo(StoreOpening.STORE_FEN + 60);
    payOut(refund, StoreOpening.STORE_FEN + 60);
    assertThat(fine(store, "PROMOTION", 1).status()).isEqualTo(409);
    assertThat(system.pay(store, "PROMOTION", 1).status()).isEqualTo(409);
    whole(store);
  }

  @Test
  void givesNoMoreTimeForAFineByBeingGivenUpAndAskedForAgain() {
    String store = opening.open(true).id();
    assertThat(fine(store, "PROMOTION", StoreOpening.PROMOTION_FEN + 500).status()).isEqualTo(201);
    service
        .database()
        .sql(
            "update deposit_account set top_up_due_at = top_up_due_at - interval '5 days'"
                + " where holder_id = :id and purpose = 'PROMOTION'")
        .param("id", store)
        .update();
    String dueAt = deposit(store, "PROMOTION").path("topUpDueAt").asString();
    assertThat(dueAt).isNotEmpty();
    giveUp(store);
    assertThat(deposit(store, "PROMOTION").path("topUpDueAt").asString()).isEqualTo(dueAt);
    assertThat(merchant.post("/api/v1/stores/" + store + "/promotion", Map.of()).status())
        .isEqualTo(200);
    assertThat(deposit(store, "PROMOTION").path("topUpDueAt").asString()).isEqualTo(dueAt);
    giveUp(store);
    assertThat(system.pay(store, "PROMOTION", 500).status()).isEqualTo(200);
    assertThat(merchant.post("/api/v1/stores/" + store + "/promotion", Map.of()).status())
        .isEqualTo(200);
    // Nothing is owed any more: what is missing is asked for anew.
    assertThat(deposit(store, "PROMOTION").path("topUpDueAt").asString()).isGreaterThan(dueAt);
  }

  /** It is found undecided every half minute, and who works from the version he read goes on. */
  @Test
  void leavesTheCaseAsItIsWhileNothingCanBeDecided() {
    String id = opening.handedIn(true);
    new InState(service).signed(id);
    String before = standing(id);
    for (String about : List.of("服饰", "服饰", "母婴")) {
      service
          .bean(DepositSteps.class)
          .reportUndecided(
              StoreOpening.asked(id),
              new DepositRule.Undecided(
                  List.of(new DepositRule.Reason(DepositRule.Why.CATEGORY_UNKNOWN, about))));
      assertThat(
              service
                  .database()
                  .sql(
                      "select detail from reconciliation_finding where case_id = :id and resolved_at is null")
                  .param("id", id)
                  .query(String.class)
                  .single())
          .contains(about);
    }
    assertThat(standing(id)).isEqualTo(before);
    assertThat(service.api("auditor").actions(id)).containsOnlyOnce("DEPOSIT_UNDECIDED");
  }

  private static String standing(String id) {
    return service
        .database()
        .sql("select version || ' ' || updated_at from store_application where id = :id")
        .param("id", id)
        .query(String.class)
        .single();
  }

  @Test
  void isPaidBackWithTheStoreDepositWhenTheStoreIsClosed() {
    String store = opening.open(true).id();
    opening.close(store);
    String refund = submit(store, null);
    assertThat(refund(refund).path("deposits").toString()).isEqualTo("[\"STORE\",\"PROMOTION\"]");
    assertThat(refund(refund).path("refundableFen").asLong())
        .isEqualTo(StoreOpening.STORE_FEN + StoreOpening.PROMOTION_FEN);
    payOut(refund, StoreOpening.STORE_FEN + StoreOpening.PROMOTION_FEN);
    for (String which : List.of("STORE", "PROMOTION")) {
      JsonNode deposit = deposit(store, which);
      assertThat(deposit.path("heldFen").asLong()).isZero();
      assertThat(deposit.path("paidOutFen").asLong())
          .isEqualTo(which.equals("STORE") ? StoreOpening.STORE_FEN : StoreOpening.PROMOTION_FEN);
    }
    assertThat(post(store, null).status()).isEqualTo(409);
    whole(store);
  }

  /** Two halves of an amount need the second person that the whole needs. */
  @Test
  void isNoWayAroundTheSecondPerson() {
    String store = opening.open(true).id();
    assertThat(system.pay(store, 1_200_000).status()).isEqualTo(200);
    assertThat(system.pay(store, "PROMOTION", 400_000).status()).isEqualTo(200);
    opening.close(store);
    // 16,000 and 6,000 yuan: neither has 20,000.
    for (String which : List.of("STORE", "PROMOTION")) {
      assertThat(preCheck(store, List.of(which)).path("secondReview").asBoolean()).isTrue();
    }
    String other = opening.open(true).id();
    giveUp(other);
    assertThat(preCheck(other, List.of("PROMOTION")).path("secondReview").asBoolean()).isFalse();
  }

  @Test
  void leavesToTheStoresRefundWhatIsNotBeingPaidBackAlready() {
    String store = opening.open(true).id();
    giveUp(store);
    String alone = submit(store, List.of("PROMOTION"));
    opening.close(store);
    String rest = submit(store, null);
    assertThat(refund(rest).path("deposits").toString()).isEqualTo("[\"STORE\"]");
    assertThat(post(store, List.of("STORE")).status()).isEqualTo(409);
    payOut(alone, StoreOpening.PROMOTION_FEN);
    payOut(rest, StoreOpening.STORE_FEN);
    whole(store);
  }

  /** Whoever comes first, and the other is told which. */
  @Test
  void isPaidBackOnceHoweverManyAskAtOnce() throws Exception {
    for (int tries = 0; tries < 10; tries++) {
      String store = opening.open(true).id();
      opening.close(store);
      List<Callable<ApiClient.Answer>> all =
          List.of(
              () -> post(store, List.of("STORE")),
              () -> post(store, List.of("PROMOTION")),
              () -> post(store, null),
              () -> post(store, List.of("PROMOTION", "STORE")));
      List<Integer> statuses = new ArrayList<>();
      try (ExecutorService threads = Executors.newFixedThreadPool(all.size())) {
        for (Future<ApiClient.Answer> one : threads.invokeAll(all)) {
          statuses.add(one.get().status());
        }
      }
      assertThat(statuses).allMatch(status -> status == 201 || status == 409);
      assertThat(
              service
                  .database()
                  .sql(
                      "select d.value from deposit_refund r, jsonb_array_elements_text(r.data"
                          + " -> 'deposits') d where holder_id = :id order by 1")
                  .param("id", store)
                  .query(String.class)
                  .list())
          .containsExactly("PROMOTION", "STORE");
    }
  }

  /** What the service would never do, the database refuses. */
  @Test
  void hasOneOpenRefundForEachDepositInTheDatabase() {
    String store = opening.open(true).id();
    giveUp(store);
    String refund = submit(store, List.of("PROMOTION"));
    assertThatThrownBy(
            () ->
                service
                    .database()
                    .sql(
                        "insert into deposit_refund select (jsonb_populate_record(r, jsonb_build_object('id',"
                            + " 'rf_' || substr(md5(r.id), 1, 16)))).* from deposit_refund r where id = :id")
                    .param("id", refund)
                    .update())
        .isInstanceOf(DataIntegrityViolationException.class);
  }

  /** Whatever is booked on both accounts of a holder in whatever order. */
  @Test
  void keepsBothAccountsApartWhateverIsBooked() {
    Random random = new Random(20_261_127);
    DepositPayouts payouts = service.bean(DepositPayouts.class);
    for (int walk = 0; walk < WALKS; walk++) {
      String store = opening.open(true).id();
      @Nullable String number = null;
      long inPayout = 0;
      for (int step = 0; step < STEPS; step++) {
        String which = random.nextBoolean() ? "STORE" : "PROMOTION";
        long fen = 1 + random.nextLong(300_000);
        CaseId caseId = new CaseId(store);
        switch (random.nextInt(8)) {
          case 0 -> system.pay(store, which, fen);
          case 1 -> {
            JsonNode before = deposit(store, which);
            int status = fine(store, which, fen).status();
            // What is held can be fined, whatever was paid back an earlier time.
            if (before.path("heldFen").asLong() > 0 && before.path("inPayoutFen").asLong() == 0) {
              assertThat(status).isEqualTo(201);
            }
          }
          case 5 -> {
            if (number != null) {
              String ending = number;
              long amount = inPayout;
              opening.in(
                  () -> {
                    payouts.settled(store, ending, amount, caseId, Map.of());
                    return ending;
                  });
              number = null;
            }
          }
          case 6 -> merchant.post("/api/v1/stores/" + store + "/promotion", Map.of());
          case 7 -> merchant.post("/api/v1/stores/" + store + "/promotion/withdrawal", Map.of());
          case 2 -> {
            List<DepositPurpose> paid =
                switch (random.nextInt(3)) {
                  case 0 -> List.of(DepositPurpose.STORE);
                  case 1 -> List.of(DepositPurpose.PROMOTION);
                  default -> List.of(DepositPurpose.STORE, DepositPurpose.PROMOTION);
                };
            long held = held(store, paid);
            String next = "po_promo" + walk + "x" + step;
            // Never more than these accounts hold, and never while a payout is under way.
            assertThatThrownBy(
                    () -> opening.in(() -> order(payouts, store, paid, next, held + 1, caseId)))
                .isInstanceOf(IllegalStateException.class);
            if (number == null && held > 0) {
              opening.in(() -> order(payouts, store, paid, next, held, caseId));
              number = next;
              inPayout = held;
            }
          }
          case 3 -> {
            if (number != null) {
              String ending = number;
              long amount = inPayout;
              opening.in(
                  () -> {
                    payouts.failed(store, ending, amount, caseId, Map.of());
                    return ending;
                  });
              number = null;
            }
          }
          default -> {
            if (number != null) {
              String ending = number;
              long amount = inPayout;
              assertThatThrownBy(
                      () ->
                          opening.in(
                              () -> {
                                payouts.settled(store, ending, amount + 1, caseId, Map.of());
                                return ending;
                              }))
                  .isInstanceOf(IllegalStateException.class);
            }
          }
        }
        whole(store);
      }
      // However it went, it ends: what is owed can be paid, and what is left be paid back.
      if (number != null) {
        String ending = number;
        long amount = inPayout;
        opening.in(
            () -> {
              payouts.settled(store, ending, amount, new CaseId(store), Map.of());
              return ending;
            });
      }
      opening.close(store);
      for (String which : List.of("STORE", "PROMOTION")) {
        long owed = deposit(store, which).path("unpaidPenaltiesFen").asLong();
        if (owed > 0) {
          assertThat(system.pay(store, which, owed).status()).isEqualTo(200);
          assertThat(deposit(store, which).path("unpaidPenaltiesFen").asLong()).isZero();
        }
      }
      List<DepositPurpose> both = List.of(DepositPurpose.STORE, DepositPurpose.PROMOTION);
      long left = held(store, both);
      if (left > 0) {
        String refund = submit(store, null);
        assertThat(refund(refund).path("refundableFen").asLong()).isEqualTo(left);
        payOut(refund, left);
      }
      assertThat(held(store, both)).isZero();
      for (String which : List.of("STORE", "PROMOTION")) {
        assertThat(fine(store, which, 1).status())
            .isEqualTo(deposit(store, which).path("paidOutFen").asLong() > 0 ? 409 : 201);
      }
      whole(store);
    }
  }

  private static String order(
      DepositPayouts payouts,
      String store,
      List<DepositPurpose> paid,
      String number,
      long fen,
      CaseId caseId) {
    payouts.order(store, paid, number, fen, caseId, ADMIN, Map.of());
    return number;
  }

  private static long held(String store, List<DepositPurpose> purposes) {
    return service.bean(Deposits.class).all(store).stream()
        .filter(account -> purposes.contains(account.purpose()))
        .mapToLong(account -> account.balances().heldFen())
        .sum();
  }

  /** Each account adds up, is what its postings come to, and has all that was paid for it. */
  private static void whole(String store) {
    Deposits deposits = service.bean(Deposits.class);
    assertThat(deposits.all(store)).isNotEmpty();
    deposits.all(store).forEach(account -> assertThat(deposits.verify(account).valid()).isTrue());
    assertThat(
            service
                .database()
                .sql(
                    "select coalesce(sum(e.amount_fen), 0) from ledger_entry e join deposit_account a on a.id = e.account_id"
                        + " where a.holder_id = :id group by a.purpose")
                .param("id", store)
                .query(Long.class)
                .list())
        .allMatch(sum -> sum == 0);
    assertThat(
            service
                .database()
                .sql(
                    "select count(*) from ledger_posting p join deposit_account a on a.id = p.account_id"
                        + " where a.holder_id = :id and (p.held_after < 0 or p.paid_out_after > -p.clearing_after)")
                .param("id", store)
                .query(Long.class)
                .single())
        .isZero();
  }

  /** The payout of a refund that was agreed to, at the ledger. */
  private static String payOut(String refund, long fen) {
    DepositRefund paid = service.bean(Refunds.class).get(new CaseId(refund));
    DepositPayouts payouts = service.bean(DepositPayouts.class);
    String number = "po_" + refund;
    String holder = paid.request().holderId().value();
    return opening.in(
        () -> {
          payouts.order(holder, paid.purposes(), number, fen, paid.id(), ADMIN, Map.of());
          payouts.settled(holder, number, fen, paid.id(), Map.of());
          return number;
        });
  }

  private static List<String> blockers(String store, @Nullable List<String> deposits) {
    return preCheck(store, deposits)
        .path("blockers")
        .valueStream()
        .map(one -> one.path("code").asString())
        .toList();
  }

  private static JsonNode preCheck(String store, @Nullable List<String> deposits) {
    ApiClient.Answer answer =
        merchant.post("/api/v1/deposit-refunds/pre-check", request(store, deposits));
    assertThat(answer.status()).as(answer.body().toString()).isEqualTo(200);
    return answer.body();
  }

  private static Map<String, Object> request(String store, @Nullable List<String> deposits) {
    Map<String, Object> request = new HashMap<>();
    request.put("storeId", store);
    request.put(
        "account",
        Map.of(
            "holder", "青禾服饰有限公司",
            "bank", "招商银行杭州分行",
            "accountNumber", "571900000010606",
            "kind", "COMPANY"));
    request.put("documents", List.of());
    if (deposits != null) {
      request.put("deposits", deposits);
    }
    return request;
  }

  private static ApiClient.Answer post(String store, @Nullable List<String> deposits) {
    return service.api("merchant").post("/api/v1/deposit-refunds", request(store, deposits));
  }

  private static String submit(String store, @Nullable List<String> deposits) {
    ApiClient.Answer answer = post(store, deposits);
    assertThat(answer.status()).as(answer.body().toString()).isEqualTo(201);
    return answer.id();
  }

  private static JsonNode refund(String id) {
    return merchant.get("/api/v1/deposit-refunds/" + id).body();
  }

  private static JsonNode giveUp(String store) {
    ApiClient.Answer answer =
        merchant.post("/api/v1/stores/" + store + "/promotion/withdrawal", Map.of());
    assertThat(answer.status()).as(answer.body().toString()).isEqualTo(200);
    return answer.body();
  }

  private static ApiClient.Answer fine(String store, String deposit, long fen) {
    return service
        .api("admin")
        .post(
            "/api/v1/deposits/" + store + "/penalties",
            Map.of("amountFen", fen, "ruleId", "R-7", "note", "虚假宣传", "deposit", deposit));
  }

  /** An application of which both deposits are demanded. */
  private static String due() {
    String id = opening.handedIn(true);
    opening.due(id, true);
    return id;
  }

  /** An open store of these categories without promotion. */
  private static String store(List<String> categories) {
    String id = opening.handedIn(opening.content("KUAISHOU", categories));
    new InState(service).depositDue(id);
    system.pay(id, 1_000_000);
    return Objects.requireNonNull(opening.activate(id));
  }

  private static JsonNode read(String id) {
    return merchant.get("/api/v1/store-applications/" + id).body();
  }

  private static JsonNode store(String id) {
    return merchant.get("/api/v1/stores/" + id).body();
  }

  private static JsonNode deposit(@Nullable String store, String which) {
    return merchant.get("/api/v1/deposits/" + store + "?deposit=" + which).body();
  }

  /** How often the process was told that the deposit is paid. */
  private static long messages(String id) {
    return service
        .database()
        .sql(
            "select count(*) from engine_outbox where case_id = :id"
                + " and name = 'store-deposit-paid'")
        .param("id", id)
        .query(Long.class)
        .single();
  }
}
