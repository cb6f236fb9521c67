package dev.merchantreview.refund;

import static org.assertj.core.api.Assertions.assertThat;

import dev.merchantreview.cases.Asked;
import dev.merchantreview.deposit.DepositHolder;
import dev.merchantreview.deposit.DepositPurpose;
import dev.merchantreview.deposit.Deposits;
import dev.merchantreview.deposit.PenaltyWaivers;
import dev.merchantreview.filing.FilingSample;
import dev.merchantreview.local.ApiClient;
import dev.merchantreview.local.SampleApplications;
import dev.merchantreview.outside.MerchantStanding;
import dev.merchantreview.review.Handled;
import dev.merchantreview.review.Review;
import dev.merchantreview.review.TestReviews;
import dev.merchantreview.rules.DocumentRule;
import dev.merchantreview.shared.ActorRef;
import dev.merchantreview.shared.CaseId;
import dev.merchantreview.shared.Platform;
import dev.merchantreview.shared.Problem;
import dev.merchantreview.shared.Verdict;
import dev.merchantreview.testing.Merchants;
import dev.merchantreview.testing.ServiceAlone;
import dev.merchantreview.testing.StoredStores;
import dev.merchantreview.waiver.WaiverSubject;
import dev.merchantreview.waiver.Waivers;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;

/**
 * [D-refund] A deposit is paid back where no penalty is on record. Ours: a person who has no say in
 * the refund may waive one, and whoever did has none.
 */
class PenaltyWaiverIT {

  private static final String FINANCE = "Task_ReviewFinance";

  private final ServiceAlone service = ServiceAlone.get();
  private final TestReviews reviews = new TestReviews(service);
  private final ApiClient merchant = service.api("merchant");
  private final ApiClient operator = service.api("operator");
  private final ApiClient admin = service.api("admin");
  private final TransactionTemplate transaction =
      new TransactionTemplate(service.bean(PlatformTransactionManager.class));

  @Test
  void isARecordOfItsOwnGivenOnceByThePlatform() {
    String store = closedStore("DOUYIN");
    String penalty = fined(store);
    assertThat(onRecord(store)).containsExactly("PENALTY_ON_RECORD");
    String path = "/api/v1/deposits/" + store + "/penalties/" + penalty + "/waiver";
    assertThat(merchant.post(path, reason()).status()).isEqualTo(403);
    assertThat(service.api("auditor").post(path, reason()).status()).isEqualTo(403);
    assertThat(operator.post(path, Map.of()).status()).isEqualTo(422);
    assertThat(operator.post(path, Map.of("reason", "　")).status()).isEqualTo(422);
    assertThat(operator.post(path.replace(penalty, "pn_0000000000000000"), reason()).status())
        .isEqualTo(404);
    assertThat(onRecord(store)).hasSize(1);

    ApiClient.Answer waived = operator.post(path, reason());
    assertThat(waived.status()).as(waived.body().toString()).isEqualTo(201);
    assertThat(waived.body().at("/waiver/by").asString()).isEqualTo("operator");
    assertThat(operator.post(path, reason()).status()).isEqualTo(409);
    assertThat(onRecord(store)).isEmpty();
    JsonNode deposit = merchant.get("/api/v1/deposits/" + store).body();
    assertThat(deposit.at("/penalties/0/waiver/reason").asString()).isEqualTo("申诉成立");
    assertThat(deposit.at("/penalties/0/waiver/by").isNull()).isTrue();
    // What is owed stays owed.
    assertThat(deposit.path("unpaidPenaltiesFen").asLong()).isEqualTo(150_000);
    JsonNode event =
        operator
            .get("/api/v1/cases/" + store + "/history?limit=200")
            .items()
            .valueStream()
            .filter(one -> one.path("action").asString().equals("PENALTY_WAIVED"))
            .findFirst()
            .orElseThrow();
    assertThat(event.at("/actor/id").asString()).isEqualTo("operator");
    assertThat(event.at("/details/reason").asString()).isEqualTo("申诉成立");

    // The next fine needs a waiver of its own.
    fined(store);
    assertThat(onRecord(store)).hasSize(1);
  }

  /** [D-refund] says "any penalty": of a store that is closed, those of its other deposit count. */
  @Test
  void isNeededForTheFinesOfEveryDepositOfAStoreThatIsClosed() {
    String store = closedStore("DOUYIN");
    service
        .database()
        .sql(
            """
            with promotion as (
              insert into deposit_account (id, holder_kind, holder_id, platform, owner_id, required_fen, operating, opened_at,
                  purpose)
              select 'dp_promotion' || substr(md5(:store), 1, 8), holder_kind, holder_id, platform, owner_id, 1, false, now(),
                     'PROMOTION'
                from deposit_account where holder_id = :store returning id)
            insert into deposit_penalty (id, account_id, amount_fen, rule_id, note, imposed_by, imposed_at)
            select 'pn_' || substr(md5(:store), 1, 16), id, 5, 'R-7', '虚假宣传', 'admin', now() from promotion
            """)
        .param("store", store)
        .update();
    assertThat(onRecord(store)).containsExactly("PENALTY_ON_RECORD");
    String penalty =
        merchant
            .get("/api/v1/deposits/" + store + "?deposit=PROMOTION")
            .body()
            .at("/penalties/0/id")
            .asString();
    assertThat(
            operator
                .post("/api/v1/deposits/" + store + "/penalties/" + penalty + "/waiver", reason())
                .status())
        .isEqualTo(201);
    assertThat(onRecord(store)).isEmpty();
    assertThat(refusal(refundInReview(store), "operator")).contains("You waived a fine");
  }

  /** Granted after the last check, it would stand on no record of the case. */
  @Test
  void isOnRecordWhereAPayoutRestsOnAWaiverOfARuleGrantedSince() {
    String store = closedStore("DOUYIN");
    CaseId refund = refundInReview(store);
    Holder holder = service.bean(Holders.class).find(new CaseId(store)).orElseThrow();
    CaseId filing = new FilingSample(service).inReview();
    Waivers waivers = service.bean(Waivers.class);
    assertThat(
            waivers.grant(
                new Waivers.Draft(
                    holder.platform(),
                    new WaiverSubject(WaiverSubject.Kind.STORE, store),
                    "FILINGS_RUNNING",
                    null,
                    "报备系统迁移，审核延后",
                    waivers.today().plusDays(30)),
                new ActorRef(ActorRef.Kind.ADMIN, "admin")))
        .isInstanceOf(Waivers.Grant.Granted.class);
    List<String> actions =
        transaction.execute(
            status -> {
              // The filing is the store's until this transaction ends.
              status.setRollbackOnly();
              service
                  .bean(JdbcClient.class)
                  .sql(
                      "update filing set state = 'IN_REVIEW', owner_id = :owner, platform = :platform where id = :id")
                  .param("owner", holder.ownerId())
                  .param("platform", holder.platform().name())
                  .param("id", filing.value())
                  .update();
              try {
                service
                    .bean(PayoutSteps.class)
                    .begin(
                        asked(refund),
                        new BlockerChecks.OutsideFacts(
                            new MerchantStanding.Facts(List.of(), 0, 0, 0, Instant.now()),
                            new DocumentRule.Requirement(List.of(), Map.of()),
                            new RefundRule.SecondReview(false, Map.of()),
                            0,
                            0));
              } catch (IllegalStateException nobodyAgreed) {
                assertThat(nobodyAgreed).hasMessageContaining("nobody agreed to");
              }
              return service
                  .bean(JdbcClient.class)
                  .sql("select action from history_event where case_id = :id")
                  .param("id", refund.value())
                  .query(String.class)
                  .list();
            });
    assertThat(actions).containsOnlyOnce("WAIVER_USED");
  }

  /** [K-sp] what is left after the fines is paid back. */
  @Test
  void isNotNeededWherePaidFinesDoNotStandInTheWay() {
    String store = closedStore("KUAISHOU");
    fined(store);
    assertThat(onRecord(store)).isEmpty();
  }

  @Test
  void isNoJobForWhoReviewsTheRefundAndTheOtherWayRound() {
    String store = closedStore("DOUYIN");
    String first = fined(store);
    assertThat(
            operator
                .post("/api/v1/deposits/" + store + "/penalties/" + first + "/waiver", reason())
                .status())
        .isEqualTo(201);
    CaseId refund = refundInReview(store);

    assertThat(refusal(refund, "ＯＰＥＲＡＴＯＲ")).contains("You waived a fine");
    assertThat(refusal(refund, "finance1")).isEmpty();

    assertThat(
            step(() -> reviews.record(asked(refund), 0, FINANCE, approvedBy("finance1"))).outcome())
        .isIn(Handled.APPROVED, RefundReview.SECOND_REVIEW);
    String second = fined(store);
    for (String name : List.of("finance1", "Finance1")) {
      assertThat(waive(store, second, name))
          .isInstanceOf(PenaltyWaivers.WaiverOutcome.OwnDecision.class);
    }
    assertThat(waive(store, second, "operator"))
        .isInstanceOf(PenaltyWaivers.WaiverOutcome.Waived.class);
  }

  private PenaltyWaivers.WaiverOutcome waive(String store, String penalty, String by) {
    return service
        .bean(PenaltyWaivers.class)
        .waive(store, penalty, "申诉成立", new ActorRef(ActorRef.Kind.OPERATOR, by))
        .orElseThrow();
  }

  private String refusal(CaseId refund, String reviewer) {
    return reviews
        .refusal(refund, FINANCE, approvedBy(reviewer))
        .map(refused -> refused.words(approvedBy(reviewer)))
        .orElse("");
  }

  private static Review approvedBy(String reviewer) {
    return new Review(77, Optional.of(reviewer), Verdict.APPROVED, List.of(), null);
  }

  private DepositRefund refund(CaseId id) {
    return service.bean(DepositRefunds.class).find(id).orElseThrow();
  }

  private CaseId refundInReview(String store) {
    DepositRefunds refunds = service.bean(DepositRefunds.class);
    ApiClient.Answer submitted =
        merchant.post(
            "/api/v1/deposit-refunds",
            Map.of(
                "storeId",
                store,
                "account",
                Map.of(
                    "holder", "杭州青禾服饰有限公司",
                    "bank", "招商银行杭州分行",
                    "accountNumber", "571900000010606",
                    "kind", "COMPANY"),
                "documents",
                List.of()));
    assertThat(submitted.status()).as(submitted.body().toString()).isEqualTo(201);
    CaseId id = new CaseId(submitted.id());
    step(
        () -> {
          DepositRefund refund = refunds.lock(id).orElseThrow();
          refund.openReview(
              service.bean(RefundClocks.class).of(refund), new Assessment(100, false, Map.of()));
          refunds.update(refund, Instant.now());
          return refund;
        });
    return id;
  }

  /** What the rule about fines on record finds. */
  private List<String> onRecord(String store) {
    Holder holder = service.bean(Holders.class).find(new CaseId(store)).orElseThrow();
    return service
        .bean(BlockerChecks.class)
        .apply(
            new Claim(holder, List.of(DepositPurpose.STORE)),
            new RefundContent(
                new dev.merchantreview.payout.PayoutAccount(
                    holder.legalName(),
                    "招商银行",
                    "571900000010606",
                    dev.merchantreview.payout.PayoutAccount.Kind.COMPANY),
                List.of()),
            new BlockerChecks.OutsideFacts(
                new MerchantStanding.Facts(List.of(), 0, 0, 0, Instant.now()),
                new DocumentRule.Requirement(List.of(), Map.of()),
                new RefundRule.SecondReview(false, Map.of()),
                0,
                0))
        .stream()
        .filter(result -> result.rule().equals(BlockerRule.NO_PENALTY_ON_RECORD.name()))
        .flatMap(result -> result.problems().stream())
        .map(Problem::code)
        .toList();
  }

  /** Who of the platform decided is not the merchant's: neither in the lines nor in statements. */
  @Test
  void namesNoPersonOfThePlatformToTheMerchant() {
    String store = closedStore("DOUYIN");
    assertThat(
            service
                .database()
                .sql(
                    "insert into ledger_posting (account_id, kind, subject, part, taken_from, given_to, amount_fen, case_id,"
                        + " actor_kind, actor_id, decision, posted_at) select a.id, l.* from deposit_account a cross join (values"
                        + " ('PAYMENT', 'of ' || :store, 1, 'PLATFORM_CLEARING', 'HELD', 5, :store, 'PAYMENT_PROVIDER', 'payment-provider',"
                        + "  '{\"payer\":\"x\"}', now()),"
                        + " ('PENALTY', 'pn of ' || :store, 1, 'HELD', 'PENALTIES', 2, :store, 'ADMIN', 'admin',"
                        + "  '{\"imposedBy\":\"admin\",\"ruleId\":\"R-7\"}', now()),"
                        + " ('PAYOUT_ORDERED', 'po of ' || :store, 1, 'HELD', 'IN_PAYOUT', 1, :store, 'SYSTEM', 'merchant-review',"
                        + "  '{\"financeReviewer\":\"finance1\",\"secondReviewer\":\"finance2\",\"round\":\"1\"}', now())) l"
                        + " where a.holder_id = :store")
                .param("store", store)
                .update())
        .isEqualTo(3);
    String path = "/api/v1/deposits/" + store;
    String month = YearMonth.now(ZoneId.of("Asia/Shanghai")).toString();
    JsonNode own = merchant.get(path).body();
    assertThat(own.path("entries").toString())
        .contains("R-7", "payment-provider", "round")
        .doesNotContain("\"admin\"", "finance1", "finance2", "imposedBy");
    assertThat(merchant.get(path + "/statements/" + month + ".csv").raw().body())
        .contains("payment-provider")
        .doesNotContain("admin");
    assertThat(operator.get(path).body().path("entries").toString())
        .contains("\"admin\"", "finance1", "finance2", "imposedBy");
    assertThat(operator.get(path + "/statements/" + month + ".csv").raw().body()).contains("admin");
  }

  private String fined(String store) {
    ApiClient.Answer fined =
        admin.post(
            "/api/v1/deposits/" + store + "/penalties",
            Map.of("amountFen", 150_000, "ruleId", "R-7", "note", "虚假宣传"));
    assertThat(fined.status()).as(fined.body().toString()).isEqualTo(201);
    return fined.body().at("/penalty/id").asString();
  }

  private static Map<String, Object> reason() {
    return Map.of("reason", "申诉成立");
  }

  private String closedStore(String platform) {
    String merchantId = Merchants.next();
    ApiClient.Answer submitted =
        merchant.post(
            "/api/v1/store-applications",
            SampleApplications.withDocuments(
                SampleApplications.application(
                    platform, merchantId, "ENTERPRISE", "青禾女装" + merchantId, List.of("服饰")),
                merchant));
    assertThat(submitted.status()).as(submitted.body().toString()).isEqualTo(201);
    String store = submitted.id().replace("sa_", "st_");
    StoredStores.open(service.database(), store, submitted.id());
    StoredStores.close(service.database(), store);
    step(
        () -> {
          service
              .bean(Deposits.class)
              .storeOpened(
                  DepositHolder.applicant(
                      new CaseId(submitted.id()), Platform.valueOf(platform), merchantId),
                  store,
                  400_000);
          service.bean(Deposits.class).ended(store);
          return store;
        });
    return store;
  }

  private <T> T step(Supplier<T> step) {
    return transaction.execute(status -> step.get());
  }

  private static Asked asked(CaseId id) {
    return new Asked(id, 8_000_000 + Math.abs(id.value().hashCode() % 1_000_000), "Task_Tried");
  }
}
