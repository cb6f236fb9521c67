package dev.merchantreview.shared;

import static org.assertj.core.api.Assertions.assertThat;

import dev.merchantreview.sandbox.ServiceDoor;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class HmacSignatureTest {

  private static final Instant NOW = Instant.parse("2026-03-02T01:02:03Z");
  private static final String SECRET = "a secret of the provider";
  private static final byte[] BODY = "{\"amountFen\":1}".getBytes(StandardCharsets.UTF_8);

  private static boolean isGenuine(String header, byte[] body) {
    return HmacSignature.isGenuine(header, body, SECRET, NOW, Duration.ofMinutes(5));
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
}
