package dev.merchantreview.journey.filing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.merchantreview.journey.LiveSelling;
import dev.merchantreview.local.ApiClient;
import dev.merchantreview.local.SampleProducts;
import dev.merchantreview.testing.SharesPlatform;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The four scenarios of filing on the real platform; what reviewers see is in FilingFormIT. */
@SharesPlatform
class FilingScenariosIT {

  private final LiveSelling selling = new LiveSelling();

  @Test
  void sellsAnOwnProductOnceItIsApprovedAndNoLongerAfterAnEdit() {
    String merchant = LiveSelling.ownMerchant();
    String streamer = selling.streamer(merchant);
    String product = selling.product(merchant);
    selling.describe(product, selling.content(product).put("shortTitle", "亚麻连衣裙甲"));
    assertThat(LiveSelling.reasons(selling.permit(product, streamer, "SELF_BUILT")))
        .containsExactly("FILING_MISSING");
    String id =
        selling.file(
            Map.of(
                "scenario", "SELF_BUILT", "productIds", List.of(product), "streamerId", streamer));
    assertThat(LiveSelling.reasons(selling.permit(product, streamer, "SELF_BUILT")))
        .containsExactly("FILING_PENDING");
    selling.submit(id);
    assertThat(LiveSelling.reasons(selling.permit(product, streamer, "SELF_BUILT")))
        .containsExactly("FILING_IN_REVIEW");

    selling.approve(id);
    selling.awaitState(id, "APPROVED");
    assertThat(LiveSelling.reasons(selling.permit(product, streamer, "SELF_BUILT"))).isEmpty();

    // Price and stock change nothing.
    ApiClient.Answer priced =
        selling.describe(product, selling.content(product).put("priceFen", 15_900));
    assertThat(priced.body().path("filingsSentBack").isEmpty()).isTrue();
    assertThat(LiveSelling.reasons(selling.permit(product, streamer, "SELF_BUILT"))).isEmpty();

    ObjectNode edited = selling.content(product).put("title", "真丝连衣裙");
    ((ObjectNode) edited.path("attributes")).put("材质", "桑蚕丝");
    ApiClient.Answer sentBack = selling.describe(product, edited);
    assertThat(sentBack.body().path("filingsSentBack").path(0).asString()).isEqualTo(id);
    assertThat(sentBack.body().path("changedFields").toString())
        .isEqualTo("[\"TITLE\",\"ATTRIBUTES\"]");
    assertThat(LiveSelling.reasons(selling.permit(product, streamer, "SELF_BUILT")))
        .containsExactly("FILING_PENDING");
    JsonNode pending = selling.read(id);
    assertThat(pending.path("reasons").path(0).path("scenario").asString()).isEqualTo("SELF_BUILT");
    assertThat(pending.path("reasons").path(1).path("scenario").asString())
        .isEqualTo("PRODUCT_EDIT");

    selling.submit(id);
    selling.approve(id);
    selling.awaitState(id, "APPROVED");
    assertThat(LiveSelling.reasons(selling.permit(product, streamer, "SELF_BUILT"))).isEmpty();
    assertThat(selling.actions(id))
        .containsExactly(
            "DECLARED",
            "QUALIFICATION_SUBMITTED",
            "MACHINE_CHECKED",
            "APPROVED",
            "PRODUCT_EDITED",
            "QUALIFICATION_SUBMITTED",
            "MACHINE_CHECKED",
            "APPROVED");
    assertThat(selling.historyHolds(id)).isTrue();
  }

  @Test
  void filesADistributedProductOnBothSidesAndRejectsItUntilItIsFixed() {
    String owner = LiveSelling.ownMerchant();
    String streamersMerchant = LiveSelling.otherMerchant();
    String streamer = selling.streamer(streamersMerchant);
    String product = selling.product(owner, "食品");
    selling.describe(product, selling.content(product).put("shortTitle", "龙井酥礼盒"));
    ApiClient.Answer listed =
        selling.other.post(
            "/api/v1/distribution-listings", Map.of("streamerId", streamer, "productId", product));
    assertThat(listed.status()).as(listed.body().toString()).isEqualTo(201);
    String id = listed.body().path("filing").path("id").asString();

    // Both sides see the same, with the reason and the streamer's nickname and id.
    for (ApiClient side : List.of(selling.owner, selling.other)) {
      JsonNode seen = side.get("/api/v1/filings/" + id).body();
      assertThat(seen.path("state").asString()).isEqualTo("PENDING");
      JsonNode reason = seen.path("reasons").path(0);
      assertThat(reason.path("scenario").asString()).isEqualTo("DISTRIBUTION");
      assertThat(reason.path("streamerId").asString()).isEqualTo(streamer);
      assertThat(reason.path("streamerNickname").asString()).isEqualTo("主播" + streamersMerchant);
    }
    assertThat(selling.owner.get("/api/v1/filings/" + id).body().path("nextActions").isEmpty())
        .isFalse();
    assertThat(selling.other.get("/api/v1/filings/" + id).body().path("nextActions").isEmpty())
        .isTrue();
    assertThat(
            selling
                .other
                .post("/api/v1/filings/" + id + "/qualifications", Map.of("documents", List.of()))
                .status())
        .isEqualTo(403);

    assertThat(
            selling
                .owner
                .get("/api/v1/filings/" + id + "/required-qualifications")
                .body()
                .path("anyOf")
                .toString())
        .isEqualTo("[[\"FOOD_LICENCE\"],[\"QUALITY_REPORT\"]]");
    List<Map<String, Object>> papers =
        List.of(
            Map.of(
                "kind",
                "FOOD_LICENCE",
                "documentId",
                selling.owner.upload("FOOD_LICENCE", SampleProducts.picture())),
            Map.of(
                "kind",
                "QUALITY_REPORT",
                "documentId",
                selling.owner.upload("QUALITY_REPORT", SampleProducts.picture()),
                "validUntil",
                "2031-01-31"));
    assertThat(selling.trySubmit(id, papers).status()).isEqualTo(202);
    // The qualification is the owner's; its state is both sides'.
    JsonNode others = selling.other.get("/api/v1/filings/" + id).body();
    assertThat(others.path("state").asString()).isEqualTo("IN_REVIEW");
    assertThat(others.path("documents").isNull()).isTrue();

    selling.reject(id, "/title", "TITLE_MISLEADING");
    selling.awaitState(id, "REJECTED");

    JsonNode rejected = selling.owner.get("/api/v1/filings/" + id).body();
    assertThat(rejected.path("problems").path(0).path("code").asString())
        .isEqualTo("TITLE_MISLEADING");
    assertThat(rejected.path("problems").path(0).path("message").asString())
        .startsWith("The title exaggerates");
    JsonNode seen = selling.other.get("/api/v1/filings/" + id).body();
    assertThat(seen.path("state").asString()).isEqualTo("REJECTED");
    assertThat(seen.path("problems").isNull()).isTrue();
    String othersHistory = selling.other.get("/api/v1/cases/" + id + "/history").raw().body();
    assertThat(othersHistory).contains("REJECTED").doesNotContain("TITLE_MISLEADING", "dc_");
    assertThat(selling.owner.get("/api/v1/cases/" + id + "/history").raw().body())
        .contains("TITLE_MISLEADING", "dc_");
    // Again without a change: there is nothing to review.
    assertThat(selling.trySubmit(id, papers).status()).isEqualTo(422);

    selling.retitle(product, "龙井酥礼盒 传统糕点");
    assertThat(selling.trySubmit(id, papers).status()).isEqualTo(202);
    selling.approve(id);
    selling.awaitState(id, "APPROVED");
    assertThat(LiveSelling.reasons(selling.permit(product, streamer, "DISTRIBUTION"))).isEmpty();
  }

  @Test
  void letsNeitherSideOfAPkSellBeforeEverythingOfBothIsApproved() {
    String mine = LiveSelling.ownMerchant();
    String theirs = LiveSelling.otherMerchant();
    String streamer = selling.streamer(mine);
    String opponent = selling.streamer(theirs);
    String product = selling.product(mine);
    String against = selling.product(theirs);
    selling.describe(product, selling.content(product).put("shortTitle", "PK连衣裙"));
    selling.describe(against, selling.content(against).put("shortTitle", "PK对手裙"));
    String live = LiveSelling.evening(20);
    ApiClient.Answer declared =
        selling.declare(
            Map.of(
                "scenario",
                "PK",
                "productIds",
                List.of(product),
                "streamerId",
                opponent,
                "liveAt",
                live,
                "reason",
                "双十二PK专场"));
    assertThat(declared.status()).as(declared.body().toString()).isEqualTo(201);
    String id = declared.items().path(0).path("id").asString();
    String pk = declared.body().path("pkSessionId").asString();
    ApiClient.Answer answered =
        selling.other.post(
            "/api/v1/filings",
            Map.of(
                "scenario",
                "PK",
                "productIds",
                List.of(against),
                "streamerId",
                streamer,
                "liveAt",
                live));
    assertThat(answered.body().path("pkSessionId").asString()).isEqualTo(pk);
    String otherId = answered.items().path(0).path("id").asString();

    selling.submit(id);
    selling.submit(otherId);
    selling.approve(id);
    selling.awaitState(id, "APPROVED");
    selling.awaitJudged(streamer, opponent);
    assertThat(LiveSelling.reasons(selling.pkPermit(product, streamer, opponent)))
        .containsExactly("PK_PRODUCTS_NOT_APPROVED");
    JsonNode lanes = selling.owner.get("/api/v1/pk-sessions/" + pk).body();
    assertThat(lanes.path("ready").asBoolean()).isFalse();
    selling.approve(otherId);
    selling.awaitState(otherId, "APPROVED");
    assertThat(LiveSelling.reasons(selling.pkPermit(product, streamer, opponent))).isEmpty();
    assertThat(LiveSelling.reasons(selling.pkPermit(against, opponent, streamer))).isEmpty();
    assertThat(selling.other.get("/api/v1/pk-sessions/" + pk).body().path("ready").asBoolean())
        .isTrue();
  }
}
