package dev.merchantreview.shared;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * The signature of what is told over HTTP without anybody being logged in: {@code t=<unix
 * seconds>,v1=<hex HMAC-SHA256 of "<t>.<raw body>">}. The time is signed too, so that a recorded
 * request cannot be sent again later.
 */
public final class HmacSignature {

  /** The header that carries it. */
  public static final String HEADER = "X-Signature";

  private static final Pattern SHAPE = Pattern.compile("t=([0-9]{1,12}),v1=([0-9a-f]{64})");
  private static final String ALGORITHM = "HmacSHA256";

  private HmacSignature() {}

  /** The header's value for a body sent at an instant. */
  public static String of(String secret, Instant at, byte[] body) {
    String seconds = Long.toString(at.getEpochSecond());
    return "t=" + seconds + ",v1=" + HexFormat.of().formatHex(sign(secret, seconds, body));
  }

  /**
   * @param tolerance how old, or how far ahead, a genuine signature may be
   */
  public static boolean isGenuine(
      @Nullable String header, byte[] body, String secret, Instant now, Duration tolerance) {
    Matcher parts = SHAPE.matcher(header == null ? "" : header);
    if (!parts.matches()) {
      return false;
    }
    Duration age =
        Duration.between(Instant.ofEpochSecond(Long.parseLong(parts.group(1))), now).abs();
    byte[] expected = sign(secret, parts.group(1), body);
    // Constant time, so that the answer's delay tells a forger nothing.
    boolean matches = MessageDigest.isEqual(expected, HexFormat.of().parseHex(parts.group(2)));
    return matches && age.compareTo(tolerance) <= 0;
  }

  private static byte[] sign(String secret, String seconds, byte[] body) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), ALGORITHM));
      mac.update((seconds + ".").getBytes(StandardCharsets.UTF_8));
      return mac.doFinal(body);
    } catch (GeneralSecurityException everyJdkHasIt) {
      throw new IllegalStateException(everyJdkHasIt);
    }
  }
}
