package dev.merchantreview.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.merchantreview.local.ApiClient;
import dev.merchantreview.local.SampleApplications;
import dev.merchantreview.local.SampleProducts;
import dev.merchantreview.testing.ServiceAlone;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What people type is judged at the door by one idea of blank, of a name, and of a character. */
class TypedTextIT {

  private static final String APPLICATIONS = "/api/v1/store-applications";
  private static final List<String> BLANKS =
      List.of("\u3000", "\u200b", "\u00a0", "\ufeff", "\u3164", "\u2800", "\u180e", "\uffa0\u115f");

  private final ServiceAlone service = ServiceAlone.get();
  private final ApiClient merchant = service.api("merchant");

  @Test
  void takesNoBlankForAText() {
    for (String blank : BLANKS) {
      for (String pointer :
          List.of(
              "/storeName",
              "/subject/legalName",
              "/subject/legalRepresentative/name",
              "/settlementAccount/holder",
              "/settlementAccount/bank",
              "/contact/name")) {
        ObjectNode application = application("m-1901");
        set(application, pointer, blank);
        assertThat(errors(merchant.post(APPLICATIONS, application)))
            .as("U+%04X at %s", blank.codePointAt(0), pointer)
            .contains(pointer + " WRONG_FORMAT");
        assertThat(errors(merchant.post("/api/v1/store-applications/pre-check", application)))
            .contains(pointer + " WRONG_FORMAT");
      }
    }
  }

  @Test
  void takesNoBlankForTheReasonOfAFine() {
    for (String blank : BLANKS) {
      ApiClient.Answer answer =
          service
              .api("admin")
              .post(
                  "/api/v1/deposits/st_0000000000000000/penalties",
                  Map.of("amountFen", 100, "ruleId", "R-1", "note", blank));
      assertThat(errors(answer)).contains("/note WRONG_FORMAT");
    }
  }

  @Test
  void takesLinesInAReasonAndNoneInAName() {
    assertThat(
            errors(
                merchant.post(
                    APPLICATIONS + "/sa_0000000000000000/withdrawal",
                    Map.of("reason", "第一行\n第二行\t完"))))
        .isEmpty();
    ObjectNode application = application("m-1902");
    application.put("storeName", "青禾\n女装");
    assertThat(errors(merchant.post(APPLICATIONS, application)))
        .containsExactly("/storeName FORBIDDEN_CHARACTER");
  }

  @Test
  void namesTheCharacterThatHidesOrTurnsTheText() {
    ObjectNode application = application("m-1903");
    String turned = "杭州\u202e司公限有\u202c";
    set(application, "/subject/legalName", turned);
    set(application, "/settlementAccount/holder", turned);
    set(application, "/contact/name", "陈\u0007青");
    ApiClient.Answer answer = merchant.post(APPLICATIONS, application);
    assertThat(errors(answer))
        .containsExactlyInAnyOrder(
            "/subject/legalName FORBIDDEN_CHARACTER",
            "/settlementAccount/holder FORBIDDEN_CHARACTER",
            "/contact/name FORBIDDEN_CHARACTER");
    assertThat(answer.body().toString())
        .contains("U+202E RIGHT-TO-LEFT OVERRIDE")
        .contains("U+0007");
  }

  @Test
  void judgesKeysLikeValues() {
    Map<String, String> keys =
        Map.of(
            "a\u0000b",
            "/attributes/a‹0000›b FORBIDDEN_CHARACTER",
            "颜\u200b色",
            "/attributes/颜‹200B›色 FORBIDDEN_CHARACTER",
            "",
            "/attributes/ TOO_SHORT",
            "　",
            "/attributes/　 WRONG_FORMAT",
            "长".repeat(41),
            "/attributes/" + "长".repeat(41) + " TOO_LONG",
            "长".repeat(3_000),
            "/attributes/" + "长".repeat(3_000) + " TOO_LONG");
    keys.forEach(
        (key, expected) -> {
          ObjectNode product = product();
          ((ObjectNode) product.path("attributes")).put(key, "值");
          assertThat(errors(merchant.put("/api/v1/products/p-text", product)))
              .as("%.5s", key)
              .contains(expected);
        });
    ObjectNode many = product();
    // One that asks for no attribute of its own.
    ObjectNode attributes = many.put("category", "家居").putObject("attributes");
    IntStream.rangeClosed(1, 101).forEach(number -> attributes.put("属性" + number, "值"));
    assertThat(errors(merchant.put("/api/v1/products/p-text", many)))
        .containsExactly("/attributes TOO_MANY");
    attributes.remove("属性101");
    attributes.remove("属性100");
    attributes.put("长".repeat(40), "值");
    assertThat(merchant.put("/api/v1/products/p-text", many).status()).isIn(200, 201);
  }

  @Test
  void answersInTextWhateverWasSent() {
    for (String body :
        List.of(
            "{\"a\\ud800\": 1}",
            "{\"platform\": \"KUAISHOU\", \"categories\": [\"\\udfff\\u0000\"]}",
            "{\"documents\": [{\"kind\": \"\\ud800\", \"documentId\": \"\\ud800\"}]}")) {
      ApiClient.Answer answer =
          merchant.send(
              merchant
                  .request(APPLICATIONS)
                  .header("Content-Type", "application/json")
                  .header("Idempotency-Key", "text-" + body.hashCode())
                  .POST(BodyPublishers.ofString(body)));
      assertThat(answer.status()).as(body).isEqualTo(422);
      assertThat(errors(answer)).anyMatch(error -> error.endsWith("FORBIDDEN_CHARACTER"));
    }
  }

  @Test
  void saysInTheServedContractWhatAnAttributeMayBeCalled() {
    JsonNode attributes =
        merchant
            .get("/v3/api-docs")
            .body()
            .at("/components/schemas/ProductContent/properties/attributes");
    assertThat(attributes.path("maxProperties").asInt()).isEqualTo(100);
    JsonNode names = attributes.path("propertyNames");
    if (names.has("$ref")) {
      names = merchant.get("/v3/api-docs").body().at(names.path("$ref").asString().substring(1));
    }
    assertThat(names.path("minLength").asInt()).isEqualTo(1);
    assertThat(names.path("maxLength").asInt()).isEqualTo(40);
  }

  @ParameterizedTest
  @ValueSource(strings = {"不存在的类目", "家居 ", "家居\u3000", " 畜牧活体", "畜牧活体。", "3C数码", "　"})
  void knowsTheCategoriesOfTheListOnly(String category) {
    ObjectNode application =
        SampleApplications.withDocuments(
            SampleApplications.application(
                "KUAISHOU", "m-1904", "ENTERPRISE", "青禾牧场", List.of("服饰", category)),
            merchant);
    assertThat(errors(merchant.post(APPLICATIONS, application)))
        .containsExactly("/categories/1 UNKNOWN_CATEGORY");
    assertThat(errors(merchant.post("/api/v1/store-applications/pre-check", application)))
        .containsExactly("/categories/1 UNKNOWN_CATEGORY");
    ObjectNode product = product();
    product.put("category", category);
    assertThat(errors(merchant.put("/api/v1/products/p-text2", product)))
        .containsExactly("/category UNKNOWN_CATEGORY");
    assertThat(
            errors(
                service
                    .api("admin")
                    .put(
                        "/api/v1/category-invitations",
                        Map.of(
                            "platform", "KUAISHOU", "merchantId", "m-1904", "category", category))))
        .containsExactly("/category UNKNOWN_CATEGORY");
  }

  @Test
  void saysWhatIsExpected() {
    ObjectNode application = application("m-1905");
    set(application, "/subject/legalRepresentative/identityNumber", "11010519491231002x");
    set(application, "/settlementAccount/accountNumber", "6222 0200 1234 5678");
    ApiClient.Answer answer = merchant.post(APPLICATIONS, application);
    assertThat(answer.status()).isEqualTo(422);
    assertThat(answer.body().toString())
        .contains("a capital X")
        .contains("without blanks or hyphens");
    set(application, "/subject/legalRepresentative/identityNumber", "11010519491231002X");
    set(application, "/settlementAccount/accountNumber", "FTE0571900000010606");
    assertThat(merchant.post(APPLICATIONS, application).status()).isEqualTo(201);
  }

  private ObjectNode application(String merchantId) {
    return SampleApplications.withDocuments(
        SampleApplications.enterprise(merchantId, "青禾女装", List.of("服饰")), merchant);
  }

  private ObjectNode product() {
    return SampleProducts.product("KUAISHOU", "m-1906", "青禾衬衫", "服饰", merchant);
  }

  private static void set(ObjectNode body, String pointer, String value) {
    int last = pointer.lastIndexOf('/');
    ((ObjectNode) body.at(pointer.substring(0, last))).put(pointer.substring(last + 1), value);
  }

  private static List<String> errors(ApiClient.Answer answer) {
    return StreamSupport.stream(answer.body().path("errors").spliterator(), false)
        .map(error -> error.path("pointer").asString() + " " + error.path("code").asString())
        .toList();
  }
}
