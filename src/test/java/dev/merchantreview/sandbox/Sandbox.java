package dev.merchantreview.sandbox;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Plays the payment provider: {@code POST /payments {"reference": "sa_…", "amountFen": 1000000}}
 * pays, and tells the service so with a signed notification. Needs nothing but the JDK.
 */
public final class Sandbox {

  /** What the local profile signs payments with. */
  public static final String PAYMENT_SECRET = "local-payment-secret";

  private static final Pattern REFERENCE = Pattern.compile("\"reference\"\\s*:\\s*\"([^\"]+)\"");
  private static final Pattern AMOUNT = Pattern.compile("\"amountFen\"\\s*:\\s*(-?[0-9]+)");
  private static final Pattern PAID_AT = Pattern.compile("\"paidAt\"\\s*:\\s*\"([^\"]+)\"");
  private static final Pattern PAYMENT = Pattern.compile("\"paymentId\"\\s*:\\s*\"([^\"]+)\"");

  private final String service;
  private final HttpClient http = HttpClient.newHttpClient();

  private Sandbox(String service) {
    this.service = service;
  }

  /** Arguments: the port to listen on, the service's address. */
  public static void main(String[] args) throws IOException {
    Sandbox sandbox = new Sandbox(args[1]);
    HttpServer server =
        HttpServer.create(
            new InetSocketAddress(InetAddress.getLoopbackAddress(), Integer.parseInt(args[0])), 0);
    server.createContext("/", sandbox::help);
    server.createContext("/payments", sandbox::pay);
    server.start();
  }

  private void help(HttpExchange exchange) throws IOException {
    answer(
        exchange,
        exchange.getRequestURI().getPath().equals("/") ? 200 : 404,
        "{\"calls\": [\"POST /payments {\\\"reference\\\": \\\"sa_…\\\", \\\"amountFen\\\": 1000000}\"]}");
  }

  private void pay(HttpExchange exchange) throws IOException {
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    Matcher reference = REFERENCE.matcher(body);
    Matcher amount = AMOUNT.matcher(body);
    if (!exchange.getRequestMethod().equals("POST") || !reference.find() || !amount.find()) {
      answer(exchange, 400, "{\"error\": \"POST {\\\"reference\\\": …, \\\"amountFen\\\": …}\"}");
      return;
    }
    Matcher payment = PAYMENT.matcher(body);
    String paymentId = payment.find() ? payment.group(1) : "pay-" + UUID.randomUUID();
    Matcher paidAt = PAID_AT.matcher(body);
    String notification =
        "{\"paymentId\":\"%s\",\"reference\":\"%s\",\"amountFen\":%s,\"paidAt\":\"%s\",\"payer\":\"sandbox\"}"
            .formatted(
                paymentId,
                reference.group(1),
                amount.group(1),
                paidAt.find() ? paidAt.group(1) : Instant.now().truncatedTo(ChronoUnit.SECONDS));
    byte[] raw = notification.getBytes(StandardCharsets.UTF_8);
    try {
      HttpResponse<String> told =
          http.send(
              HttpRequest.newBuilder(URI.create(service + "/api/v1/payment-notifications"))
                  .header("Content-Type", "application/json")
                  .header("Accept-Language", "en")
                  .header("X-Signature", signature(PAYMENT_SECRET, Instant.now(), raw))
                  .POST(HttpRequest.BodyPublishers.ofByteArray(raw))
                  .build(),
              HttpResponse.BodyHandlers.ofString());
      answer(exchange, told.statusCode(), told.body());
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    } catch (IOException unreachable) {
      answer(exchange, 502, "{\"error\": \"the service does not answer\"}");
    }
  }

  /** {@code t=<unix seconds>,v1=<hex HMAC-SHA256 of "<t>.<raw body>">}. */
  public static String signature(String secret, Instant at, byte[] body) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
      mac.update((at.getEpochSecond() + ".").getBytes(StandardCharsets.UTF_8));
      return "t=" + at.getEpochSecond() + ",v1=" + HexFormat.of().formatHex(mac.doFinal(body));
    } catch (java.security.GeneralSecurityException cause) {
      throw new IllegalStateException(cause);
    }
  }

  private static void answer(HttpExchange exchange, int status, String json) throws IOException {
    byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }
}
