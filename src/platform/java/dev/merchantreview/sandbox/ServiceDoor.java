package dev.merchantreview.sandbox;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Tells the service what happened, signed as each provider signs. */
public final class ServiceDoor {

  /** What the local profile knows the payment provider by. */
  public static final String PAYMENT_SECRET = "local-payment-secret";

  /** What the local profile knows the contract signing provider by. */
  public static final String CONTRACT_SECRET = "local-contract-signing-secret";

  /** What the local profile knows the identity provider by. */
  public static final String IDENTITY_SECRET = "local-identity-secret";

  /** What the local profile knows the bank's notices by. */
  public static final String BANK_SECRET = "local-bank-notice-secret";

  private final String service;
  private final HttpClient http = HttpClient.newHttpClient();

  ServiceDoor(String service) {
    this.service = service;
  }

  /** Sends a signed notice and passes the service's answer on. */
  void tell(Exchange exchange, String path, String secret, String notice) throws IOException {
    Optional<HttpResponse<String>> told = tell(path, secret, notice);
    if (told.isPresent()) {
      exchange.answer(told.get().statusCode(), told.get().body());
    } else {
      exchange.answer(502, "{\"error\": \"the service does not answer\"}");
    }
  }

  /** Sends a signed notice; empty when the service does not answer. */
  Optional<HttpResponse<String>> tell(String path, String secret, String notice) {
    byte[] raw = notice.getBytes(StandardCharsets.UTF_8);
    try {
      return Optional.of(
          http.send(
              HttpRequest.newBuilder(URI.create(service + path))
                  .header("Content-Type", "application/json")
                  .header("Accept-Language", "en")
                  .header("X-Signature", signature(secret, Instant.now(), raw))
                  .POST(HttpRequest.BodyPublishers.ofByteArray(raw))
                  .build(),
              HttpResponse.BodyHandlers.ofString()));
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    } catch (IOException unreachable) {
      return Optional.empty();
    }
  }

  /** {@code t=<unix seconds>,v1=<hex HMAC-SHA256 of "<t>.<raw body>">}. */
  public static String signature(String secret, Instant at, byte[] body) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
      mac.update((at.getEpochSecond() + ".").getBytes(StandardCharsets.UTF_8));
      return "t=" + at.getEpochSecond() + ",v1=" + HexFormat.of().formatHex(mac.doFinal(body));
    } catch (GeneralSecurityException cause) {
      throw new IllegalStateException(cause);
    }
  }
}
