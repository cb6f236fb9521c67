package dev.merchantreview.journey.notification;

import static org.assertj.core.api.Assertions.assertThat;

import dev.merchantreview.journey.Applications;
import dev.merchantreview.local.ApiClient;
import dev.merchantreview.shared.HmacSignature;
import dev.merchantreview.testing.HasPlatformAlone;
import dev.merchantreview.testing.TestPlatform;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** A merchant's system is told of every change, signed, again and again until it has it. */
@HasPlatformAlone("has the receiver fail")
class NotificationsIT {

  private final Applications applications = new Applications();
  private final TestPlatform platform = applications.platform;

  @AfterEach
  void receiveAgain() {
    platform.sandbox().post("/notifications/failures", Map.of("count", 0));
    platform.returnToPresent();
  }

  @Test
  void tellsEveryChangeOfStateSigned() {
    ObjectNode application = applications.complete("KUAISHOU", "ENTERPRISE");
    String merchantId = application.path("merchantId").asString();
    String secret = listen(merchantId);
    String id = applications.submit(application);
    applications.approve(id);
    platform.awaitState(id, "DEPOSIT_DUE");
    applications.pay(id, 400_000);
    platform.awaitState(id, "ACTIVE");
    TestPlatform.await("the last notification", () -> states(id).contains("ACTIVE"));
    assertThat(states(id))
        .containsExactlyInAnyOrder("SUBMITTED", "IN_REVIEW", "DEPOSIT_DUE", "ACTIVE");
    for (JsonNode one : received(id)) {
      byte[] raw = Base64.getDecoder().decode(one.path("raw").asString());
      assertThat(
              HmacSignature.isGenuine(
                  one.path("signature").asString(),
                  raw,
                  List.of(secret),
                  Instant.now(),
                  Duration.ofMinutes(5)))
          .isTrue();
      assertThat(one.path("body").path("merchantId").asString()).isEqualTo(merchantId);
      assertThat(one.path("body").path("sequence").asLong()).isPositive();
    }
  }

  @Test
  void triesAgainListsWhatItTriedAndReplays() {
    ObjectNode application = applications.complete();
    String merchantId = application.path("merchantId").asString();
    listen(merchantId);
    platform.sandbox().post("/notifications/failures", Map.of("count", 1));
    String id = applications.submit(application);
    TestPlatform.await(
        "a failed try",
        () ->
            deliveries(merchantId).stream().anyMatch(one -> one.path("lastStatus").asInt() == 503));
    platform.travelTo(Instant.now().plusSeconds(30));
    TestPlatform.await(
        "delivery at last",
        () ->
            deliveries(merchantId).stream()
                .allMatch(one -> one.path("state").asString().equals("DELIVERED")));
    JsonNode retried =
        deliveries(merchantId).stream()
            .filter(one -> one.path("attempts").asInt() == 2)
            .findFirst()
            .orElseThrow();
    int before = received(id).size();
    String replay = "/api/v1/notifications/" + retried.path("id").asString() + "/replay";
    assertThat(platform.api("merchant2").post(replay, Map.of()).status()).isEqualTo(404);
    assertThat(applications.merchant.post(replay, Map.of()).status()).isEqualTo(202);
    TestPlatform.await("the replay", () -> received(id).size() == before + 1);
    assertThat(
            received(id).stream()
                .filter(one -> one.path("body").path("eventId").equals(retried.path("id"))))
        .hasSize(2);
  }

  @Test
  void givesUpAfterThreeDaysAndNotBefore() {
    ObjectNode application = applications.complete();
    String merchantId = application.path("merchantId").asString();
    listen(merchantId);
    platform.sandbox().post("/notifications/failures", Map.of("count", 100_000));
    Instant submitted = Instant.now();
    // What is told only after the travel would be given up three days after that.
    platform.awaitState(applications.submit(application), "IN_REVIEW");
    TestPlatform.await(
        "a failed try",
        () -> deliveries(merchantId).stream().allMatch(one -> one.path("attempts").asInt() > 0));
    platform.travelTo(submitted.plus(Duration.ofHours(71)));
    TestPlatform.await(
        "tries after 71 hours",
        () -> deliveries(merchantId).stream().allMatch(one -> one.path("attempts").asInt() > 1));
    assertThat(deliveries(merchantId))
        .allMatch(one -> one.path("state").asString().equals("PENDING"));
    platform.travelTo(submitted.plus(Duration.ofHours(73)));
    TestPlatform.await(
        "giving up",
        () ->
            deliveries(merchantId).stream()
                .allMatch(one -> one.path("state").asString().equals("FAILED")));
  }

  @Test
  void goesNowhereWrongAndTellsNobodyElse() {
    String merchantId = Applications.newMerchant();
    String path = "/api/v1/webhook-endpoints/" + merchantId;
    for (String url : List.of("ftp://127.0.0.1/", "not a url", "http://user@127.0.0.1:18091/")) {
      ApiClient.Answer refused = applications.merchant.put(path, Map.of("url", url));
      assertThat(refused.status()).as(url).isEqualTo(422);
      assertThat(refused.body().path("errors").path(0).path("code").asString())
          .isEqualTo("WRONG_URL");
    }
    assertThat(platform.api("merchant2").put(path, Map.of("url", "http://127.0.0.1:1/")).status())
        .isEqualTo(403);
    assertThat(
            platform
                .api("merchant2")
                .get("/api/v1/notifications?merchantId=" + merchantId)
                .status())
        .isEqualTo(403);
    assertThat(applications.merchant.get(path).status()).isEqualTo(404);
    listen(merchantId);
    assertThat(applications.merchant.get(path).body().has("secret")).isFalse();
  }

  private String listen(String merchantId) {
    return applications
        .merchant
        .put(
            "/api/v1/webhook-endpoints/" + merchantId,
            Map.of("url", platform.sandboxUrl() + "/notifications"))
        .body()
        .path("secret")
        .asString();
  }

  private List<JsonNode> received(String id) {
    return platform.sandbox().get("/notifications?caseId=" + id).body().valueStream().toList();
  }

  private List<String> states(String id) {
    return received(id).stream().map(one -> one.path("body").path("toState").asString()).toList();
  }

  private List<JsonNode> deliveries(String merchantId) {
    return applications
        .merchant
        .get("/api/v1/notifications?merchantId=" + merchantId)
        .items()
        .valueStream()
        .toList();
  }
}
