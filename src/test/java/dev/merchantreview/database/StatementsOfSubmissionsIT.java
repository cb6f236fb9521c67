package dev.merchantreview.database;

import static org.assertj.core.api.Assertions.assertThat;

import dev.merchantreview.closure.ClosureSample;
import dev.merchantreview.figure.SubjectKind;
import dev.merchantreview.local.ApiClient;
import dev.merchantreview.local.RecordedStatements;
import dev.merchantreview.local.SampleApplications;
import dev.merchantreview.local.SampleProducts;
import dev.merchantreview.local.SampleStreamers;
import dev.merchantreview.programme.Members;
import dev.merchantreview.testing.Merchants;
import dev.merchantreview.testing.RoundTrips;
import dev.merchantreview.testing.ServiceAlone;
import dev.merchantreview.testing.StoredStores;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

/**
 * What is handed in goes to the database and back a few times, whoever hands it in; the end of the
 * transaction is one more.
 */
class StatementsOfSubmissionsIT {

  private static final String APPLICATIONS = "/api/v1/store-applications";

  private static ServiceAlone service;
  private static ApiClient merchant;

  @BeforeAll
  static void start() {
    service =
        ServiceAlone.with(
            new Class<?>[] {RecordedStatements.class},
            "--merchant-review.case-index.first-look=1h",
            "--merchant-review.case-index.interval=1h");
    merchant = service.api("merchant");
    accepted(submitted("KUAISHOU", Merchants.next()));
  }

  @AfterAll
  static void stop() {
    service.close();
  }

  private static ApiClient.Answer accepted(ApiClient.Answer answer) {
    assertThat(answer.status()).as(() -> answer.body().toString()).isIn(200, 201, 202);
    return answer;
  }

  private static ApiClient.Answer submitted(String platform, String merchantId) {
    return merchant.post(APPLICATIONS, application(platform, merchantId));
  }

  private static ObjectNode application(String platform, String merchantId) {
    return SampleApplications.application(
        platform, merchantId, "ENTERPRISE", "青禾女装", List.of("服饰"));
  }

  /** How often work goes to the database; prints what it asks there when that is too often. */
  private static void takes(int trips, Runnable work) {
    List<RecordedStatements.Executed> made = service.bean(RecordedStatements.class).during(work);
    RoundTrips.assertAtMost(trips, made);
  }

  @Test
  void takesFiveForTheFirstApplicationOfAMerchant() {
    takes(5, () -> accepted(submitted("KUAISHOU", Merchants.next())));
  }

  @Test
  void takesFiveForALaterOne() {
    String merchantId = Merchants.next();
    accepted(submitted("KUAISHOU", merchantId));
    takes(5, () -> accepted(submitted("DOUYIN", merchantId)));
  }

  @Test
  void takesOneForWhatWasAcceptedBefore() {
    String key = UUID.randomUUID().toString();
    ObjectNode application = application("KUAISHOU", Merchants.next());
    ApiClient.Answer first = accepted(merchant.post(APPLICATIONS, application, key));
    takes(
        1,
        () ->
            assertThat(accepted(merchant.post(APPLICATIONS, application, key)).id())
                .isEqualTo(first.id()));
  }

  @Test
  void takesTwoForOneThatIsOpenAlready() {
    String merchantId = Merchants.next();
    accepted(submitted("KUAISHOU", merchantId));
    takes(2, () -> assertThat(submitted("KUAISHOU", merchantId).status()).isEqualTo(409));
  }

  @Test
  void takesTenForAWithdrawal() {
    String id = accepted(submitted("KUAISHOU", Merchants.next())).id();
    takes(10, () -> accepted(merchant.post(APPLICATIONS + "/" + id + "/withdrawal", Map.of())));
  }

  @Test
  void takesEighteenForAFiling() {
    String owner = Merchants.next();
    String streamer = "s-" + owner;
    accepted(
        service
            .api("admin")
            .put("/api/v1/streamers/" + streamer, SampleStreamers.figures(owner, true)));
    String product = "p-" + owner;
    accepted(
        merchant.put(
            "/api/v1/products/" + product,
            SampleProducts.product("KUAISHOU", owner, "亚麻连衣裙", "服饰", merchant)));
    takes(
        18,
        () ->
            accepted(
                merchant.post(
                    "/api/v1/filings",
                    Map.of(
                        "scenario",
                        "SELF_BUILT",
                        "productIds",
                        List.of(product),
                        "streamerId",
                        streamer))));
  }

  @Test
  void takesTenForAClosure() {
    String store = new ClosureSample(service).opened().value();
    takes(
        10,
        () ->
            accepted(
                merchant.post("/api/v1/stores/" + store + "/closure", Map.of("reason", "搬迁"))));
  }

  @Test
  void takesTwentyForARefund() {
    String store = new ClosureSample(service).opened().value();
    StoredStores.close(service.database(), store);
    takes(
        20,
        () ->
            accepted(
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
                        List.of()))));
  }

  @Test
  void takesSixteenForAMembership() {
    Members members = new Members(service);
    String store = members.store("DOUYIN", Merchants.next());
    members.figure(SubjectKind.STORE, store, "sales", 30, "12");
    members.figure(SubjectKind.STORE, store, "evasion-penalties", 365, "0");
    members.figure(SubjectKind.STORE, store, "related-grave-violations", 365, "0");
    takes(
        16,
        () ->
            accepted(
                merchant.post(
                    "/api/v1/memberships",
                    Map.of(
                        "programme", "douyin-alliance",
                        "subjectId", store,
                        "agreement", "2024-01"))));
  }
}
