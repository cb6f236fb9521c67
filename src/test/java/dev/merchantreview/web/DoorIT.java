package dev.merchantreview.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.merchantreview.local.ApiClient;
import dev.merchantreview.local.SampleApplications;
import dev.merchantreview.local.SampleProducts;
import dev.merchantreview.testing.ServiceAlone;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

/** What a request may leave out, and what no request can bring in. */
class DoorIT {

  private static final String APPLICATIONS = "/api/v1/store-applications";

  private final ServiceAlone service = ServiceAlone.get();
  private final ApiClient merchant = service.api("merchant");

  @Test
  void refusesForgedCursors() {
    for (String plain :
        List.of(
            "+1000000000-12-31T23:59:59.999999999Z x",
            "-1000000000-01-01T00:00:00Z x",
            "2026-01-01T00:00:00Z \u0000",
            "2026-01-01T00:00:00Z ",
            "2026-01-01T00:00:00.0Z x")) {
      String cursor =
          Base64.getUrlEncoder()
              .withoutPadding()
              .encodeToString(plain.getBytes(StandardCharsets.UTF_8));
      for (String list : List.of("store-applications", "stores", "products", "filings")) {
        assertThat(merchant.get("/api/v1/" + list + "?cursor=" + cursor).status())
            .as("%s %s", list, plain)
            .isEqualTo(422);
      }
    }
  }

  @Test
  void takesNullAsLeftOutAndNoUnknownField() {
    ObjectNode application =
        SampleApplications.withDocuments(
            SampleApplications.enterprise("m-1910", "青禾女装", List.of("服饰")), merchant);
    ((ObjectNode) application.path("subject")).putNull("licenceValidUntil");
    application.putNull("nobodyKnows");
    assertThat(merchant.post(APPLICATIONS, application).body().toString())
        .contains("/nobodyKnows", "UNKNOWN_FIELD");
    application.remove("nobodyKnows");
    ObjectNode nameless = ApiClient.copy(application);
    nameless.putNull("storeName");
    assertThat(merchant.post(APPLICATIONS, nameless).body().toString())
        .contains("/storeName", "REQUIRED");
    ApiClient.Answer taken = merchant.post(APPLICATIONS, application);
    assertThat(taken.status()).as(String.valueOf(taken.body())).isEqualTo(201);
    assertThat(taken.body().path("subject").path("licenceValidUntil").isNull()).isTrue();
  }

  @Test
  void answersBrokenEscapesAsTheCallersError() {
    for (String query : List.of("limit=%25FF", "a=%FF")) {
      assertThat(merchant.get("/api/v1/stores?" + query).status()).isBetween(400, 499);
    }
  }

  /** A refusal means that nothing was done. */
  @Test
  void doesNothingForWhoWouldNotTakeTheAnswer() {
    ObjectNode application =
        SampleApplications.withDocuments(
            SampleApplications.enterprise("m-1913", "青禾女装", List.of("服饰")), merchant);
    String id = merchant.post(APPLICATIONS, application).id();
    for (String accept :
        List.of("application/xml", "image/*", "nonsense", "application/json;q=0")) {
      ApiClient.Answer refused =
          merchant.send(
              merchant
                  .request(APPLICATIONS + "/" + id + "/withdrawal")
                  .header("Accept", accept)
                  .header("Content-Type", "application/json")
                  .header("Idempotency-Key", "not-" + accept.replace(' ', '-'))
                  .POST(BodyPublishers.ofString("{}")));
      assertThat(refused.status()).as(accept).isEqualTo(406);
      assertThat(merchant.get(APPLICATIONS + "/" + id).state()).as(accept).isEqualTo("SUBMITTED");
    }
    assertThat(
            merchant
                .send(
                    merchant
                        .request(APPLICATIONS + "/" + id)
                        .header("Accept", "text/html, */*;q=0.1")
                        .GET())
                .status())
        .isEqualTo(200);
  }

  /** What is wrong with an id is told before anybody looks for what it names. */
  @Test
  void looksForNoDocumentThatCannotBe() {
    for (String wrong : List.of("\u0000", "dc_\u0000\u0000", "\uD800", "x".repeat(70_000), "")) {
      ObjectNode application =
          SampleApplications.withDocuments(
              SampleApplications.enterprise("m-1914", "青禾女装", List.of("服饰")), merchant);
      ((ObjectNode) application.path("documents").path(0)).put("documentId", wrong);
      assertThat(merchant.post(APPLICATIONS, application).status()).isEqualTo(422);
      ObjectNode product = SampleProducts.product("KUAISHOU", "m-1914", "青禾衬衫", "服饰", merchant);
      product.put("mainImage", wrong);
      assertThat(merchant.put("/api/v1/products/p-1914", product).status()).isEqualTo(422);
    }
  }

  /** No call takes one, whatever is in it. */
  @Test
  void readsNoForms() {
    for (String method : List.of("PUT", "POST", "DELETE")) {
      ApiClient.Answer refused =
          merchant.send(
              merchant
                  .request("/api/v1/products/p-1914")
                  .header("Content-Type", "application/x-www-form-urlencoded")
                  .method(method, BodyPublishers.ofString("a=%zz&%=100%")));
      assertThat(refused.status()).as(method).isIn(400, 405, 415);
    }
  }

  /**
   * A tag a compressing proxy made weak is no longer what was read; the contract says what to do.
   */
  @Test
  void comparesTagsStronglyAndSaysSo() {
    ApiClient admin = service.api("admin");
    String path = "/api/v1/streamers/door-weak-tags";
    String figures =
        """
        {"nickname": "青禾", "designated": false, "merchantLevel": 3, "experienceRating": 4.5,
         "followers": %d}""";
    ApiClient.Answer told = put(admin, path, figures.formatted(1), null);
    assertThat(told.status()).as(String.valueOf(told.body())).isEqualTo(201);
    String tag = told.raw().headers().firstValue("ETag").orElseThrow();
    assertThat(put(admin, path, figures.formatted(2), "W/" + tag).status()).isEqualTo(412);
    assertThat(put(admin, path, figures.formatted(2), tag).status()).isEqualTo(200);
    assertThat(admin.get("/v3/api-docs").body().path("info").path("description").asString())
        .contains("W/");
  }

  private static ApiClient.Answer put(
      ApiClient user, String path, String body, @Nullable String ifMatch) {
    HttpRequest.Builder request =
        user.request(path)
            .header("Content-Type", "application/json")
            .PUT(BodyPublishers.ofString(body));
    return user.send(ifMatch == null ? request : request.header("If-Match", ifMatch));
  }
}
