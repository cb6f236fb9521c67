package dev.merchantreview.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.merchantreview.deposit.DepositAccount;
import dev.merchantreview.deposit.DepositPurpose;
import dev.merchantreview.deposit.Deposits;
import dev.merchantreview.deposit.Payment;
import dev.merchantreview.deposit.Payments;
import dev.merchantreview.deposit.YearlyFees;
import dev.merchantreview.local.ApiClient;
import dev.merchantreview.local.MerchantSystem;
import dev.merchantreview.shared.CaseId;
import dev.merchantreview.shared.Platform;
import dev.merchantreview.testing.ServiceAlone;
import dev.merchantreview.testing.StoredStores;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.util.FileSystemUtils;
import tools.jackson.databind.JsonNode;

/**
 * [D-fee] The yearly fee where the profiles ask for it: demanded on a store's own day, once, and
 * the platform's from then on. The clock is moved; what it was turned on at is put on record.
 */
class YearlyFeesIT {

  private static final long FEE = 60_000;
  private static final AtomicInteger NEXT = new AtomicInteger(1);
  // Nobody looks but the test.
  private static final String LOOK = "--merchant-review.yearly-fees.first-look=1d";

  @TempDir private static Path config;
  private static ServiceAlone service;
  private static YearlyFeeJob job;

  /** Douyin asks since 2024, Kuaishou since a morning in May 2026. */
  @BeforeAll
  static void start() throws IOException {
    FileSystemUtils.copyRecursively(Path.of("config"), config);
    for (String platform : List.of("douyin", "kuaishou", "xiaohongshu")) {
      Files.writeString(
          config.resolve("platforms/" + platform + ".yaml"),
          "yearly-fee: {amount-fen: 60000, due-days: 30, reminder-days: 5}\n",
          StandardOpenOption.APPEND);
    }
    service = ServiceAlone.with(LOOK, configured());
    job = service.bean(YearlyFeeJob.class);
    service.travelTo(at("2026-05-10T10:00"));
    job.demandAndTell();
    service
        .database()
        .sql("insert into yearly_fee_switch values ('DOUYIN', '2024-01-01 00:00+08', true)")
        .update();
  }

  @AfterEach
  void comeBack() {
    service.returnToPresent();
  }

  @AfterAll
  static void stop() {
    service.close();
  }

  private static String configured() {
    return "--merchant-review.config-location=file:" + config.toAbsolutePath() + "/";
  }

  private static Instant at(String local) {
    return OffsetDateTime.parse(local + ":00+08:00").toInstant();
  }

  private static void lookAt(String local) {
    service.travelTo(at(local));
    job.demandAndTell();
  }

  /** An open store that sells from then on. */
  private static String store(Platform platform, String sellsFrom) {
    String id = "st_%016d".formatted(88_000 + NEXT.getAndIncrement());
    StoredStores.open(service.database(), id, platform.name(), "m-1" + id.substring(12));
    service
        .database()
        .sql(
            "update store set data = data || jsonb_build_object('sellsFrom', cast(:from as text)) where id = :id")
        .param("from", at(sellsFrom).toString())
        .param("id", id)
        .update();
    return id;
  }

  private static void state(String store, StoreState state) {
    service
        .database()
        .sql("update store set state = :state where id = :id")
        .param("state", state.name())
        .param("id", store)
        .update();
  }

  private static List<String> years(String store) {
    return service
        .database()
        .sql(
            "select year_from || ' ' || year_until || ' ' || amount_fen from yearly_fee where store_id = :id order by year_from")
        .param("id", store)
        .query(String.class)
        .list();
  }

  private static List<String> actions(String store) {
    return service.api("auditor").actions(store);
  }

  private static Payments.BookingResult pay(String paymentId, String store, long fen) {
    return service
        .bean(Payments.class)
        .book(
            new Payment(
                paymentId,
                store,
                fen,
                service.bean(Clock.class).instant(),
                "青禾",
                DepositPurpose.YEARLY_FEE));
  }

  private static JsonNode fee(String store) {
    ApiClient.Answer answer =
        service.api("operator").get("/api/v1/deposits/" + store + "?deposit=YEARLY_FEE");
    assertThat(answer.status()).as(answer.body().toString()).isEqualTo(200);
    return answer.body();
  }

  private static List<String> findings(String store) {
    return service
        .database()
        .sql(
            "select detail from reconciliation_finding where case_id = :id and resolved_at is null"
                + " and kind = 'YEARLY_FEE_OVERDUE'")
        .param("id", store)
        .query(String.class)
        .list();
  }

  private static void whole(String store) {
    Deposits deposits = service.bean(Deposits.class);
    DepositAccount account = deposits.find(store, DepositPurpose.YEARLY_FEE).orElseThrow();
    assertThat(deposits.verify(account).valid()).isTrue();
    assertThat(
            service
                .database()
                .sql(
                    "select count(*) from ledger_posting where account_id = :id and held_after + penalties_after + fees_after"
                        + " + in_payout_after + paid_out_after + clearing_after <> 0")
                .param("id", account.id())
                .query(Long.class)
                .single())
        .isZero();
  }

  @Test
  void isDemandedOnTheStoresOwnDayOnceHoweverOftenItIsLooked() {
    String store = store(Platform.DOUYIN, "2025-03-10T15:00");
    lookAt("2025-03-10T14:59");
    assertThat(years(store)).isEmpty();
    for (String often : List.of("2025-03-10T15:00", "2025-03-10T15:01", "2026-03-09T23:59")) {
      lookAt(often);
      assertThat(years(store)).containsExactly("2025-03-10 2026-03-09 60000");
    }
    assertThat(actions(store)).containsOnlyOnce("YEARLY_FEE_DEMANDED");
    JsonNode shown = fee(store);
    assertThat(shown.path("yearlyFees").path(0).path("dueAt").asString())
        .isEqualTo("2025-04-10T00:00:00+08:00");
    assertThat(shown.path("missingFen").asLong()).isEqualTo(FEE);
    assertThat(shown.path("nextActions").path(0).path("action").asString())
        .isEqualTo("PAY_YEARLY_FEE");
    lookAt("2026-03-10T00:00");
    assertThat(years(store))
        .containsExactly("2025-03-10 2026-03-09 60000", "2026-03-10 2027-03-09 60000");
  }

  @Test
  void isDemandedOnThe28thOfAStoreOf29February() {
    String store = store(Platform.DOUYIN, "2024-02-29T23:30");
    lookAt("2024-03-01T00:00");
    lookAt("2025-02-27T23:59");
    assertThat(years(store)).containsExactly("2024-02-29 2025-02-27 60000");
    lookAt("2025-02-28T00:00");
    lookAt("2025-03-01T00:00");
    lookAt("2026-02-28T09:00");
    lookAt("2027-02-28T09:00");
    lookAt("2028-02-28T23:59");
    lookAt("2028-02-29T00:00");
    assertThat(years(store))
        .containsExactly(
            "2024-02-29 2025-02-27 60000",
            "2025-02-28 2026-02-27 60000",
            "2026-02-28 2027-02-27 60000",
            "2027-02-28 2028-02-28 60000",
            "2028-02-29 2029-02-27 60000");
  }

  @Test
  void isNotAskedForAYearThatBeganBeforeTheSwitchWasTurnedOn() {
    String before = store(Platform.KUAISHOU, "2025-05-09T08:00");
    String sameDay = store(Platform.KUAISHOU, "2025-05-10T08:00");
    String anHourBefore = store(Platform.KUAISHOU, "2026-05-10T09:00");
    String after = store(Platform.KUAISHOU, "2025-05-11T08:00");
    String opened = store(Platform.KUAISHOU, "2026-05-10T11:00");
    lookAt("2026-05-10T12:00");
    assertThat(years(opened)).containsExactly("2026-05-10 2027-05-09 60000");
    lookAt("2026-05-11T00:00");
    assertThat(years(after)).containsExactly("2026-05-11 2027-05-10 60000");
    for (String other : List.of(before, sameDay, anHourBefore)) {
      assertThat(years(other)).isEmpty();
    }
    lookAt("2027-05-10T00:00");
    assertThat(years(before)).containsExactly("2027-05-09 2028-05-08 60000");
    assertThat(years(sameDay)).containsExactly("2027-05-10 2028-05-09 60000");
    assertThat(years(anHourBefore)).containsExactly("2027-05-10 2028-05-09 60000");
  }

  /** The pause is seen by an instance whose profile says nothing of a fee. */
  @Test
  void isNotAskedForAYearThatBeganWhileTheSwitchWasOff() {
    YearlyFees fees = service.bean(YearlyFees.class);
    String paused = store(Platform.XIAOHONGSHU, "2025-06-15T08:00");
    String later = store(Platform.XIAOHONGSHU, "2025-06-25T08:00");
    service.travelTo(at("2026-06-10T10:00"));
    assertThat(fees.seen(Platform.XIAOHONGSHU, false)).isEmpty();
    assertThat(fees.seen(Platform.XIAOHONGSHU, false)).isEmpty();
    lookAt("2026-06-20T10:00");
    lookAt("2026-06-26T10:00");
    assertThat(years(paused)).isEmpty();
    assertThat(years(later)).containsExactly("2026-06-25 2027-06-24 60000");
    // Off, nothing was put on record but that.
    assertThat(
            service
                .database()
                .sql("select count(*) from yearly_fee_switch where platform = 'XIAOHONGSHU'")
                .query(Long.class)
                .single())
        .isEqualTo(3);
  }

  @Test
  void owesNothingBeforeItSellsNorForAYearThatBeginsWhileItIsClosed() {
    String prepared = store(Platform.KUAISHOU, "2026-07-01T08:00");
    state(prepared, StoreState.PREPARING);
    String closing = store(Platform.KUAISHOU, "2025-07-01T08:00");
    state(closing, StoreState.CLOSING);
    String closed = store(Platform.KUAISHOU, "2025-07-01T09:00");
    StoredStores.close(service.database(), closed);
    lookAt("2026-07-02T08:00");
    for (String one : List.of(prepared, closing, closed)) {
      assertThat(years(one)).as(one).isEmpty();
    }
    // Its merchant has thought better of it, and the year is what it was.
    state(closing, StoreState.OPEN);
    state(prepared, StoreState.OPEN);
    lookAt("2026-07-05T08:00");
    assertThat(years(closing)).containsExactly("2026-07-01 2027-06-30 60000");
    assertThat(years(prepared)).containsExactly("2026-07-01 2027-06-30 60000");
    assertThat(fee(closing).path("yearlyFees").path(0).path("dueAt").asString())
        .isEqualTo("2026-08-05T00:00:00+08:00");
  }

  @Test
  void isToldBeforeAndOnItsDayOnceAndLeadsAnOperatorToTheStore() {
    String store = store(Platform.DOUYIN, "2025-09-01T08:00");
    lookAt("2025-09-01T09:00");
    lookAt("2025-09-26T23:59");
    assertThat(actions(store)).containsExactly("YEARLY_FEE_DEMANDED");
    lookAt("2025-09-27T00:00");
    lookAt("2025-10-01T23:59");
    assertThat(actions(store)).containsExactly("YEARLY_FEE_DEMANDED", "YEARLY_FEE_REMINDED");
    assertThat(findings(store)).isEmpty();
    lookAt("2025-10-02T00:00");
    lookAt("2025-10-03T00:00");
    assertThat(actions(store))
        .containsExactly("YEARLY_FEE_DEMANDED", "YEARLY_FEE_REMINDED", "YEARLY_FEE_OVERDUE");
    assertThat(findings(store)).containsExactly("2025-09-01: ¥600.00");
    assertThat(fee(store).path("yearlyFees").path(0).path("overdue").asBoolean()).isTrue();
    // Nothing closes by itself, and what is missing can be paid as long as it is owed.
    assertThat(service.bean(StoreRegister.class).get(new CaseId(store)))
        .extracting(Store::state)
        .isEqualTo(StoreState.OPEN);
    pay("late-1-" + store, store, FEE - 1);
    assertThat(findings(store)).containsExactly("2025-09-01: ¥0.01");
    pay("late-2-" + store, store, 1);
    assertThat(findings(store)).isEmpty();
    lookAt("2025-12-01T00:00");
    assertThat(actions(store)).containsOnlyOnce("YEARLY_FEE_OVERDUE").contains("YEARLY_FEE_PAID");
  }

  @Test
  void isPaidInPartsOnceAndWhatIsPaidTooMuchIsForTheNextYear() {
    String store = store(Platform.DOUYIN, "2025-10-05T08:00");
    lookAt("2025-10-05T09:00");
    String first = "part-" + store;
    assertThat(pay(first, store, 20_000))
        .isEqualTo(new Payments.BookingResult.Booked(false, 20_000));
    assertThat(fee(store).path("unpaidFeesFen").asLong()).isEqualTo(40_000);
    assertThat(fee(store).path("heldFen").asLong()).isZero();
    assertThat(actions(store)).doesNotContain("YEARLY_FEE_PAID");
    Instant paidAt = Instant.parse("2025-10-06T00:00:00Z");
    Payment rest =
        new Payment("rest-" + store, store, 45_000, paidAt, "青禾", DepositPurpose.YEARLY_FEE);
    for (boolean before : new boolean[] {false, true, true}) {
      assertThat(service.bean(Payments.class).book(rest))
          .isEqualTo(new Payments.BookingResult.Booked(before, 65_000));
    }
    JsonNode shown = fee(store);
    assertThat(shown.path("feesFen").asLong()).isEqualTo(FEE);
    assertThat(shown.path("heldFen").asLong()).isEqualTo(5_000);
    assertThat(shown.path("missingFen").asLong()).isZero();
    assertThat(shown.path("yearlyFees").path(0).path("paidAt").isNull()).isFalse();
    assertThat(actions(store)).containsOnlyOnce("YEARLY_FEE_PAID");
    // Held till then, and no longer.
    lookAt("2026-10-05T00:00");
    assertThat(fee(store).path("heldFen").asLong()).isZero();
    assertThat(fee(store).path("unpaidFeesFen").asLong()).isEqualTo(55_000);
    pay("two-" + store, store, 55_000 + FEE);
    lookAt("2027-10-05T00:00");
    assertThat(fee(store).path("unpaidFeesFen").asLong()).isZero();
    assertThat(fee(store).path("feesFen").asLong()).isEqualTo(3 * FEE);
    assertThat(years(store)).hasSize(3);
    whole(store);
    // What is due was paid in advance: nobody is reminded.
    lookAt("2027-12-05T00:00");
    assertThat(actions(store)).doesNotContain("YEARLY_FEE_OVERDUE", "YEARLY_FEE_REMINDED");
  }

  @Test
  void isDemandedAndToldOnceByTwoInstancesThatLookAtOnce() throws Exception {
    List<String> stores = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      stores.add(store(Platform.DOUYIN, "2025-11-11T08:00"));
    }
    ServiceAlone other = service.beside(LOOK, configured());
    try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
      for (String when : List.of("2025-11-11T09:00", "2025-12-07T00:00", "2025-12-12T00:00")) {
        service.travelTo(at(when));
        other.travelTo(at(when));
        YearlyFeeJob second = other.bean(YearlyFeeJob.class);
        Callable<Object> here = Executors.callable(job::demandAndTell);
        Callable<Object> there = Executors.callable(second::demandAndTell);
        for (Future<Object> one : threads.invokeAll(List.of(here, there, here, there))) {
          one.get();
        }
      }
    } finally {
      other.close();
    }
    for (String store : stores) {
      assertThat(years(store)).hasSize(1);
      assertThat(actions(store))
          .containsExactly("YEARLY_FEE_DEMANDED", "YEARLY_FEE_REMINDED", "YEARLY_FEE_OVERDUE");
      assertThat(findings(store)).hasSize(1);
    }
  }

  @Test
  void isNoDepositThatIsFinedAndIsStatedApartFromWhatIsHeld() {
    String store = store(Platform.DOUYIN, "2025-12-24T08:00");
    ApiClient admin = service.api("admin");
    MerchantSystem system = new MerchantSystem(service.api("merchant"), service.sandbox());
    ApiClient.Answer early = system.pay(store, "YEARLY_FEE", 1);
    assertThat(early.status()).isEqualTo(404);
    lookAt("2025-12-24T09:00");
    pay("stated-" + store, store, FEE + 100);
    String path = "/api/v1/deposits/" + store;
    ApiClient.Answer fined =
        admin.post(
            path + "/penalties",
            Map.of("amountFen", 1, "ruleId", "R-1", "note", "x", "deposit", "YEARLY_FEE"));
    assertThat(fined.status()).isEqualTo(422);
    assertThat(fined.body().path("errors").path(0).path("code").asString()).isEqualTo("NO_DEPOSIT");
    service.returnToPresent();
    assertThat(system.pay(store, "YEARLY_FEE", 50).status()).isEqualTo(200);
    String csv = text(path + "/statements/2025-12.csv?deposit=YEARLY_FEE");
    assertThat(csv)
        .contains("Held (yuan),Fees taken (yuan),Case,\"Payment, fee or payout\"", ",,Yearly fee")
        .contains("Yearly fee taken,-600.00,1.00,600.00,", "Held at the end,,1.00,600.00");
    assertThat(admin.get(path + "/statements/2025-12.pdf?deposit=YEARLY_FEE").status())
        .isEqualTo(200);
    assertThat(
            admin.get(path + "/verification?deposit=YEARLY_FEE").body().path("valid").asBoolean())
        .isTrue();
    // What was demanded stays, whoever writes.
    assertThatThrownBy(
            () ->
                service
                    .databaseAsService()
                    .sql("update yearly_fee set amount_fen = 1 where store_id = :id")
                    .param("id", store)
                    .update())
        .rootCause()
        .hasMessageContaining("what was demanded of a yearly fee stays");
  }

  private static String text(String path) {
    return service.api("admin").get(path).raw().body();
  }
}
