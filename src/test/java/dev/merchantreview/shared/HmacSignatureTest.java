package dev.merchantreview.shared;

import static org.assertj.core.api.Assertions.assertThat;

import dev.merchantreview.sandbox.ServiceDoor;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class HmacSignatureTest {

  private static final Instant NOW = Instant.parse("2026-03-02T01:02:03Z");
  private static final String SECRET = "a secret of the provider";
  private static final byte[] BODY = "{\"amountFen\":1}".getBytes(StandardCharsets.UTF_8);

  private static boolean isGenuine(String header, byte[] body) {
    return HmacSignature.isGenuine(header, body, List.of(SECRET), NOW, Duration.ofMinutes(5));
  }

  @Test
  void knowsTheProvider() {
    assertThat(isGenuine(ServiceDoor.signature(SECRET, NOW, BODY), BODY)).isTrue();
    assertThat(isGenuine(ServiceDoor.signature(SECRET, NOW.minusSeconds(300), BODY), BODY))
        .isTrue();
    assertThat(isGenuine(HmacSignature.of(SECRET, NOW, BODY), BODY)).isTrue();
  }

  @Test
  void refusesWhatIsOldOrFromTheFuture() {
    assertThat(isGenuine(ServiceDoor.signature(SECRET, NOW.minusSeconds(301), BODY), BODY))
        .isFalse();
    assertThat(isGenuine(ServiceDoor.signature(SECRET, NOW.plusSeconds(301), BODY), BODY))
        .isFalse();
  }

  @Test
  void refusesAnotherSecretAndAnotherBody() {
    assertThat(isGenuine(ServiceDoor.signature("another secret", NOW, BODY), BODY)).isFalse();
    assertThat(
            isGenuine(
                ServiceDoor.signature(SECRET, NOW, BODY),
                "{\"amountFen\":2}".getBytes(StandardCharsets.UTF_8)))
        .isFalse();
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(
      strings = {
        "",
        "t=1",
        "t=,v1=",
        "t=99999999999999999999,v1=0000000000000000000000000000000000000000000000000000000000000000",
        "v1=0000000000000000000000000000000000000000000000000000000000000000,t=1772413323"
      })
  void refusesWhatIsNoSignature(String header) {
    assertThat(isGenuine(header, BODY)).isFalse();
  }

  /** What other systems that sign this way write. */
  @Test
  void readsEveryWayToWriteIt() {
    String seconds = "t=" + NOW.getEpochSecond();
    String good = v1(SECRET);
    String other = v1("another secret");
    for (String header :
        List.of(
            good + "," + seconds,
            seconds + ", " + good,
            " " + seconds + " ,  " + good + " ",
            seconds + ",v1=" + good.substring(3).toUpperCase(Locale.ROOT),
            seconds + "," + other + "," + good,
            good + "," + other + "," + seconds,
            seconds + ",v0=old," + good + ",v2=0000")) {
      assertThat(isGenuine(header, BODY)).as(header).isTrue();
    }
    for (String header :
        List.of(
            seconds + "," + other,
            seconds + "," + other + "," + other,
            seconds + "," + seconds + "," + good,
            seconds + ",t=1," + good,
            seconds + "," + good + ",",
            seconds + ";" + good,
            seconds + "," + good + "0",
            "T=" + NOW.getEpochSecond() + "," + good,
            "t=0" + NOW.getEpochSecond() + "," + good,
            "t=-1," + good,
            seconds + "," + good.replace("v1", "v2"),
            seconds + "," + good + "," + String.join(",", Collections.nCopies(8, other)),
            seconds + "," + good + "," + "v0=" + "0".repeat(2_000))) {
      assertThat(isGenuine(header, BODY)).as(header).isFalse();
    }
  }

  @Test
  void knowsTwoSecretsWhileOneIsChanged() {
    Duration tolerance = Duration.ofMinutes(5);
    for (String secret : List.of(SECRET, "the secret of before")) {
      String header = HmacSignature.of(secret, NOW, BODY);
      assertThat(
              HmacSignature.isGenuine(
                  header, BODY, List.of(SECRET, "the secret of before"), NOW, tolerance))
          .isTrue();
    }
    assertThat(
            HmacSignature.isGenuine(
                HmacSignature.of("the secret of before", NOW, BODY),
                BODY,
                List.of(SECRET),
                NOW,
                tolerance))
        .isFalse();
  }

  private static String v1(String secret) {
    return ServiceDoor.signature(secret, NOW, BODY).split(",")[1];
  }
}
