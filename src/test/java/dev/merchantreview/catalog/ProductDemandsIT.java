package dev.merchantreview.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.merchantreview.local.ApiClient;
import dev.merchantreview.local.SampleProducts;
import dev.merchantreview.local.SampleStreamers;
import dev.merchantreview.testing.ServiceAlone;
import java.net.http.HttpRequest;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** A product is what its category asks for, and its owner sees how its filings stand. */
class ProductDemandsIT {

  private static final AtomicInteger NEXT = new AtomicInteger(1);

  private final ServiceAlone service = ServiceAlone.get();
  private final ApiClient merchant = service.api("merchant");
  private final String owner = "m-162" + NEXT.getAndIncrement();
  private final String id = "p-demand-" + owner;

  private ApiClient.Answer put(ObjectNode product) {
    return merchant.put("/api/v1/products/" + id, product);
  }

  private ObjectNode clothes() {
    return SampleProducts.product("KUAISHOU", owner, "亚麻衬衫", "服饰", merchant);
  }

  private static List<String> errors(ApiClient.Answer answer) {
    assertThat(answer.status()).as(answer.body().toString()).isEqualTo(422);
    return answer
        .body()
        .path("errors")
        .valueStream()
        .map(error -> error.path("pointer").asString() + " " + error.path("code").asString())
        .toList();
  }

  @Test
  void isTakenWithAllThatLandAnimalsState() {
    assertThat(put(SampleProducts.poultry(owner, merchant)).status()).isEqualTo(201);
  }

  @Test
  void isRefusedWithEverythingThatIsWrongAtOnce() {
    ObjectNode product = SampleProducts.poultry(owner, merchant);
    product.put("title", "包活鸡苗").put("stock", -1);
    ((ObjectNode) product.path("attributes")).put("性别", "不详").remove("检疫");
    assertThat(errors(put(product)))
        .containsExactlyInAnyOrder(
            "/stock TOO_SMALL",
            "/title TITLE_PATTERN",
            "/attributes/性别 ATTRIBUTE_VALUE",
            "/attributes/检疫 ATTRIBUTE_REQUIRED");
    product.put("category", "畜牧活体");
    assertThat(errors(put(product))).contains("/category CATEGORY_HAS_PARTS");
  }

  @Test
  void statesItsMaterialsWhereTheyAreAskedFor() {
    ObjectNode product = clothes();
    ((ObjectNode) product.path("attributes")).remove("材质");
    ApiClient.Answer refused = put(product);
    assertThat(errors(refused)).containsExactly("/attributes/材质 MATERIALS_REQUIRED");
    assertThat(refused.body().at("/errors/0/message").asString()).contains("材质", "服饰");
    product.put("category", "家居");
    assertThat(put(product).status()).isEqualTo(201);
  }

  private ObjectNode fresh() {
    return SampleProducts.product("WECHAT", owner, "阳澄湖大闸蟹", "生鲜", merchant);
  }

  private JsonNode shown() {
    ApiClient.Answer shown = merchant.get("/api/v1/products/" + id);
    assertThat(shown.status()).isEqualTo(200);
    return shown.body();
  }

  private String shipping() {
    return shown().path("shipping").asString("none");
  }

  /** As one of the release before keeps it that knows of no shipping. */
  private void keptByAnOlderInstance(String content) {
    service
        .database()
        .sql(
            "update product set content = %s, version = version + 1 where id = :id"
                .formatted(content))
        .param("id", id)
        .update();
  }

  @Test
  void saysHowItIsShippedWhereItsCategoryAllowsSeveralWays() {
    ApiClient.Answer refused = put(fresh().put("stock", -1));
    assertThat(errors(refused))
        .containsExactlyInAnyOrder("/stock TOO_SMALL", "/shipping SHIPPING_REQUIRED");
    assertThat(errors(put(fresh().putNull("shipping"))))
        .containsExactly("/shipping SHIPPING_REQUIRED");
    ApiClient.Answer alive = put(fresh().put("shipping", "LIVE_ANIMALS"));
    assertThat(errors(alive)).containsExactly("/shipping SHIPPING_NOT_ALLOWED");
    assertThat(alive.body().at("/errors/0/message").asString())
        .isEqualTo(
            "products of category 生鲜 are not shipped like that; it is one of: PARCEL (Parcel),"
                + " COLD_CHAIN (Cold chain)");
    assertThat(errors(put(fresh().put("shipping", "BOAT"))))
        .doesNotContain("/shipping SHIPPING_REQUIRED");
    assertThat(put(fresh().put("shipping", "COLD_CHAIN")).status()).isEqualTo(201);
    assertThat(shipping()).isEqualTo("COLD_CHAIN");
  }

  @Test
  void needNotSayHowItIsShippedWhereThereIsOneWay() {
    assertThat(errors(put(clothes().put("shipping", "NONE"))))
        .containsExactly("/shipping SHIPPING_NOT_ALLOWED");
    ObjectNode product = clothes();
    assertThat(put(product).status()).isEqualTo(201);
    assertThat(shipping()).isEqualTo("PARCEL");
    // The same, said in words: nothing has changed.
    assertThat(put(product.put("shipping", "PARCEL")).body().path("version").asInt()).isEqualTo(1);
    assertThat(put(SampleProducts.poultry(owner, merchant)).status()).isEqualTo(200);
    assertThat(shipping()).isEqualTo("LIVE_ANIMALS");
  }

  /** [K-file] Six fields are watched; every other edit makes a version and sends nothing back. */
  @Test
  void isEditedWhenItIsShippedOtherwise() {
    ObjectNode product = fresh().put("shipping", "COLD_CHAIN");
    assertThat(put(product).status()).isEqualTo(201);
    JsonNode edited = put(product.put("shipping", "PARCEL")).body();
    assertThat(edited.path("shipping").asString()).isEqualTo("PARCEL");
    assertThat(edited.path("version").asInt()).isEqualTo(2);
    assertThat(edited.path("watchedRevision").asInt()).isEqualTo(1);
    assertThat(edited.path("changedFields")).isEmpty();
    assertThat(
            merchant
                .get("/api/v1/products/" + id + "/versions")
                .body()
                .valueStream()
                .map(version -> version.at("/content/shipping").asString()))
        .containsExactly("PARCEL", "COLD_CHAIN");
  }

  @Test
  void isShownAndGoesOnWhenItWasStoredBeforeItSaidHowItIsShipped() {
    ObjectNode product = clothes();
    assertThat(put(product).status()).isEqualTo(201);
    keptByAnOlderInstance("content - 'shipping', shipping = null");
    assertThat(shipping()).isEqualTo("PARCEL");
    assertThat(put(product).body().path("version").asInt()).isEqualTo(2);
    keptByAnOlderInstance(
        "jsonb_set(content - 'shipping', '{platform}', '\"WECHAT\"')"
            + " || '{\"category\": \"生鲜\"}', shipping = null");
    assertThat(shown().path("shipping").isNull()).isTrue();
    assertThat(errors(put(SampleProducts.contentOf(shown()))))
        .containsExactly("/shipping SHIPPING_REQUIRED");
  }

  @Test
  void keepsHowItIsShippedBesideInstancesThatDoNotKnowIt() {
    assertThat(put(fresh().put("shipping", "COLD_CHAIN")).status()).isEqualTo(201);
    keptByAnOlderInstance("content - 'shipping'");
    assertThat(shipping()).isEqualTo("COLD_CHAIN");
    keptByAnOlderInstance("content - 'shipping' || '{\"category\": \"图书\"}'");
    assertThat(shipping()).isEqualTo("PARCEL");
  }

  /** What was stored before is read as ever, and judged when it is described again. */
  @Test
  void isJudgedAtItsNextEditWhenItWasStoredBefore() {
    assertThat(put(clothes()).status()).isEqualTo(201);
    service
        .database()
        .sql("update product set content = jsonb_set(content, '{attributes}', '{}') where id = :id")
        .param("id", id)
        .update();
    ApiClient.Answer stored = merchant.get("/api/v1/products/" + id);
    assertThat(stored.status()).isEqualTo(200);
    ObjectNode edited = SampleProducts.contentOf(stored.body()).put("priceFen", 100);
    assertThat(errors(put(edited))).containsExactly("/attributes/材质 MATERIALS_REQUIRED");
    edited.putObject("attributes").put("材质", "棉");
    assertThat(put(edited).status()).isEqualTo(200);
  }

  @Test
  void showsHowItsFilingsStandToItsOwnerAndOperators() {
    assertThat(put(clothes()).status()).isEqualTo(201);
    ApiClient.Answer before = merchant.get("/api/v1/products/" + id);
    assertThat(before.body().path("filings").isArray()).isTrue();
    assertThat(before.body().path("filings").isEmpty()).isTrue();
    String streamer = "s-demand-" + owner;
    assertThat(
            service
                .api("admin")
                .put("/api/v1/streamers/" + streamer, SampleStreamers.figures(owner, true))
                .status())
        .isEqualTo(201);
    ApiClient.Answer declared =
        merchant.post(
            "/api/v1/filings",
            Map.of("scenario", "SELF_BUILT", "productIds", List.of(id), "streamerId", streamer));
    assertThat(declared.status()).as(declared.body().toString()).isEqualTo(201);
    for (String user : List.of("merchant", "operator")) {
      JsonNode filings = service.api(user).get("/api/v1/products/" + id).body().path("filings");
      assertThat(filings.size()).isEqualTo(1);
      assertThat(filings.at("/0/id").asString())
          .isEqualTo(declared.body().at("/items/0/id").asString());
      assertThat(filings.at("/0/scenario").asString()).isEqualTo("SELF_BUILT");
      assertThat(filings.at("/0/state").asString()).isEqualTo("PENDING");
    }
    // Another tag: a filing that moved is no answer that nothing has changed.
    ApiClient.Answer after =
        merchant.send(
            merchant
                .request("/api/v1/products/" + id)
                .header("If-None-Match", before.raw().headers().firstValue("ETag").orElseThrow())
                .GET());
    assertThat(after.status()).isEqualTo(200);
    ApiClient.Answer same =
        merchant.send(
            merchant
                .request("/api/v1/products/" + id)
                .header("If-None-Match", after.raw().headers().firstValue("ETag").orElseThrow())
                .GET());
    assertThat(same.status()).isEqualTo(304);
  }

  /** A tag that stands for the filings, too, is one to work from. */
  @Test
  void isEditedFromTheTagThatWasAnswered() {
    showsHowItsFilingsStandToItsOwnerAndOperators();
    String tag =
        merchant.get("/api/v1/products/" + id).raw().headers().firstValue("ETag").orElseThrow();
    ObjectNode edited =
        SampleProducts.contentOf(merchant.get("/api/v1/products/" + id).body()).put("stock", 7);
    assertThat(put(edited, tag).status()).isEqualTo(200);
    assertThat(put(edited.put("stock", 8), tag).status()).isEqualTo(412);
  }

  private ApiClient.Answer put(ObjectNode product, String tag) {
    return merchant.send(
        merchant
            .request("/api/v1/products/" + id)
            .header("Content-Type", "application/json")
            .header("If-Match", tag)
            .PUT(HttpRequest.BodyPublishers.ofString(product.toString())));
  }

  /** A category the platform has no more opens nothing. */
  @Test
  void isFiledAndSoldNoMoreWhenItsCategoryIsGone() {
    assertThat(put(clothes()).status()).isEqualTo(201);
    service
        .database()
        .sql(
            "update product set content = jsonb_set(content, '{category}', '\"飞行器\"') where id = :id")
        .param("id", id)
        .update();
    String streamer = "s-demand-" + owner;
    assertThat(
            service
                .api("admin")
                .put("/api/v1/streamers/" + streamer, SampleStreamers.figures(owner, true))
                .status())
        .isEqualTo(201);
    assertThat(
            errors(
                merchant.post(
                    "/api/v1/filings",
                    Map.of(
                        "scenario",
                        "SELF_BUILT",
                        "productIds",
                        List.of(id),
                        "streamerId",
                        streamer))))
        .containsExactly("/productIds/0 UNKNOWN_CATEGORY");
    assertThat(
            merchant
                .get(
                    "/api/v1/sale-permits?scenario=SELF_BUILT&productId="
                        + id
                        + "&streamerId="
                        + streamer)
                .body()
                .path("reasons")
                .valueStream()
                .map(reason -> reason.path("code").asString()))
        .contains("CATEGORY_UNKNOWN");
  }
}
