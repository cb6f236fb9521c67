package dev.merchantreview.testing;

import static dev.merchantreview.testing.ContractWalk.API;

import dev.merchantreview.local.ApiClient;
import dev.merchantreview.local.SampleApplications;
import dev.merchantreview.local.SampleProducts;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** The part of the walk that sells: streamers, products, filings, permits and PK sessions. */
final class SellingWalk {

  private final ContractWalk walk;
  private final ApiClient merchant;
  private final ApiClient admin;
  private final ApiClient other;
  private final String mine;
  private final String theirs;

  SellingWalk(ContractWalk walk) {
    this.walk = walk;
    this.merchant = walk.merchant;
    this.admin = walk.admin;
    this.other = walk.other;
    this.mine = walk.mine;
    this.theirs = walk.theirs;
  }

  void walk() {
    String seller = streamer(mine);
    String opponent = streamer(theirs);
    walk.get(merchant, "streamers/" + seller);
    String first = product();
    String second = product();
    String draw = product();
    walk.get(merchant, "products/" + first);
    walk.get(merchant, "products?platform=KUAISHOU&limit=2");
    walk.get(merchant, "products/" + first + "/versions");
    walk.ok(admin.put(API + "products/" + draw + "/offline-review", Map.of("number", "OR-1")), 202);
    walk.ok(merchant.post(API + "products/" + draw + "/delisting", Map.of()), 202);
    walk.ok(merchant.post(API + "products/" + draw + "/relisting", Map.of()), 202);
    OffsetDateTime evening =
        OffsetDateTime.now(ZoneOffset.ofHours(8))
            .plusDays(20)
            .withHour(20)
            .truncatedTo(ChronoUnit.HOURS);
    String live = DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(evening);
    String moved = DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(evening.plusDays(1));
    ApiClient.Answer declared =
        walk.ok(
            merchant.post(
                API + "filings",
                Map.of(
                    "scenario",
                    "SELF_BUILT",
                    "productIds",
                    List.of(first),
                    "streamerId",
                    seller,
                    "liveAt",
                    live)),
            201);
    String filing = declared.items().path(0).path("id").asString();
    walk.get(merchant, "filings/" + filing);
    walk.get(merchant, "filings?productId=" + first);
    walk.get(merchant, "filings/" + filing + "/required-qualifications");
    Map<String, Object> quality =
        Map.of(
            "documents",
            List.of(
                Map.of(
                    "kind",
                    "QUALITY_REPORT",
                    "documentId",
                    merchant.upload("QUALITY_REPORT", SampleApplications.png()))));
    walk.ok(merchant.post(API + "filings/" + filing + "/qualifications", quality), 202);
    walk.ok(merchant.post(API + "filings/" + filing + "/withdrawal", Map.of()), 202);
    walk.ok(
        other.post(
            API + "distribution-listings", Map.of("streamerId", opponent, "productId", second)),
        201);
    walk.get(
        merchant, "sale-permits?scenario=SELF_BUILT&productId=" + first + "&streamerId=" + seller);
    walk.ok(
        merchant.post(
            API + "sale-permits/batch",
            Map.of(
                "scenario",
                "SELF_BUILT",
                "productIds",
                List.of(first, second),
                "streamerId",
                seller)),
        200);
    String pk =
        walk.ok(
                merchant.post(
                    API + "pk-sessions",
                    Map.of(
                        "platform", "KUAISHOU",
                        "streamerId", seller,
                        "counterpartId", opponent,
                        "liveAt", live)),
                201)
            .id();
    walk.get(merchant, "pk-sessions/" + pk);
    walk.get(merchant, "pk-sessions?streamerId=" + seller);
    String there = API + "pk-sessions/" + pk;
    walk.ok(other.post(there + "/confirmation", Map.of()), 202);
    walk.ok(merchant.post(there + "/live-time", Map.of("liveAt", moved)), 202);
    walk.ok(
        merchant.post(
            API + "filings",
            Map.of(
                "scenario",
                "PK",
                "productIds",
                List.of(second),
                "streamerId",
                opponent,
                "sellerId",
                seller,
                "liveAt",
                moved)),
        201);
    walk.get(merchant, "pk-sessions/" + pk);
    String third = product();
    walk.ok(
        merchant.post(there + "/products/" + second + "/replacement", Map.of("productId", third)),
        202);
    walk.ok(merchant.post(there + "/products/" + third + "/removal", Map.of()), 202);
    walk.ok(other.post(there + "/departure", Map.of()), 202);
    walk.known("products", first, second, draw, third);
    walk.known("productId", first, second, draw, third);
    walk.known("streamers", seller, opponent);
    walk.known("streamerId", seller, opponent);
    walk.known("counterpartId", opponent, seller);
    walk.known("sellerId", seller, opponent);
    walk.known("filings", filing);
    walk.known("pk-sessions", pk);
  }

  private String streamer(String merchantId) {
    String id = "s-" + UUID.randomUUID();
    walk.ok(
        admin.put(
            API + "streamers/" + id,
            Map.of(
                "nickname",
                "主播" + merchantId,
                "merchantId",
                merchantId,
                "designated",
                true,
                "merchantLevel",
                4,
                "experienceRating",
                4.8,
                "followers",
                20_000)),
        201);
    return id;
  }

  private String product() {
    String id = "p-" + UUID.randomUUID();
    walk.ok(
        merchant.put(
            API + "products/" + id,
            SampleProducts.product("KUAISHOU", mine, "青禾衬衫", "服饰", merchant)),
        201);
    return id;
  }
}
