package dev.merchantreview.journey.filing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.merchantreview.documents.SampleFiles;
import dev.merchantreview.journey.LiveSelling;
import dev.merchantreview.local.ApiClient;
import dev.merchantreview.local.SampleProducts;
import dev.merchantreview.local.SampleStreamers;
import dev.merchantreview.testing.HasPlatformAlone;
import java.net.http.HttpRequest;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Whatever is sent about filings: a clear 4xx that names every error, and nothing changed. */
@HasPlatformAlone("moves the time")
class FilingInputIT {

  private final LiveSelling selling = new LiveSelling();
  private final String mine = LiveSelling.ownMerchant();
  private final String theirs = LiveSelling.otherMerchant();
  private final String streamer = selling.streamer(mine);
  private final String opponent = selling.streamer(theirs);
  private final String product = selling.product(mine);
  private final String strangers = selling.product(theirs);

  @Test
  void refusesDeclarationsThatAreWrongAndNamesEverything() {
    List<Long> before = counted();
    refused(filing("SELF_BUILT", streamer, strangers), "/productIds/0 UNKNOWN_PRODUCT");
    refused(
        filing("SELF_BUILT", streamer, product, strangers, "none", product),
        "/productIds/1 UNKNOWN_PRODUCT",
        "/productIds/2 UNKNOWN_PRODUCT",
        "/productIds/3 NOT_UNIQUE");
    refused(filing("SELF_BUILT", opponent, product), "/productIds/0 NOT_OWN_PRODUCT");
    refused(filing("DISTRIBUTION", streamer, product), "/productIds/0 OWN_PRODUCT");
    refused(filing("SELF_BUILT", "nobody", product), "/streamerId UNKNOWN_STREAMER");
    refused(filing("PK", streamer, product), "/liveAt REQUIRED", "/sellerId REQUIRED");
    refused(
        with(filing("PK", streamer, product), "sellerId", streamer),
        "/liveAt REQUIRED",
        "/streamerId PK_WITH_ONESELF");
    refused(
        with(filing("SELF_BUILT", streamer, product), "sellerId", streamer),
        "/sellerId ONLY_IN_PK");
    refused(
        with(filing("SELF_BUILT", streamer, product), "liveAt", "2026-01-01T20:00:00+08:00"),
        "/liveAt LIVE_IN_PAST");
    refused(
        with(filing("SELF_BUILT", streamer, product), "liveAt", LiveSelling.evening(400)),
        "/liveAt TOO_FAR_AHEAD");
    refused(
        with(filing("SELF_BUILT", streamer, product), "liveAt", "tomorrow"),
        "/liveAt INVALID_TIME");
    refused(filing("PRODUCT_EDIT", streamer, product), "/scenario NOT_ALLOWED");
    refused(filing("SELLING", streamer, product), "/scenario NOT_ALLOWED");
    refused(
        filing("SELF_BUILT", streamer, many(201).toArray(String[]::new)), "/productIds TOO_MANY");
    refused(filing("SELF_BUILT", streamer), "/productIds TOO_FEW");
    refused(
        with(filing("SELF_BUILT", streamer, product), "reason", "长".repeat(501)),
        "/reason TOO_LONG");
    String plain = selling.streamer(theirs, false);
    refused(
        with(filing("PK", plain, product), "liveAt", LiveSelling.evening(20)),
        "/streamerId STREAMER_NOT_DESIGNATED");
    assertThat(zh(with(filing("PK", plain, product), "liveAt", LiveSelling.evening(20))))
        .contains("存在不符合要求主播");
    assertThat(counted()).isEqualTo(before);
  }

  @Test
  void refusesALateFilingWhereThePlatformDoes() {
    ObjectNode content = SampleProducts.product("WECHAT", mine, "微信商品", "服饰内衣", selling.owner);
    String id = product + "-wx";
    selling.describe(id, content);
    refused(
        with(filing("SELF_BUILT", streamer, id), "liveAt", LiveSelling.evening(1)),
        "/liveAt FILED_TOO_LATE");
    // In time when declared, too late when handed in.
    String filing =
        selling.file(with(filing("SELF_BUILT", streamer, id), "liveAt", LiveSelling.evening(20)));
    selling.platform.travelTo(OffsetDateTime.parse(LiveSelling.evening(19)).toInstant());
    try {
      ApiClient.Answer late = selling.trySubmit(filing, List.of());
      assertThat(errors(late)).containsExactly("/liveAt FILED_TOO_LATE");
      assertThat(selling.state(filing)).isEqualTo("PENDING");
    } finally {
      selling.platform.returnToPresent();
    }
  }

  @Test
  void refusesASecondFilingAndASecondSubmission() {
    String filing = selling.file(filing("SELF_BUILT", streamer, product));
    ApiClient.Answer second = selling.declare(filing("SELF_BUILT", streamer, product));
    assertThat(errors(second)).containsExactly("/productIds/0 FILED_ALREADY");
    assertThat(second.body().toString()).contains(filing);
    assertThat(selling.withdraw(filing).status()).isEqualTo(409);
    selling.submit(filing);
    ApiClient.Answer again = selling.trySubmit(filing, List.of());
    assertThat(again.status()).isEqualTo(409);
    assertThat(again.body().path("state").asString()).isEqualTo("IN_REVIEW");
    assertThat(again.body().path("allowed").toString()).isEqualTo("[\"WITHDRAW\"]");
    assertThat(selling.read(filing).path("round").asInt()).isEqualTo(1);
    // The same listing twice.
    String listed = selling.product(mine);
    Map<String, Object> listing = Map.of("streamerId", opponent, "productId", listed);
    assertThat(selling.other.post("/api/v1/distribution-listings", listing).status())
        .isEqualTo(201);
    assertThat(errors(selling.other.post("/api/v1/distribution-listings", listing)))
        .containsExactly("/productId LISTED_ALREADY");
    assertThat(
            errors(
                selling.other.post(
                    "/api/v1/distribution-listings",
                    Map.of("streamerId", streamer, "productId", "none"))))
        .containsExactly("/streamerId UNKNOWN_STREAMER", "/productId UNKNOWN_PRODUCT");
  }

  /** Sent twice with one key: one filing, the same answer. */
  @Test
  void filesOnceWhatIsSentTwice() {
    String key = UUID.randomUUID().toString();
    ApiClient.Answer first =
        selling.owner.post("/api/v1/filings", filing("SELF_BUILT", streamer, product), key);
    ApiClient.Answer second =
        selling.owner.post("/api/v1/filings", filing("SELF_BUILT", streamer, product), key);
    assertThat(first.status()).isEqualTo(201);
    assertThat(second.body()).isEqualTo(first.body());
    assertThat(second.raw().headers().firstValue("Idempotency-Replayed")).contains("true");
    assertThat(selling.owner.get("/api/v1/filings?productId=" + product).items().size())
        .isEqualTo(1);
  }

  @Test
  void refusesQualificationsThatAreNotTheCallers() {
    String filing = selling.file(filing("SELF_BUILT", streamer, product));
    String paper = selling.other.upload("QUALITY_REPORT", SampleProducts.picture());
    ApiClient.Answer answer =
        selling.trySubmit(filing, List.of(Map.of("kind", "QUALITY_REPORT", "documentId", paper)));
    assertThat(errors(answer)).containsExactly("/documents/0/documentId UNKNOWN_DOCUMENT");
    String own = selling.owner.upload("QUALITY_REPORT", SampleProducts.picture());
    assertThat(
            errors(
                selling.trySubmit(
                    filing, List.of(Map.of("kind", "FOOD_LICENCE", "documentId", own)))))
        .containsExactly("/documents/0/kind OTHER_KIND");
    assertThat(selling.state(filing)).isEqualTo("PENDING");
    // Neither the other side nor a stranger hands anything in.
    Map<String, Object> nothing = Map.of("documents", List.of());
    assertThat(
            selling.other.post("/api/v1/filings/" + filing + "/qualifications", nothing).status())
        .isEqualTo(404);
    assertThat(
            selling.auditor.post("/api/v1/filings/" + filing + "/qualifications", nothing).status())
        .isEqualTo(403);
    assertThat(
            selling
                .owner
                .send(
                    selling
                        .owner
                        .request("/api/v1/filings/" + filing + "/qualifications")
                        .header("Idempotency-Key", "k-" + filing)
                        .header("If-Match", "\"99\"")
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString("{\"documents\":[]}")))
                .status())
        .isEqualTo(412);
  }

  @Test
  void refusesProductsThatAreWrongOrNotTheCallers() {
    ObjectNode content = selling.content(product);
    assertThat(errors(put("x", ApiClient.copy(content).put("category", "飞行器"))))
        .containsExactly("/category UNKNOWN_CATEGORY");
    assertThat(errors(put("x", ApiClient.copy(content).put("priceFen", -1).put("stock", 1e30))))
        .containsExactlyInAnyOrder("/priceFen TOO_SMALL", "/stock TOO_LARGE");
    assertThat(
            errors(
                put(
                    "x",
                    ApiClient.copy(content)
                        .put(
                            "mainImage", selling.owner.upload("OTHER", SampleProducts.picture())))))
        .containsExactly("/mainImage OTHER_KIND");
    assertThat(
            errors(
                put(
                    "x",
                    ApiClient.copy(content)
                        .put(
                            "mainImage",
                            selling.other.upload("PRODUCT_IMAGE", SampleProducts.picture())))))
        .containsExactly("/mainImage UNKNOWN_DOCUMENT");
    assertThat(
            errors(
                put(
                    "x",
                    ApiClient.copy(content)
                        .put(
                            "mainImage",
                            selling.owner.upload("PRODUCT_IMAGE", SampleFiles.pdf())))))
        .containsExactly("/mainImage NOT_AN_IMAGE");
    assertThat(errors(put("white%20space", content))).containsExactly("#path/id WRONG_FORMAT");
    // Not who acts for the owner it is put under.
    assertThat(put(product, ApiClient.copy(content).put("ownerId", theirs)).status())
        .isEqualTo(403);
    assertThat(errors(put(product, ApiClient.copy(content).put("platform", "DOUYIN"))))
        .containsExactly("/platform NOT_CHANGEABLE");
    assertThat(selling.other.get("/api/v1/products/" + product).status()).isEqualTo(404);
    assertThat(selling.other.post("/api/v1/products/" + product + "/delisting", Map.of()).status())
        .isEqualTo(404);
    assertThat(selling.owner.get("/api/v1/products/" + product).body().path("version").asInt())
        .isEqualTo(1);
    // An edit of what was read long ago.
    assertThat(
            selling
                .owner
                .send(
                    selling
                        .owner
                        .request("/api/v1/products/" + product)
                        .header("If-Match", "\"7\"")
                        .header("Content-Type", "application/json")
                        .PUT(HttpRequest.BodyPublishers.ofString(content.toString())))
                .status())
        .isEqualTo(412);
  }

  @Test
  void refusesStreamersFromAnybodyButThePlatformAndFiguresOfTheFuture() {
    Map<String, Object> figures = SampleStreamers.figures(mine, true);
    assertThat(selling.owner.put("/api/v1/streamers/s-x", figures).status()).isEqualTo(403);
    figures.putAll(
        Map.of("experienceRating", 5.01, "followers", -1, "merchantLevelOn", "2999-01-01"));
    assertThat(errors(selling.admin.put("/api/v1/streamers/s-x", figures)))
        .containsExactlyInAnyOrder(
            "/experienceRating TOO_LARGE", "/followers TOO_SMALL", "/merchantLevelOn IN_FUTURE");
    assertThat(selling.admin.get("/api/v1/streamers/s-x").status()).isEqualTo(404);
    assertThat(selling.other.get("/api/v1/streamers/" + streamer).status()).isEqualTo(404);
  }

  @Test
  void refusesPermitQuestionsThatAreWrong() {
    assertThat(errors(selling.admin.get("/api/v1/sale-permits")))
        .containsExactlyInAnyOrder(
            "#query/productId REQUIRED", "#query/streamerId REQUIRED", "#query/scenario REQUIRED");
    String base = "/api/v1/sale-permits?productId=" + product + "&streamerId=" + streamer;
    assertThat(errors(selling.admin.get(base + "&scenario=PK")))
        .containsExactly("#query/counterpartId REQUIRED");
    assertThat(errors(selling.admin.get(base + "&scenario=PK&counterpartId=" + streamer)))
        .containsExactly("#query/counterpartId PK_WITH_ONESELF");
    assertThat(errors(selling.admin.get(base + "&scenario=PRODUCT_EDIT")))
        .containsExactly("#query/scenario NOT_ALLOWED");
    assertThat(errors(selling.admin.get(base + "&scenario=SELF_BUILT&at=yesterday")))
        .containsExactly("#query/at INVALID_TIME");
    assertThat(errors(selling.admin.get(base + "&scenario=SELF_BUILT&at=2026-01-01T00:00:00Z")))
        .containsExactly("#query/at IN_PAST");
    // A clock that is a little behind is no past.
    assertThat(
            selling
                .admin
                .get(base + "&scenario=SELF_BUILT&at=" + Instant.now().minusSeconds(60))
                .status())
        .isEqualTo(200);
    assertThat(errors(selling.admin.get(base + "&scenario=SELF_BUILT&limit=7")))
        .containsExactly("#query/limit UNKNOWN_FIELD");
  }

  private List<Long> counted() {
    List<Long> counts = new ArrayList<>();
    for (String table : List.of("filing", "pk_session", "pk_product", "engine_outbox")) {
      counts.add(
          selling
              .platform
              .database()
              .sql("select count(*) from " + table)
              .query(Long.class)
              .single());
    }
    return counts;
  }

  private static Map<String, Object> filing(
      String scenario, String streamerId, String... products) {
    return Map.of("scenario", scenario, "productIds", List.of(products), "streamerId", streamerId);
  }

  private static Map<String, Object> with(Map<String, Object> body, String field, Object value) {
    Map<String, Object> more = new HashMap<>(body);
    more.put(field, value);
    return more;
  }

  private static List<String> many(int count) {
    return IntStream.range(0, count).mapToObj(i -> "p" + i).toList();
  }

  private void refused(Map<String, Object> declaration, String... errors) {
    ApiClient.Answer answer = selling.declare(declaration);
    assertThat(answer.status()).as(answer.body().toString()).isEqualTo(422);
    assertThat(errors(answer)).containsExactlyInAnyOrder(errors);
  }

  private String zh(Map<String, Object> declaration) {
    return selling
        .owner
        .send(
            selling
                .owner
                .request("/api/v1/filings")
                .setHeader("Accept-Language", "zh-CN")
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .header("Content-Type", "application/json")
                .POST(
                    HttpRequest.BodyPublishers.ofString(
                        JsonMapper.builder().build().writeValueAsString(declaration))))
        .raw()
        .body();
  }

  private ApiClient.Answer put(String id, ObjectNode content) {
    return selling.owner.put("/api/v1/products/" + id, content);
  }

  private static List<String> errors(ApiClient.Answer answer) {
    assertThat(answer.status()).as(answer.body().toString()).isEqualTo(422);
    return answer
        .body()
        .path("errors")
        .valueStream()
        .map(
            error -> {
              assertThat(error.path("message").asString()).isNotBlank();
              return error.path("pointer").asString() + " " + error.path("code").asString();
            })
        .toList();
  }
}
