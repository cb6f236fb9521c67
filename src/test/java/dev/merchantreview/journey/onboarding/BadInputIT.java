package dev.merchantreview.journey.onboarding;

import static org.assertj.core.api.Assertions.assertThat;

import dev.merchantreview.journey.Applications;
import dev.merchantreview.local.ApiClient;
import dev.merchantreview.sandbox.ServiceDoor;
import dev.merchantreview.testing.HasPlatformAlone;
import dev.merchantreview.testing.TestPlatform;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Whatever is sent: a clear 4xx that names every error, and nothing stored. */
@HasPlatformAlone("counts the rows of whole tables")
class BadInputIT {

  private static final String APPLICATIONS = "/api/v1/store-applications";

  private final Applications applications = new Applications();
  private final TestPlatform platform = applications.platform;
  private final ApiClient merchant = applications.merchant;
  private Map<String, Long> before = Map.of();

  @BeforeEach
  void count() {
    before = counted();
  }

  /**
   * Documents may be uploaded by a test's own preparation; cases, payments and messages must not
   * come to be.
   */
  private Map<String, Long> counted() {
    return Map.of(
        "cases", rows("store_application"),
        "messages", rows("engine_outbox"),
        "payments", rows("deposit_payment"),
        "keys", rows("web_idempotency_key where scope not like '%documents%'"));
  }

  private long rows(String table) {
    return platform.database().sql("select count(*) from " + table).query(Long.class).single();
  }

  @AfterEach
  void nothingWasStored() {
    assertThat(counted()).isEqualTo(before);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("dev.merchantreview.journey.onboarding.WrongApplications#all")
  void namesEverythingWrongWithAnApplication(
      String name, Consumer<ObjectNode> spoil, List<String> expected) {
    ObjectNode application = applications.complete();
    spoil.accept(application);
    ApiClient.Answer answer = merchant.post(APPLICATIONS, application);
    assertProblem(answer, 422, "validation");
    assertThat(errors(answer)).containsExactlyInAnyOrderElementsOf(expected);
  }

  @Test
  void takesRareCharactersAsTheyAre() {
    ObjectNode application = applications.complete();
    application.put("storeName", "𠮷野家🛍️");
    application.put("merchantId", "someone-else");
    // Refused for its merchant only.
    assertProblem(merchant.post(APPLICATIONS, application), 403, "not-your-merchant");
  }

  @Test
  void refusesWhatIsNoJson() {
    for (String body : List.of("", "{", "[1,2", "{\"a\":1}x", "{\"a\":1,\"a\":2}", "nul")) {
      assertProblem(
          raw(APPLICATIONS, body.getBytes(StandardCharsets.UTF_8), "application/json"),
          400,
          "unreadable");
    }
    assertProblem(
        raw(
            APPLICATIONS,
            new byte[] {'{', '"', (byte) 0xC3, '"', ':', '1', '}'},
            "application/json"),
        400,
        "unreadable");
    assertProblem(
        raw(APPLICATIONS, "[]".getBytes(StandardCharsets.UTF_8), "application/json"),
        422,
        "validation");
    assertProblem(
        raw(APPLICATIONS, "{}".getBytes(StandardCharsets.UTF_8), "text/plain"),
        415,
        "unsupported-media-type");
    assertProblem(
        raw(
            APPLICATIONS,
            ("{\"a\":" + "[".repeat(5_000) + "]".repeat(5_000) + "}")
                .getBytes(StandardCharsets.UTF_8),
            "application/json"),
        400,
        "unreadable");
  }

  @Test
  void refusesHugeBodies() {
    assertProblem(raw(APPLICATIONS, new byte[300_000], "application/json"), 413, "too-large");
    ApiClient.Answer endless =
        merchant.send(
            merchant
                .request(APPLICATIONS)
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", "k")
                .POST(BodyPublishers.ofByteArrays(Collections.nCopies(400, new byte[1_000]))));
    assertProblem(endless, 413, "too-large");
  }

  @Test
  void wantsAnIdempotencyKeyOfVisibleCharacters() {
    ObjectNode application = applications.complete();
    ApiClient.Answer missing =
        merchant.send(
            merchant
                .request(APPLICATIONS)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(application.toString())));
    assertProblem(missing, 422, "validation");
    assertThat(errors(missing)).containsExactly("#header/Idempotency-Key REQUIRED");
    assertProblem(merchant.post(APPLICATIONS, application, "two words"), 422, "validation");
    assertProblem(merchant.post(APPLICATIONS, application, "k".repeat(256)), 422, "validation");
  }

  @Test
  void knowsNothingOfUnknownIds() {
    for (String id :
        List.of(
            "sa_0000000000000000", "nonsense", "sa_%00", "dc_0000000000000000", "%F0%9F%98%80")) {
      assertProblem(merchant.get(APPLICATIONS + "/" + id), id.contains("%00") ? 400 : 404, null);
      assertProblem(
          merchant.post(APPLICATIONS + "/" + id + "/withdrawal", Map.of()),
          id.contains("%00") ? 400 : 404,
          null);
      if (!id.contains("%00")) {
        assertProblem(
            applications.auditor.get("/api/v1/cases/" + id + "/history"), 404, "not-found");
      }
    }
    assertProblem(merchant.get("/api/v1/nothing-here"), 404, "no-such-path");
    assertProblem(
        merchant.send(merchant.request(APPLICATIONS).DELETE()), 405, "method-not-allowed");
  }

  @Test
  void refusesWrongListParametersAllAtOnce() {
    ApiClient.Answer answer =
        merchant.get(APPLICATIONS + "?limit=0&cursor=zzz&state=GONE&colour=red&platform=");
    assertProblem(answer, 422, "validation");
    assertThat(errors(answer))
        .containsExactlyInAnyOrder(
            "#query/limit WRONG_LIMIT",
            "#query/cursor WRONG_CURSOR",
            "#query/state NOT_ALLOWED",
            "#query/colour UNKNOWN_FIELD",
            "#query/platform NOT_ALLOWED");
  }

  @Test
  void asksWhoIsThere() {
    ApiClient stranger = platform.api("stranger");
    assertProblem(stranger.get(APPLICATIONS), 401, "unauthenticated");
    assertProblem(stranger.post(APPLICATIONS, Map.of()), 401, "unauthenticated");
    assertProblem(applications.auditor.post(APPLICATIONS, Map.of()), 403, "forbidden");
    assertProblem(platform.api("operator").get("/actuator/prometheus"), 403, "forbidden");
  }

  @Test
  void answersInTheCallersLanguage() {
    HttpRequest.Builder request =
        merchant.request(APPLICATIONS + "?limit=0").setHeader("Accept-Language", "zh-CN").GET();
    assertThat(merchant.send(request).body().path("title").asString()).isEqualTo("请求内容有误");
    assertThat(merchant.get(APPLICATIONS + "?limit=0").body().path("title").asString())
        .isEqualTo("The request is not valid");
  }

  @Test
  void refusesForgedPaymentNotifications() {
    byte[] body =
        "{\"paymentId\":\"p\",\"reference\":\"sa_0000000000000000\",\"amountFen\":1,\"paidAt\":\"2026-03-02T09:00:00+08:00\",\"payer\":\"x\"}"
            .getBytes(StandardCharsets.UTF_8);
    assertProblem(notification(body, null), 401, "bad-signature");
    assertProblem(notification(body, "t=1,v1=00"), 401, "bad-signature");
    assertProblem(
        notification(body, ServiceDoor.signature("not the secret at all", Instant.now(), body)),
        401,
        "bad-signature");
    assertProblem(
        notification(
            body,
            ServiceDoor.signature(
                ServiceDoor.PAYMENT_SECRET, Instant.now().minusSeconds(400), body)),
        401,
        "bad-signature");
    String genuine = ServiceDoor.signature(ServiceDoor.PAYMENT_SECRET, Instant.now(), body);
    byte[] changed =
        new String(body, StandardCharsets.UTF_8)
            .replace("\"amountFen\":1", "\"amountFen\":9")
            .getBytes(StandardCharsets.UTF_8);
    assertProblem(notification(changed, genuine), 401, "bad-signature");
    assertProblem(notification(body, genuine), 404, "not-found");
  }

  @Test
  void refusesWrongAmountsAndTimesEvenWhenSigned() {
    for (String amount :
        List.of("0", "-1", "9223372036854775808", "1.5", "\"1\"", "1e30", "null")) {
      ApiClient.Answer answer =
          signed(
              "{\"paymentId\":\"p\",\"reference\":\"r\",\"amountFen\":"
                  + amount
                  + ",\"paidAt\":\"2026-02-30T09:00:00+08:00\",\"payer\":\"x\",\"extra\":1}");
      assertProblem(answer, 422, "validation");
      assertThat(errors(answer))
          .contains("/paidAt INVALID_TIME", "/extra UNKNOWN_FIELD")
          .anyMatch(error -> error.startsWith("/amountFen "));
    }
  }

  @Test
  void judgesUploadsByTheirContent() {
    for (byte[] content :
        List.of(
            bytes("<html></html>"), bytes("%PDF-1.7 but no end"), bytes("MZ"), new byte[] {0})) {
      ApiClient.Answer answer = upload("BUSINESS_LICENCE", content, "licence.pdf");
      assertProblem(answer, 422, "validation");
      assertThat(errors(answer)).containsExactly("/file NOT_A_DOCUMENT");
    }
    assertThat(errors(upload("BUSINESS_LICENCE", new byte[0], "empty.png")))
        .containsExactly("/file EMPTY");
    assertThat(errors(upload("SELFIE", new byte[0], "a.png")))
        .containsExactlyInAnyOrder("/file EMPTY", "/kind NOT_ALLOWED");
    assertProblem(upload("OTHER", new byte[10 * 1024 * 1024 + 1], "large.png"), 413, "too-large");
    assertProblem(upload("OTHER", new byte[30 * 1024 * 1024], "huge.png"), 413, "too-large");
  }

  @Test
  void showsNobodyWhatIsNotTheirs() {
    ObjectNode application = applications.complete();
    String id = applications.submit(application);
    platform.awaitState(id, "IN_REVIEW");
    TestPlatform.await(
        "the outbox is empty", () -> rows("engine_outbox where sent_at is null") == 0);
    before = counted();
    ApiClient other = platform.api("merchant2");
    String document = application.path("documents").path(0).path("documentId").asString();
    assertProblem(other.get(APPLICATIONS + "/" + id), 404, "not-found");
    assertProblem(other.get("/api/v1/cases/" + id + "/history"), 404, "not-found");
    assertProblem(other.get("/api/v1/documents/" + document), 404, "not-found");
    assertProblem(other.post(APPLICATIONS + "/" + id + "/withdrawal", Map.of()), 404, "not-found");
    assertThat(other.get(APPLICATIONS).items()).isEmpty();
    ObjectNode own = ApiClient.copy(application);
    own.put("merchantId", "m-2001");
    assertThat(errors(other.post(APPLICATIONS, own)))
        .containsExactly(
            "/documents/0/documentId UNKNOWN_DOCUMENT",
            "/documents/1/documentId UNKNOWN_DOCUMENT",
            "/documents/2/documentId UNKNOWN_DOCUMENT",
            "/shop/logo UNKNOWN_DOCUMENT",
            "/shop/picture UNKNOWN_DOCUMENT");
    String account = application.path("settlementAccount").path("accountNumber").asString();
    String identity = application.at("/subject/legalRepresentative/identityNumber").asString();
    String masked = identity.substring(0, 6) + "********" + identity.substring(14);
    JsonNode seen = applications.auditor.get(APPLICATIONS + "/" + id).body();
    assertThat(seen.toString())
        .contains(masked, "138****0000", "************" + account.substring(12))
        .doesNotContain(identity, "13800000000", account);
    assertThat(seen.path("nextActions")).isEmpty();
    assertThat(merchant.get(APPLICATIONS + "/" + id).body().toString()).contains(identity);
    assertThat(applications.auditor.get("/api/v1/documents/" + document).status()).isEqualTo(200);
  }

  @Test
  void refusesWhatTheStateDoesNotAllowAndWhatTheCallerHasNotSeen() {
    ObjectNode application = applications.complete();
    String id = applications.submit(application);
    platform.awaitState(id, "IN_REVIEW");
    before = counted();
    ApiClient.Answer early = applications.resubmit(id, application);
    assertProblem(early, 409, "wrong-state");
    assertThat(early.body().path("state").asString()).isEqualTo("IN_REVIEW");
    assertThat(early.body().path("allowed").toString()).isEqualTo("[\"WITHDRAW\"]");
    assertThat(applications.pay(id, 1).status()).isEqualTo(409);
    ApiClient.Answer stale =
        merchant.send(
            merchant
                .request(APPLICATIONS + "/" + id + "/withdrawal")
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .header("If-Match", "\"1\"")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString("{}")));
    assertProblem(stale, 412, "precondition-failed");
    assertProblem(merchant.post(APPLICATIONS, application), 409, "duplicate");
  }

  @Test
  void wantsAChangeFromAResubmission() {
    ObjectNode application = applications.withWrongLicence();
    String id = applications.submit(application);
    platform.awaitState(id, "FIX_REQUIRED");
    before = counted();
    ApiClient.Answer same = applications.resubmit(id, application);
    assertProblem(same, 422, "validation");
    assertThat(errors(same)).containsExactly(" UNCHANGED");
    application.put("storeType", "FLAGSHIP");
    application.put("platform", "WECHAT");
    // A category of that platform: one it does not have is refused before anything is compared.
    application.putArray("categories").add("服饰内衣");
    assertThat(errors(applications.resubmit(id, application)))
        .containsExactlyInAnyOrder("/storeType NOT_CHANGEABLE", "/platform NOT_CHANGEABLE");
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private ApiClient.Answer raw(String path, byte[] body, String type) {
    return merchant.send(
        merchant
            .request(path)
            .header("Content-Type", type)
            .header("Idempotency-Key", UUID.randomUUID().toString())
            .POST(BodyPublishers.ofByteArray(body)));
  }

  private ApiClient.Answer upload(String kind, byte[] content, String name) {
    return merchant.tryUpload(kind, content, name);
  }

  private ApiClient.Answer signed(String body) {
    byte[] raw = bytes(body);
    return notification(raw, ServiceDoor.signature(ServiceDoor.PAYMENT_SECRET, Instant.now(), raw));
  }

  private ApiClient.Answer notification(byte[] body, String signature) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(platform.serviceUrl() + "/api/v1/payment-notifications"))
            .header("Content-Type", "application/json")
            .header("Accept-Language", "en")
            .POST(BodyPublishers.ofByteArray(body));
    if (signature != null) {
      request.header("X-Signature", signature);
    }
    return merchant.send(request);
  }

  private static void assertProblem(ApiClient.Answer answer, int status, String type) {
    assertThat(answer.status()).as(String.valueOf(answer.body())).isEqualTo(status);
    if (type != null) {
      assertThat(answer.raw().headers().firstValue("Content-Type").orElse(""))
          .startsWith("application/problem+json");
      assertThat(answer.body().path("type").asString()).isEqualTo("/problems/" + type);
      assertThat(answer.body().path("title").asString()).isNotBlank();
      assertThat(answer.body().toString()).doesNotContain("Exception", "dev.merchantreview");
    }
  }

  private static List<String> errors(ApiClient.Answer answer) {
    List<String> errors = new ArrayList<>();
    answer
        .body()
        .path("errors")
        .forEach(
            error -> {
              assertThat(error.path("message").asString()).isNotBlank();
              errors.add(error.path("pointer").asString() + " " + error.path("code").asString());
            });
    return errors;
  }
}
