package dev.merchantreview.deposit;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Judges whether a notification really comes from the payment provider, and now. */
@Component
public class PaymentSignature {

  private static final Pattern HEADER = Pattern.compile("t=([0-9]{1,12}),v1=([0-9a-f]{64})");

  private final DepositProperties properties;
  private final Clock clock;

  PaymentSignature(DepositProperties properties, Clock clock) {
    this.properties = properties;
    this.clock = clock;
  }

  /**
   * @param header {@code t=<unix seconds>,v1=<hex HMAC-SHA256 of "<t>.<raw body>">}
   */
  public boolean isGenuine(@Nullable String header, byte[] body) {
    Matcher parts = HEADER.matcher(header == null ? "" : header);
    if (!parts.matches()) {
      return false;
    }
    Duration age =
        Duration.between(Instant.ofEpochSecond(Long.parseLong(parts.group(1))), clock.instant())
            .abs();
    byte[] expected = sign(properties.paymentSecret(), parts.group(1), body);
    // Constant time, so that the answer's delay tells a forger nothing.
    boolean matches = MessageDigest.isEqual(expected, HexFormat.of().parseHex(parts.group(2)));
    return matches && age.compareTo(properties.signatureTolerance()) <= 0;
  }

  static byte[] sign(String secret, String timestamp, byte[] body) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
      mac.update((timestamp + ".").getBytes(StandardCharsets.UTF_8));
      return mac.doFinal(body);
    } catch (GeneralSecurityException cause) {
      throw new IllegalStateException(cause);
    }
  }
}
