package dev.merchantreview.notification;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DestinationTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "127.0.0.1",
        "localhost",
        "10.1.2.3",
        "192.168.0.1",
        "172.16.0.9",
        "172.31.255.255",
        "169.254.169.254",
        "0.0.0.0",
        "0.1.2.3",
        "100.64.0.1",
        "100.127.255.255",
        "192.0.0.1",
        "192.0.2.1",
        "192.31.196.1",
        "192.52.193.1",
        "192.88.99.1",
        "192.175.48.1",
        "198.18.0.1",
        "198.19.255.255",
        "198.51.100.1",
        "203.0.113.1",
        "224.0.0.1",
        "239.255.255.255",
        "240.0.0.1",
        "255.255.255.255",
        "2130706433",
        "[::]",
        "[::1]",
        "[::ffff:127.0.0.1]",
        "[::ffff:10.0.0.1]",
        "[::127.0.0.1]",
        "[64:ff9b::a9fe:a9fe]",
        "[64:ff9b::808:808]",
        "[64:ff9b:1::1]",
        "[100::1]",
        "[100:0:0:1::1]",
        "[2001::1]",
        "[2001:1::1]",
        "[2001:2::1]",
        "[2001:4:112::1]",
        "[2001:20::1]",
        "[2001:db8::1]",
        "[2002:7f00:1::1]",
        "[2620:4f:8000::1]",
        "[3fff::1]",
        "[5f00::1]",
        "[fc00::1]",
        "[fd00::1]",
        "[fe80::1]",
        "[fec0::1]",
        "[ff02::1]",
        "[4000::1]"
      })
  void refusesWhatIsNotPublic(String host) {
    assertThat(fault("https://" + host + "/hook")).contains(Destination.Fault.NOT_PUBLIC);
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
        "https://8.8.8.8/%zz",
        "https://-a.example/",
        "https://a_b.example/",
        "https://[::1/",
        "https://127.1/",
        "file:///etc/passwd"
      })
  void refusesWhatIsNoCompleteHttpsAddress(String url) {
    assertThat(fault(url)).contains(Destination.Fault.WRONG_URL);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://8.8.8.8:0/",
        "https://8.8.8.8:22/",
        "https://8.8.8.8:8443/",
        "https://8.8.8.8:65536/",
        "https://8.8.8.8:99999/"
      })
  void refusesPortsNotificationsMayNotGoTo(String url) {
    assertThat(fault(url)).contains(Destination.Fault.WRONG_PORT);
  }

  @ParameterizedTest
  @CsvSource({
    "https://8.8.8.8/hook, https://8.8.8.8/hook",
    "https://8.8.8.8:443/hook?a=b, https://8.8.8.8:443/hook?a=b",
    "HTTPS://8.8.8.8, https://8.8.8.8",
    "https://[2606:4700::1111]/, https://[2606:4700::1111]/",
    "https://Hooks.Example.COM/A, https://hooks.example.com/A",
    "https://青禾.example/通知, https://xn--2lzs91d.example/%E9%80%9A%E7%9F%A5"
  })
  void takesAPublicAddressInItsNormalForm(String url, String normal) {
    assertThat(destination(false).judge(url)).isEqualTo(new Destination.Verdict.Usable(normal));
  }

  @Test
  void refusesANameOneOfWhoseAddressesIsNotPublic() {
    Destination destination =
        new Destination(
            properties(false),
            host ->
                new InetAddress[] {
                  InetAddress.getByName("8.8.8.8"), InetAddress.getByName("10.0.0.1")
                });
    assertThat(destination.judge("https://hooks.example/"))
        .isEqualTo(new Destination.Verdict.Unusable(Destination.Fault.NOT_PUBLIC));
  }

  @Test
  void takesAPrivateAddressOnOnesOwnMachine() {
    assertThat(destination(true).judge("http://127.0.0.1:8091/notifications"))
        .isInstanceOf(Destination.Verdict.Usable.class);
    assertThat(destination(true).judge("http://127.0.0.1:99999/"))
        .isEqualTo(new Destination.Verdict.Unusable(Destination.Fault.WRONG_PORT));
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

  private static Optional<Destination.Fault> fault(String url) {
    return destination(false).judge(url) instanceof Destination.Verdict.Unusable(var fault)
        ? Optional.of(fault)
        : Optional.empty();
  }

  /** Names lead to a public address here; addresses lead to themselves. */
  private static Destination destination(boolean privateAddresses) {
    return new Destination(
        properties(privateAddresses),
        host ->
            host.contains("example")
                ? new InetAddress[] {InetAddress.getByName("8.8.8.8")}
                : InetAddress.getAllByName(host));
  }

  static NotificationProperties properties(boolean privateAddresses) {
    return properties(privateAddresses, Duration.ofSeconds(20));
  }

  /**
   * @param patience for a whole answer
   */
  static NotificationProperties properties(boolean privateAddresses, Duration patience) {
    return new NotificationProperties(
        Duration.ofDays(3),
        Duration.ofSeconds(5),
        Duration.ofHours(1),
        Duration.ofHours(12),
        patience,
        10,
        2,
        Set.of(443),
        privateAddresses,
        Duration.ofHours(24),
        OffsetDateTime.parse("2027-12-01T00:00:00+08:00"),
        Duration.ofDays(180));
  }
}
