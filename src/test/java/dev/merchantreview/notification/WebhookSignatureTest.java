package dev.merchantreview.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.standardwebhooks.Webhook;
import com.standardwebhooks.exceptions.WebhookVerificationException;
import dev.merchantreview.shared.HmacSignature;
import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What a delivery is signed with, as a receiver with a published library sees it. */
class WebhookSignatureTest {

  private static final String BODY = "{\"eventId\":\"ev_1\",\"reason\":\"资料有误\"}";
  private static final String SECRET = WebhookSignature.newSecret(new SecureRandom());
  private static final OffsetDateTime ENDED = OffsetDateTime.parse("2020-01-01T00:00:00+08:00");
  private static final OffsetDateTime GOING_ON = OffsetDateTime.parse("2999-01-01T00:00:00+08:00");

  @Test
  void isVerifiedByTheLibraryAndNothingElseIs() {
    Map<String, String> headers = signed(List.of(SECRET), Instant.now());
    assertThatCode(() -> verify(SECRET, BODY, headers)).doesNotThrowAnyException();
    refused(WebhookSignature.newSecret(new SecureRandom()), BODY, headers, "matching signature");
    refused(SECRET, BODY + " ", headers, "matching signature");
    refused(SECRET, BODY, with(headers, WebhookSignature.ID, "ev_2"), "matching signature");
    String later = Long.toString(Instant.now().getEpochSecond() + 60);
    refused(SECRET, BODY, with(headers, WebhookSignature.TIMESTAMP, later), "matching signature");
  }

  @Test
  void isRefusedByTheLibraryWhenItIsOld() {
    Instant old = Instant.now().minus(Duration.ofMinutes(6));
    refused(SECRET, BODY, signed(List.of(SECRET), old), "too old");
  }

  /** The one the published libraries are tried with. */
  @Test
  void isWhatEveryLibraryMakes() {
    Notification notification =
        notification("msg_p5jXN8AQM9LWM0D4loKWxJek", "{\"test\": 2432232314}");
    assertThat(
            WebhookSignature.headers(
                notification,
                List.of("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"),
                Instant.ofEpochSecond(1_614_265_330),
                ENDED))
        .isEqualTo(
            Map.of(
                "webhook-id", "msg_p5jXN8AQM9LWM0D4loKWxJek",
                "webhook-timestamp", "1614265330",
                "webhook-signature", "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="));
  }

  @Test
  void secretsAreWhatLibrariesRead() {
    Set<String> secrets =
        Stream.generate(() -> WebhookSignature.newSecret(new SecureRandom()))
            .limit(100)
            .collect(Collectors.toSet());
    assertThat(secrets)
        .hasSize(100)
        .allSatisfy(
            secret -> {
              assertThat(secret).startsWith("whsec_");
              assertThat(Base64.getDecoder().decode(secret.substring(6))).hasSize(32);
              // The padding too: not every library adds what is missing.
              assertThat(secret).hasSize(6 + 44);
            });
  }

  @Test
  void isVerifiedWithTheSecretOfNowAndWithThoseBefore() {
    List<String> secrets =
        Stream.generate(() -> WebhookSignature.newSecret(new SecureRandom())).limit(3).toList();
    Map<String, String> headers = signed(secrets, Instant.now());
    assertThat(secrets)
        .allSatisfy(
            secret ->
                assertThatCode(() -> verify(secret, BODY, headers)).doesNotThrowAnyException());
    refused(SECRET, BODY, headers, "matching signature");
  }

  /** Such a secret was given to whoever set an endpoint before the libraries were asked. */
  @Test
  void aSecretOfBeforeGoesOnAndWorksInTheLibraryOnceItIsWrittenItsWay() {
    byte[] key = new byte[32];
    Arrays.fill(key, (byte) 0xfb);
    String before = "whsec_" + Base64.getUrlEncoder().withoutPadding().encodeToString(key);
    assertThat(before).contains("-").contains("_");
    Map<String, String> headers = signed(List.of(before), Instant.now());
    assertThatCode(() -> verify("whsec_" + Base64.getEncoder().encodeToString(key), BODY, headers))
        .doesNotThrowAnyException();
    Map<String, String> former =
        WebhookSignature.headers(
            notification("ev_1", BODY), List.of(before), Instant.now(), GOING_ON);
    assertThat(isGenuineAsBefore(former, before)).isTrue();
  }

  @Test
  void carriesTheHeadersOfBeforeUntilTheirEnd() {
    String changed = WebhookSignature.newSecret(new SecureRandom());
    Map<String, String> headers =
        WebhookSignature.headers(
            notification("ev_1", BODY), List.of(SECRET, changed), Instant.now(), GOING_ON);
    assertThat(headers).containsEntry("X-Event-Id", "ev_1");
    assertThat(headers.get(HmacSignature.HEADER)).matches("t=[0-9]+,v1=[0-9a-f]{64}");
    assertThat(isGenuineAsBefore(headers, SECRET)).isTrue();
    assertThat(signed(List.of(SECRET), ENDED.toInstant()))
        .containsOnlyKeys("webhook-id", "webhook-timestamp", "webhook-signature");
  }

  private static Map<String, String> signed(List<String> secrets, Instant at) {
    return WebhookSignature.headers(notification("ev_1", BODY), secrets, at, ENDED);
  }

  private static boolean isGenuineAsBefore(Map<String, String> headers, String secret) {
    return HmacSignature.isGenuine(
        headers.get(HmacSignature.HEADER),
        BODY.getBytes(StandardCharsets.UTF_8),
        List.of(secret),
        Instant.now(),
        Duration.ofMinutes(5));
  }

  private static void refused(String secret, String body, Map<String, String> headers, String why) {
    assertThatThrownBy(() -> verify(secret, body, headers))
        .isInstanceOf(WebhookVerificationException.class)
        .hasMessageContaining(why);
  }

  private static void verify(String secret, String body, Map<String, String> headers)
      throws WebhookVerificationException {
    Map<String, List<String>> all =
        headers.entrySet().stream()
            .collect(Collectors.toMap(Map.Entry::getKey, one -> List.of(one.getValue())));
    new Webhook(secret).verify(body, HttpHeaders.of(all, (name, value) -> true));
  }

  private static Map<String, String> with(Map<String, String> headers, String name, String value) {
    Map<String, String> changed = new HashMap<>(headers);
    changed.put(name, value);
    return changed;
  }

  private static Notification notification(String id, String body) {
    return new Notification(
        id,
        "m-1",
        "sa_1",
        "STATE_CHANGED",
        body,
        Notification.State.PENDING,
        0,
        null,
        null,
        Instant.EPOCH,
        null,
        null);
  }
}
