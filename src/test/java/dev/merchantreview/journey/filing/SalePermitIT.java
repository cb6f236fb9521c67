package dev.merchantreview.journey.filing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.merchantreview.journey.LiveSelling;
import dev.merchantreview.local.ApiClient;
import dev.merchantreview.local.SampleProducts;
import dev.merchantreview.local.SampleStreamers;
import dev.merchantreview.programme.Members;
import dev.merchantreview.shared.CaseId;
import dev.merchantreview.testing.SharesPlatform;
import dev.merchantreview.testing.TestPlatform;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Whether a product may be sold in a live now. */
@SharesPlatform
class SalePermitIT {

  private final LiveSelling selling = new LiveSelling();

  @Test
  void namesAllReasonsAtOnce() {
    String merchant = LiveSelling.ownMerchant();
    String streamer = selling.streamer(LiveSelling.otherMerchant());
    String product = selling.product(merchant);
    selling.describe(product, selling.content(product).put("priceFen", 0));
    selling.delist(product);
    JsonNode permit = selling.permit(product, streamer, "SELF_BUILT");
    assertThat(LiveSelling.reasons(permit))
        .containsExactly(
            "PRODUCT_DELISTED", "ZERO_YUAN_OFFLINE_REVIEW", "NOT_OWN_PRODUCT", "FILING_MISSING");
    assertThat(permit.path("reasons").path(0).path("message").asString())
        .isEqualTo("The product was taken off the shelf");
  }

  @Test
  void needsNoFilingWhereNobodyDesignatedTakesPart() {
    String merchant = LiveSelling.ownMerchant();
    String streamer = selling.streamer(merchant, false);
    String other = selling.streamer(LiveSelling.otherMerchant(), false);
    String product = selling.product(merchant);
    assertThat(LiveSelling.reasons(selling.permit(product, streamer, "SELF_BUILT"))).isEmpty();
    assertThat(LiveSelling.reasons(selling.permit(product, other, "DISTRIBUTION"))).isEmpty();
    TestPlatform.await(
        "the threshold judged",
        () -> LiveSelling.reasons(selling.pkPermit(product, streamer, other)).isEmpty());
  }

  @Test
  void needsTheSellersOwnFilingInAPkWithSomebodyNotDesignated() {
    String merchant = LiveSelling.ownMerchant();
    String streamer = selling.streamer(merchant);
    String plain = selling.streamer(LiveSelling.otherMerchant(), false);
    String product = selling.product(merchant);
    ApiClient.Answer refused =
        selling.declare(
            Map.of(
                "scenario",
                "PK",
                "productIds",
                List.of(product),
                "streamerId",
                plain,
                "liveAt",
                LiveSelling.evening(20)));
    assertThat(refused.status()).isEqualTo(422);
    assertThat(refused.body().path("errors").path(0).path("code").asString())
        .isEqualTo("STREAMER_NOT_DESIGNATED");
    String pk =
        selling
            .owner
            .post(
                "/api/v1/pk-sessions",
                Map.of(
                    "platform",
                    "KUAISHOU",
                    "streamerId",
                    streamer,
                    "counterpartId",
                    plain,
                    "liveAt",
                    LiveSelling.evening(20)))
            .id();
    selling.other.post("/api/v1/pk-sessions/" + pk + "/confirmation", Map.of());
    TestPlatform.await(
        "only the filing missing",
        () ->
            LiveSelling.reasons(selling.pkPermit(product, streamer, plain))
                .equals(List.of("FILING_MISSING")));
    String id =
        selling.file(
            Map.of(
                "scenario", "SELF_BUILT", "productIds", List.of(product), "streamerId", streamer));
    selling.submit(id);
    selling.approve(id);
    selling.awaitState(id, "APPROVED");
    assertThat(LiveSelling.reasons(selling.pkPermit(product, streamer, plain))).isEmpty();
  }

  @Test
  void answersForUpTo200ProductsInTheirOrder() {
    String merchant = LiveSelling.ownMerchant();
    String streamer = selling.streamer(merchant);
    String product = selling.product(merchant);
    List<String> products = new ArrayList<>();
    for (int i = 0; i < 199; i++) {
      products.add("none-" + i);
    }
    products.add(product);
    Map<String, Object> question =
        Map.of("streamerId", streamer, "scenario", "SELF_BUILT", "productIds", products);
    for (ApiClient caller : List.of(selling.admin, selling.owner, selling.auditor)) {
      ApiClient.Answer answer = caller.post("/api/v1/sale-permits/batch", question);
      assertThat(answer.status()).as(answer.body().toString()).isEqualTo(200);
      JsonNode items = answer.items();
      assertThat(items.size()).isEqualTo(200);
      assertThat(items.path(0).path("productId").asString()).isEqualTo("none-0");
      assertThat(LiveSelling.reasons(items.path(0))).containsExactly("PRODUCT_UNKNOWN");
      assertThat(LiveSelling.reasons(items.path(199))).containsExactly("FILING_MISSING");
    }
    products.add("one-too-many");
    assertThat(selling.admin.post("/api/v1/sale-permits/batch", question).status()).isEqualTo(422);
    // To whoever is no side of the sale the product does not exist.
    JsonNode strangers =
        selling
            .other
            .get(
                "/api/v1/sale-permits?productId=%s&streamerId=%s&scenario=SELF_BUILT"
                    .formatted(product, streamer))
            .body();
    assertThat(LiveSelling.reasons(strangers)).containsExactly("PRODUCT_UNKNOWN");
  }

  @Test
  void wantsAnOfflineReviewForAZeroYuanDrawAndARatingForALuckyDraw() {
    String merchant = LiveSelling.ownMerchant();
    String streamer = selling.streamer(merchant);
    String product = selling.product(merchant);
    selling.describe(product, selling.content(product).put("priceFen", 0));
    String id =
        selling.file(
            Map.of(
                "scenario",
                "SELF_BUILT",
                "productIds",
                List.of(product),
                "streamerId",
                streamer,
                "luckyDraw",
                true));
    Map<String, Object> figures = SampleStreamers.figures(merchant, true);
    figures.put("experienceRating", 4.39);
    selling.tell(streamer, figures);
    selling.submit(id);
    selling.awaitState(id, "REJECTED");
    assertThat(selling.read(id).path("problems").toString())
        .contains("ZERO_YUAN_OFFLINE_REVIEW", "LUCKY_DRAW_RATING");
    assertThat(
            selling
                .owner
                .put("/api/v1/products/" + product + "/offline-review", Map.of("number", "XX-1"))
                .status())
        .isEqualTo(403);
    assertThat(
            selling
                .admin
                .put("/api/v1/products/" + product + "/offline-review", Map.of("number", "XX-1"))
                .status())
        .isEqualTo(202);
    figures.put("experienceRating", 4.4);
    selling.tell(streamer, figures);
    // Nothing of the product or the papers changed, but what lies with the platform did.
    selling.submit(id);
    selling.approve(id);
    selling.awaitState(id, "APPROVED");
    // The merchant is asked at the programme's own gate.
    TestPlatform.await(
        "the rating judged",
        () ->
            LiveSelling.reasons(selling.permit(product, streamer, "SELF_BUILT"))
                .equals(List.of("LUCKY_DRAW_NOT_ADMITTED")));
    CaseId member =
        new Members(TestPlatform.get()).of("kuaishou-lucky-draw", merchant, merchant).id();
    assertThat(LiveSelling.reasons(selling.permit(product, streamer, "SELF_BUILT"))).isEmpty();
    figures.put("experienceRating", 4.0);
    selling.tell(streamer, figures);
    assertThat(LiveSelling.reasons(selling.permit(product, streamer, "SELF_BUILT")))
        .containsExactly("LUCKY_DRAW_RATING");
    assertThat(
            TestPlatform.get()
                .api("operator")
                .post(
                    "/api/v1/memberships/" + member + "/closure",
                    Map.of("code", "RULES_VIOLATED", "reason", "抽奖未开奖"))
                .status())
        .isEqualTo(202);
    assertThat(LiveSelling.reasons(selling.permit(product, streamer, "SELF_BUILT")))
        .containsExactly("LUCKY_DRAW_RATING", "LUCKY_DRAW_NOT_ADMITTED");
  }

  @Test
  void asksForFilingsOfWhatAStreamerDistributesOnceDesignated() {
    String streamersMerchant = LiveSelling.otherMerchant();
    String streamer = selling.streamer(streamersMerchant, false);
    String product = selling.product(LiveSelling.ownMerchant());
    ApiClient.Answer listed =
        selling.other.post(
            "/api/v1/distribution-listings", Map.of("streamerId", streamer, "productId", product));
    assertThat(listed.status()).isEqualTo(201);
    assertThat(listed.body().path("filingNeeded").asBoolean()).isFalse();
    assertThat(LiveSelling.reasons(selling.permit(product, streamer, "DISTRIBUTION"))).isEmpty();
    selling.tell(streamer, SampleStreamers.figures(streamersMerchant, true));
    assertThat(LiveSelling.reasons(selling.permit(product, streamer, "DISTRIBUTION")))
        .containsExactly("FILING_PENDING");
    JsonNode filings = selling.owner.get("/api/v1/filings?productId=" + product).items();
    assertThat(filings.size()).isEqualTo(1);
    assertThat(filings.path(0).path("scenario").asString()).isEqualTo("DISTRIBUTION");
  }

  @Test
  void doesNotLetLivestockBeDistributed() {
    String owner = LiveSelling.ownMerchant();
    String product = "p-live-" + owner;
    selling.describe(product, SampleProducts.poultry(owner, selling.owner));
    String streamer = selling.streamer(LiveSelling.otherMerchant());
    ApiClient.Answer refused =
        selling.other.post(
            "/api/v1/distribution-listings", Map.of("streamerId", streamer, "productId", product));
    assertThat(refused.status()).isEqualTo(422);
    assertThat(refused.body().path("errors").path(0).path("code").asString())
        .isEqualTo("CATEGORY_NOT_DISTRIBUTED");
    assertThat(LiveSelling.reasons(selling.permit(product, streamer, "DISTRIBUTION")))
        .containsExactly("CATEGORY_NOT_DISTRIBUTED", "FILING_MISSING");
  }

  /** Both sides are told of every change of state, signed, by their own endpoints. */
  @Test
  void tellsBothSidesOfEveryChange() {
    String owner = LiveSelling.ownMerchant();
    String streamersMerchant = LiveSelling.otherMerchant();
    String hook = selling.platform.sandboxUrl() + "/notifications";
    selling.owner.put("/api/v1/webhook-endpoints/" + owner, Map.of("url", hook));
    selling.other.put("/api/v1/webhook-endpoints/" + streamersMerchant, Map.of("url", hook));
    String streamer = selling.streamer(streamersMerchant);
    String product = selling.product(owner);
    String id =
        selling
            .other
            .post(
                "/api/v1/distribution-listings",
                Map.of("streamerId", streamer, "productId", product))
            .body()
            .path("filing")
            .path("id")
            .asString();
    selling.submit(id);
    selling.approve(id);
    selling.awaitState(id, "APPROVED");
    selling.retitle(product, "改了标题");
    List<String> states = List.of("PENDING", "APPROVED", "IN_REVIEW", "PENDING");
    Map.of(owner, selling.owner, streamersMerchant, selling.other)
        .forEach(
            (merchant, side) ->
                TestPlatform.await(
                    "deliveries to " + merchant,
                    () -> {
                      JsonNode items =
                          side.get("/api/v1/notifications?merchantId=" + merchant + "&caseId=" + id)
                              .items();
                      return items
                              .valueStream()
                              .map(one -> one.path("body").path("toState").asString())
                              .toList()
                              .equals(states)
                          && items
                              .valueStream()
                              .allMatch(one -> one.path("state").asString().equals("DELIVERED"))
                          && items
                              .path(0)
                              .path("body")
                              .path("caseUrl")
                              .asString()
                              .endsWith("/api/v1/filings/" + id);
                    }));
  }
}
