package dev.merchantreview.shared;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
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

  private static final int LONGEST = 1_000;
  private static final int MOST_SIGNATURES = 8;
  private static final Pattern PAIR = Pattern.compile("([a-z][a-z0-9]{0,9})=([0-9A-Za-z]{1,128})");
  private static final Pattern SECONDS = Pattern.compile("[0-9]{1,12}");
  private static final Pattern HEX = Pattern.compile("[0-9a-fA-F]{64}");
  private static final String ALGORITHM = "HmacSHA256";

  private HmacSignature() {}

  /** The header's value for a body sent at an instant. */
  public static String of(String secret, Instant at, byte[] body) {
    String seconds = Long.toString(at.getEpochSecond());
    return "t=" + seconds + ",v1=" + HexFormat.of().formatHex(sign(secret, seconds, body));
  }

  /**
   * Whether one of the signatures was made with one of the secrets.
   *
   * @param header one {@code t} and up to {@value #MOST_SIGNATURES} {@code v1} in any order, blanks
   *     around the commas, hexadecimal in any case; signatures of other versions are passed over
   * @param secrets what may have been signed with: two while a secret is changed
   * @param tolerance how old, or how far ahead, a genuine signature may be
   */
  public static boolean isGenuine(
      @Nullable String header,
      byte[] body,
      Collection<String> secrets,
      Instant now,
      Duration tolerance) {
    Optional<Parts> read = parts(header);
    if (read.isEmpty()) {
      return false;
    }
    Parts parts = read.get();
    boolean matches = false;
    // All of them, each in constant time, so that the answer's delay tells a forger nothing.
    for (String secret : secrets) {
      byte[] expected = sign(secret, parts.seconds(), body);
      for (byte[] signature : parts.signatures()) {
        matches |= MessageDigest.isEqual(expected, signature);
      }
    }
    Duration age =
        Duration.between(Instant.ofEpochSecond(Long.parseLong(parts.seconds())), now).abs();
    return matches && age.compareTo(tolerance) <= 0;
  }

  /**
   * What a header says.
   *
   * @param seconds as they were written: so they were signed
   */
  private record Parts(String seconds, List<byte[]> signatures) {}

  private static Optional<Parts> parts(@Nullable String header) {
    if (header == null || header.length() > LONGEST) {
      return Optional.empty();
    }
    List<String> seconds = new ArrayList<>();
    List<byte[]> signatures = new ArrayList<>();
    for (String part : header.split(",", -1)) {
      Matcher pair = PAIR.matcher(part.strip());
      if (!pair.matches()) {
        return Optional.empty();
      }
      String value = pair.group(2);
      switch (pair.group(1)) {
        case "t" -> seconds.add(value);
        case "v1" -> {
          if (!HEX.matcher(value).matches()) {
            return Optional.empty();
          }
          signatures.add(HexFormat.of().parseHex(value));
        }
        default -> {
          // A version of later.
        }
      }
    }
    boolean readable =
        seconds.size() == 1
            && SECONDS.matcher(seconds.getFirst()).matches()
            && signatures.size() <= MOST_SIGNATURES;
    return readable ? Optional.of(new Parts(seconds.getFirst(), signatures)) : Optional.empty();
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
