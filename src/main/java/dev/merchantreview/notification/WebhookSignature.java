package dev.merchantreview.notification;

import com.standardwebhooks.Webhook;
import com.standardwebhooks.exceptions.WebhookSigningException;
import dev.merchantreview.shared.HmacSignature;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Signs what merchants are told as Standard Webhooks 1.0.0 has it, so that they verify it with a
 * published library.
 */
public final class WebhookSignature {

  /** The notification's id, the same in every delivery of it. */
  public static final String ID = "webhook-id";

  /** When this delivery was tried, in seconds since 1970. */
  public static final String TIMESTAMP = "webhook-timestamp";

  /** The signatures, one of each secret that counts, separated by blanks. */
  public static final String SIGNATURE = "webhook-signature";

  /** What the first version of our own called {@link #ID}. */
  public static final String FORMER_ID = "X-Event-Id";

  private static final String PREFIX = "whsec_";
  private static final int SECRET_BYTES = 32;

  private WebhookSignature() {}

  static String newSecret(SecureRandom random) {
    byte[] bytes = new byte[SECRET_BYTES];
    random.nextBytes(bytes);
    return PREFIX + Base64.getEncoder().encodeToString(bytes);
  }

  /**
   * The headers of one delivery.
   *
   * @param secrets the one of now first
   * @param at when it is tried
   * @param formerUntil until when the headers of before go with it, for receivers that know no
   *     others
   */
  static Map<String, String> headers(
      Notification notification, List<String> secrets, Instant at, OffsetDateTime formerUntil) {
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put(ID, notification.id());
    headers.put(TIMESTAMP, Long.toString(at.getEpochSecond()));
    headers.put(
        SIGNATURE,
        secrets.stream()
            .map(secret -> signature(secret, notification, at))
            .collect(Collectors.joining(" ")));
    if (at.isBefore(formerUntil.toInstant())) {
      headers.put(FORMER_ID, notification.id());
      // One signature, as ever: whoever reads it may not look for a second.
      headers.put(
          HmacSignature.HEADER,
          HmacSignature.of(
              secrets.getFirst(), at, notification.body().getBytes(StandardCharsets.UTF_8)));
    }
    return headers;
  }

  private static String signature(String secret, Notification notification, Instant at) {
    try {
      return new Webhook(key(secret))
          .sign(notification.id(), at.getEpochSecond(), notification.body());
    } catch (WebhookSigningException everyJdkHasIt) {
      throw new IllegalStateException(everyJdkHasIt);
    }
  }

  /** Secrets of before are written in the alphabet of addresses, which the library refuses. */
  private static byte[] key(String secret) {
    return Base64.getDecoder()
        .decode(secret.substring(PREFIX.length()).replace('-', '+').replace('_', '/'));
  }
}
