package dev.merchantreview.notification;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DestinationTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://127.0.0.1/hook",
        "https://localhost/hook",
        "https://10.1.2.3/hook",
        "https://192.168.0.1/hook",
        "https://172.16.0.9/hook",
        "https://169.254.169.254/latest",
        "https://[::1]/hook",
        "https://[fd00::1]/hook",
        "https://0.0.0.0/hook",
        "https://100.64.0.1/hook"
      })
  void refusesAddressesInsideThePlatformsNetwork(String url) {
    assertThat(destination(false).fault(url)).contains(Destination.Fault.NOT_PUBLIC);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://8.8.8.8/hook",
        "ftp://8.8.8.8/hook",
        "hook",
        "https:///hook",
        "https://user:pass@8.8.8.8/",
        "https://8.8.8.8/#part",
        "https://8.8.8.8/a b",
        "file:///etc/passwd"
      })
  void refusesWhatIsNoCompleteHttpsAddress(String url) {
    assertThat(destination(false).fault(url)).contains(Destination.Fault.WRONG_URL);
  }

  @Test
  void acceptsAPublicAddressAndOnOnesOwnMachineAPrivateOne() {
    assertThat(destination(false).fault("https://8.8.8.8/hook")).isEmpty();
    assertThat(destination(true).fault("http://127.0.0.1:8091/notifications")).isEmpty();
  }

  @Test
  void waitsLongerAfterEachFailureUpToALimit() {
    NotificationProperties properties = properties(false);
    assertThat(properties.backoff(1)).isEqualTo(Duration.ofSeconds(5));
    assertThat(properties.backoff(2)).isEqualTo(Duration.ofSeconds(10));
    assertThat(properties.backoff(9)).isEqualTo(Duration.ofMinutes(21).plusSeconds(20));
    assertThat(properties.backoff(11)).isEqualTo(Duration.ofHours(1));
    assertThat(properties.backoff(500)).isEqualTo(Duration.ofHours(1));
  }

  private static Destination destination(boolean privateAddresses) {
    return new Destination(properties(privateAddresses));
  }

  private static NotificationProperties properties(boolean privateAddresses) {
    return new NotificationProperties(
        Duration.ofDays(3),
        Duration.ofSeconds(5),
        Duration.ofHours(1),
        Duration.ofSeconds(10),
        privateAddresses);
  }
}
