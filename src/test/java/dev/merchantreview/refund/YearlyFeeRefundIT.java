package dev.merchantreview.refund;

import static org.assertj.core.api.Assertions.assertThat;

import dev.merchantreview.console.ConsoleVisitor;
import dev.merchantreview.deposit.DepositHolder;
import dev.merchantreview.deposit.DepositPayouts;
import dev.merchantreview.deposit.DepositPurpose;
import dev.merchantreview.deposit.Deposits;
import dev.merchantreview.deposit.YearlyFee;
import dev.merchantreview.deposit.YearlyFeeNumbers;
import dev.merchantreview.deposit.YearlyFees;
import dev.merchantreview.local.ApiClient;
import dev.merchantreview.local.MerchantSystem;
import dev.merchantreview.onboarding.InState;
import dev.merchantreview.onboarding.StoreOpening;
import dev.merchantreview.shared.ActorRef;
import dev.merchantreview.shared.CaseId;
import dev.merchantreview.store.Store;
import dev.merchantreview.store.StoreRegister;
import dev.merchantreview.testing.ServiceAlone;
import dev.merchantreview.testing.StandInGateway;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.util.FileSystemUtils;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What is owed of yearly fees stands in a refund's way, and what is paid in advance is part of it.
 */
class YearlyFeeRefundIT {

  private static final ActorRef ADMIN = new ActorRef(ActorRef.Kind.ADMIN, "admin");
  private static final long DEPOSIT = 1_000_000;
  private static final YearlyFeeNumbers FEE = new YearlyFeeNumbers(60_000L, 30, 5);

  @TempDir private static Path config;
  private static StandInGateway gateway;
  private static ServiceAlone service;
  private static ApiClient merchant;
  private static MerchantSystem system;
  private static StoreOpening opening;

  @BeforeAll
  static void start() throws IOException {
    FileSystemUtils.copyRecursively(Path.of("config"), config);
    Files.writeString(
        config.resolve("platforms/kuaishou.yaml"),
        "yearly-fee: {amount-fen: 60000, due-days: 30, reminder-days: 5}\n",
        StandardOpenOption.APPEND);
    gateway = new StandInGateway().withTables();
    service =
        ServiceAlone.with(
            gateway.address(),
            "--merchant-review.engine.form-settle=0s",
            "--merchant-review.yearly-fees.first-look=1d",
            "--merchant-review.config-location=file:" + config.toAbsolutePath() + "/");
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

  private static String requirements(String platform) {
    return "/api/v1/store-applications/requirements?platform=%s&storeType=ENTERPRISE&category=%s"
        .formatted(platform, URLEncoder.encode("服饰", StandardCharsets.UTF_8));
  }

  private static StoreOpening.Opened open() {
    ObjectNode content = opening.content("KUAISHOU", List.of("服饰"));
    String application = opening.handedIn(content);
    new InState(service).depositDue(application);
    // Nobody asks an application for a fee: it sells nothing yet.
    assertThat(system.pay(application, "YEARLY_FEE", 1).body().path("state").asString())
        .isEqualTo("NOT_ASKED_FOR");
    assertThat(system.pay(application, DEPOSIT).status()).isEqualTo(200);
    return new StoreOpening.Opened(
        Objects.requireNonNull(opening.activate(application)),
        application,
        content.path("merchantId").asString());
  }

  private static boolean demand(StoreOpening.Opened store, int year) {
    return opening.in(
        () -> {
          Store locked =
              service.bean(StoreRegister.class).lock(new CaseId(store.id())).orElseThrow();
          Store.Opening opening = locked.opening();
          return service
              .bean(YearlyFees.class)
              .demand(
                  DepositHolder.store(
                      opening.id(),
                      opening.applicationId(),
                      opening.platform(),
                      opening.merchantId()),
                  new YearlyFee.Year(LocalDate.of(year, 3, 1), LocalDate.of(year + 1, 2, 28)),
                  FEE);
        });
  }

  private static Map<String, Object> request(
      StoreOpening.Opened store, @Nullable List<String> deposits) {
    Map<String, Object> request = new LinkedHashMap<>();
    request.put("storeId", store.id());
    request.put(
        "account",
        Map.of(
            "holder", "青禾", "bank", "招商银行", "accountNumber", "571900000010606", "kind", "COMPANY"));
    request.put("documents", List.of());
    if (deposits != null) {
      request.put("deposits", deposits);
    }
    return request;
  }

  private static JsonNode preCheck(StoreOpening.Opened store, @Nullable List<String> deposits) {
    ApiClient.Answer answer =
        merchant.post("/api/v1/deposit-refunds/pre-check", request(store, deposits));
    assertThat(answer.status()).as(answer.body().toString()).isEqualTo(200);
    return answer.body();
  }

  private static List<String> blockers(StoreOpening.Opened store) {
    return preCheck(store, null)
        .path("blockers")
        .valueStream()
        .map(one -> one.path("code").asString() + " " + one.path("note").asString())
        .toList();
  }

  private static ApiClient.Answer ask(StoreOpening.Opened store, @Nullable List<String> deposits) {
    return merchant.post("/api/v1/deposit-refunds", request(store, deposits));
  }

  private static JsonNode deposit(StoreOpening.Opened store, String which) {
    return merchant.get("/api/v1/deposits/" + store.id() + "?deposit=" + which).body();
  }

  @Test
  void isSaidBeforehandWhereItIsAskedFor() {
    assertThat(merchant.get(requirements("KUAISHOU")).body().path("yearlyFeeFen").asLong())
        .isEqualTo(60_000);
    JsonNode none = merchant.get(requirements("DOUYIN")).body().path("yearlyFeeFen");
    assertThat(none.isNull()).isTrue();
  }

  @Test
  void standsInTheWayOfTheRefundWhileItIsOwedAsAnUnpaidFineDoes() {
    StoreOpening.Opened store = open();
    assertThat(demand(store, 2026)).isTrue();
    assertThat(demand(store, 2026)).isFalse();
    opening.close(store.id());
    String owed = "YEARLY_FEES_UNPAID";
    assertThat(blockers(store)).anyMatch(one -> one.startsWith(owed) && one.contains("600"));
    // Nothing of it can be asked back, owed or paid.
    assertThat(ask(store, List.of("YEARLY_FEE")).status()).isEqualTo(409);
    // Money for the deposit does not pay it.
    assertThat(system.pay(store.id(), 60_000).status()).isEqualTo(200);
    assertThat(blockers(store)).anyMatch(one -> one.startsWith(owed));
    assertThat(system.pay(store.id(), "YEARLY_FEE", 59_999).status()).isEqualTo(200);
    assertThat(blockers(store)).anyMatch(one -> one.startsWith(owed));
    assertThat(system.pay(store.application(), "YEARLY_FEE", 1).status()).isEqualTo(200);
    assertThat(blockers(store)).noneMatch(one -> one.startsWith(owed));
    assertThat(ask(store, List.of("YEARLY_FEE")).status()).isEqualTo(409);
    ApiClient.Answer refund = ask(store, null);
    assertThat(refund.status()).isEqualTo(201);
    assertThat(refund.body().path("deposits").toString()).isEqualTo("[\"STORE\"]");
    assertThat(merchant.actions(store.id()))
        .containsSubsequence(
            "YEARLY_FEE_DEMANDED", "YEARLY_FEE_PAYMENT_RECEIVED", "YEARLY_FEE_PAID");
  }

  @Test
  void isPaidBackWithTheRefundWhereItsYearHasNotBegun() {
    StoreOpening.Opened store = open();
    demand(store, 2026);
    assertThat(system.pay(store.id(), "YEARLY_FEE", 120_000).status()).isEqualTo(200);
    // While the store goes on it is for the year to come.
    assertThat(
            preCheck(store, List.of("YEARLY_FEE"))
                .path("blockers")
                .valueStream()
                .map(one -> one.path("code").asString()))
        .contains("STORE_NOT_CLOSED");
    ApiClient.Answer fined =
        service
            .api("admin")
            .post(
                "/api/v1/deposits/" + store.id() + "/penalties",
                Map.of("amountFen", 1, "ruleId", "R-1", "note", "迟发货"));
    assertThat(fined.status()).isEqualTo(201);
    system.pay(store.id(), 1);
    opening.close(store.id());
    assertThat(service.bean(Deposits.class).all(store.id()))
        .extracting(account -> account.purpose())
        .containsExactly(DepositPurpose.STORE, DepositPurpose.YEARLY_FEE);
    assertThat(preCheck(store, null).path("refundableFen").asLong()).isEqualTo(DEPOSIT + 60_000);
    ApiClient.Answer refund = ask(store, null);
    assertThat(refund.status()).as(refund.body().toString()).isEqualTo(201);
    assertThat(refund.body().path("deposits").toString()).isEqualTo("[\"STORE\",\"YEARLY_FEE\"]");
    // One refund for each is open, in the service and in the database.
    assertThat(ask(store, List.of("YEARLY_FEE")).status()).isEqualTo(409);
    List<DepositPurpose> both = List.of(DepositPurpose.STORE, DepositPurpose.YEARLY_FEE);
    DepositPayouts payouts = service.bean(DepositPayouts.class);
    CaseId caseId = new CaseId(refund.id());
    opening.in(
        () -> {
          payouts.order(store.id(), both, "po_fee", DEPOSIT + 60_000, caseId, ADMIN, Map.of());
          payouts.settled(store.id(), "po_fee", DEPOSIT + 60_000, caseId, Map.of());
          return caseId;
        });
    JsonNode fee = deposit(store, "YEARLY_FEE");
    assertThat(fee.path("heldFen").asLong()).isZero();
    assertThat(fee.path("paidOutFen").asLong()).isEqualTo(60_000);
    // The year that had begun is the platform's.
    assertThat(fee.path("feesFen").asLong()).isEqualTo(60_000);
    for (String which : List.of("STORE", "YEARLY_FEE")) {
      assertThat(
              merchant
                  .get("/api/v1/deposits/" + store.id() + "/verification?deposit=" + which)
                  .body()
                  .path("valid")
                  .asBoolean())
          .isTrue();
    }
    assertThat(system.pay(store.id(), "YEARLY_FEE", 1).status()).isEqualTo(409);
    // All deposits are paid back: a fee that is left beside them changes nothing of that.
    String penalty = fined.body().path("penalty").path("id").asString();
    ApiClient.Answer late =
        service
            .api("operator")
            .post(
                "/api/v1/deposits/" + store.id() + "/penalties/" + penalty + "/waiver",
                Map.of("reason", "too late"));
    assertThat(late.status()).as(late.body().toString()).isEqualTo(409);
  }

  @Test
  void isToldToTheMerchantAndShownInTheConsole() {
    StoreOpening.Opened store = open();
    ApiClient.Answer endpoint =
        merchant.put(
            "/api/v1/webhook-endpoints/" + store.merchantId(),
            Map.of("url", service.sandboxUrl() + "/notifications"));
    assertThat(endpoint.status()).isBetween(200, 201);
    demand(store, 2026);
    system.pay(store.id(), "YEARLY_FEE", 60_000);
    assertThat(
            service
                .database()
                .sql("select type from notification where case_id = :id order by created_at, id")
                .param("id", store.id())
                .query(String.class)
                .list())
        .containsExactly("YEARLY_FEE", "YEARLY_FEE");
    String page =
        ConsoleVisitor.loggedIn(service, "auditor")
            .get("/console/cases/" + store.id(), "Accept-Language", "en")
            .body();
    assertThat(page).contains("Yearly fees", "2026-03-01 – 2027-02-28", "Fees taken (yuan)");
  }
}
