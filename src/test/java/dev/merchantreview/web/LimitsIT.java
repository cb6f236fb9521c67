package dev.merchantreview.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.merchantreview.local.ApiClient;
import dev.merchantreview.testing.RawHttp;
import dev.merchantreview.testing.ServiceAlone;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Who asks for more than its share is told when to come back, and nobody else notices. */
class LimitsIT {

  private static final String LIST = "/api/v1/store-applications?limit=1";
  private static final ServiceAlone SERVICE =
      ServiceAlone.with(
          // As behind a proxy, so that requests can come from different addresses.
          "--server.forward-headers-strategy=native",
          count("login-failures-by-address", 50),
          slowly("login-failures-by-address"),
          count("login-failures-by-user", 20),
          slowly("login-failures-by-user"),
          count("requests", 60),
          slowly("requests"),
          count("sale-permits", 90),
          slowly("sale-permits"),
          count("notices", 15),
          slowly("notices"),
          count("uploads", 5),
          slowly("uploads"),
          "--merchant-review.web.limits.upload-volume.size=2MB",
          "--merchant-review.web.limits.upload-volume.per=20h");

  private static String count(String name, int count) {
    return "--merchant-review.web.limits." + name + ".count=" + count;
  }

  /** Next to nothing is given back while a test runs, however slow the machine is. */
  private static String slowly(String name) {
    return "--merchant-review.web.limits." + name + ".per=20h";
  }

  @AfterAll
  static void stop() {
    SERVICE.close();
  }

  @Test
  void endsThousandsOfWrongPasswordsBeforeTheyAreLookedAt() {
    Map<Integer, Integer> seen = new HashMap<>();
    ApiClient.Answer last = null;
    for (int i = 0; i < 3_000; i++) {
      last = login("merchant", "wrong" + i, "203.0.113.7", "en");
      seen.merge(last.status(), 1, Integer::sum);
    }
    assertThat(seen).isEqualTo(Map.of(401, 20, 429, 2_980));
    isTooMany(last);
    assertThat(login("merchant", "merchant", "203.0.113.7", "en").status()).isEqualTo(429);
    // The name is used up as well; who has not failed with it goes on, from wherever.
    assertThat(login("merchant", "merchant", "203.0.113.8", "en").status()).isEqualTo(200);
    assertThat(login("merchant", "wrong", "203.0.113.8", "en").status()).isEqualTo(401);
    assertThat(login("merchant", "wrong", "203.0.113.8", "en").status()).isEqualTo(429);
    assertThat(login("operator", "operator", "203.0.113.8", "en").status()).isEqualTo(200);
    assertThat(login("merchant", "wrong", "203.0.113.7", "zh").body().path("title").asString())
        .isEqualTo("请求过于频繁");
    assertThat(metric("login-failures-by-user")).isPositive();
  }

  @Test
  void countsAWholeNetworkOfTheNewProtocolAsOneAddress() {
    for (int i = 0; i < 60; i++) {
      login("nobody" + i, "x", "2001:db8:1:2::" + i, "en");
    }
    assertThat(login("operator", "operator", "2001:db8:1:2:ffff::1", "en").status()).isEqualTo(429);
    assertThat(login("operator", "operator", "2001:db8:1:3::1", "en").status()).isEqualTo(200);
  }

  /** Behind a proxy whose header is not believed, all are one address. */
  @Test
  void letsInWhomAnAddressWasLetInWithLately() {
    String address = "203.0.113.77";
    assertThat(login("operator", "operator", address, "en").status()).isEqualTo(200);
    for (int i = 0; i < 60; i++) {
      login("somebody" + i, "x", address, "en");
    }
    assertThat(login("operator", "operator", address, "en").status()).isEqualTo(200);
    assertThat(login("operator", "wrong", address, "en").status()).isEqualTo(429);
    assertThat(login("admin", "admin", address, "en").status()).isEqualTo(429);
  }

  @Test
  void limitsWhatACallerAsksFor() {
    ApiClient auditor = SERVICE.api("auditor");
    ApiClient.Answer answer = firstRefused(auditor, LIST);
    isTooMany(answer);
    assertThat(SERVICE.api("admin").get(LIST).status()).isEqualTo(200);
    // The hot call has a limit of its own.
    String permit = "/api/v1/sale-permits?productId=p&streamerId=s&scenario=SELF_BUILT";
    assertThat(auditor.get(permit).status()).isEqualTo(200);
    isTooMany(firstRefused(auditor, permit));
    assertThat(auditor.get("/actuator/health").status()).isNotEqualTo(429);
  }

  @Test
  void limitsUploadsByNumberAndBytes() {
    ApiClient merchant = SERVICE.api("merchant2");
    ApiClient.Answer answer = null;
    for (int i = 0; i < 4; i++) {
      answer = merchant.tryUpload("BUSINESS_LICENCE", new byte[1 << 20], "x.pdf");
    }
    isTooMany(answer);
    assertThat(metric("upload-volume")).isPositive();
    for (int i = 0; i < 6; i++) {
      answer = merchant.tryUpload("BUSINESS_LICENCE", new byte[10], "x.pdf");
    }
    isTooMany(answer);
    assertThat(metric("uploads")).isPositive();
    // An escaped letter is the same call.
    isTooMany(
        merchant.send(
            merchant
                .request("/api/v1/%64ocuments")
                .header("Content-Type", "multipart/form-data; boundary=x")
                .POST(BodyPublishers.ofString("--x--"))));
    assertThat(merchant.get(LIST).status()).isEqualTo(200);
  }

  @Test
  void limitsWhatIsToldFromOneAddress() {
    String told =
        "POST /api/v1/payment-notifications HTTP/1.1\r\nHost: a\r\nConnection: close\r\n"
            + "Content-Type: application/json\r\nContent-Length: 2\r\nX-Forwarded-For: %s\r\n\r\n{}";
    int refused = 0;
    for (int i = 0; i < 20; i++) {
      RawHttp.Answer answer = RawHttp.send(SERVICE.serviceUrl(), told.formatted("198.51.100.1"));
      refused += answer.status() == 429 && answer.header("Retry-After").isPresent() ? 1 : 0;
    }
    assertThat(refused).isEqualTo(5);
    assertThat(RawHttp.send(SERVICE.serviceUrl(), told.formatted("198.51.100.2")).status())
        .isEqualTo(401);
  }

  @Test
  void saysSoInTheContract() {
    JsonNode document = SERVICE.api("operator").get("/v3/api-docs").body();
    for (JsonNode path : document.path("paths")) {
      for (JsonNode operation : path) {
        assertThat(operation.path("responses").path("429").path("headers").has("Retry-After"))
            .isTrue();
      }
    }
  }

  private static ApiClient.Answer firstRefused(ApiClient caller, String path) {
    for (int i = 0; i < 2_000; i++) {
      ApiClient.Answer answer = caller.get(path);
      if (answer.status() != 200) {
        return answer;
      }
    }
    throw new AssertionError("never refused");
  }

  private static void isTooMany(ApiClient.Answer answer) {
    assertThat(answer.status()).as(String.valueOf(answer.body())).isEqualTo(429);
    assertThat(answer.raw().headers().firstValue("Content-Type").orElseThrow())
        .startsWith("application/problem+json");
    assertThat(answer.body().path("type").asString()).isEqualTo("/problems/too-many-requests");
    assertThat(Long.parseLong(answer.raw().headers().firstValue("Retry-After").orElseThrow()))
        .isPositive();
  }

  private static double metric(String limit) {
    return SERVICE
        .bean(io.micrometer.core.instrument.MeterRegistry.class)
        .get("merchantreview.requests.limited")
        .tag("limit", limit)
        .counter()
        .count();
  }

  private static ApiClient.Answer login(
      String user, String password, String from, String language) {
    ApiClient nobody = SERVICE.api("nobody");
    String basic =
        Base64.getEncoder()
            .encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8));
    return nobody.send(
        java.net.http.HttpRequest.newBuilder(java.net.URI.create(SERVICE.serviceUrl() + LIST))
            .header("Authorization", "Basic " + basic)
            .header("Accept-Language", language)
            .header("X-Forwarded-For", from)
            .method("GET", BodyPublishers.noBody()));
  }
}
