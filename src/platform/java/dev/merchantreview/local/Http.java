package dev.merchantreview.local;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.function.BooleanSupplier;

/** Small HTTP calls of the launcher, and waiting on conditions. */
public final class Http {

  private static final HttpClient CLIENT =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();
  private static final long POLL_MILLIS = 100;

  private Http() {}

  /** The status of a GET; 0 when nobody answers. */
  public static int status(String url) {
    try {
      return send(HttpRequest.newBuilder(URI.create(url)).timeout(Duration.ofSeconds(5)).build())
          .statusCode();
    } catch (IOException nobody) {
      return 0;
    }
  }

  /** The body of a GET; empty when nobody answers or the status is no success. */
  public static String body(String url) {
    try {
      HttpResponse<String> answer =
          send(HttpRequest.newBuilder(URI.create(url)).timeout(Duration.ofSeconds(5)).build());
      return answer.statusCode() < 300 ? answer.body() : "";
    } catch (IOException nobody) {
      return "";
    }
  }

  /** The status of a PUT of JSON; 0 when nobody answers. */
  public static int put(String url, String json) {
    try {
      return send(HttpRequest.newBuilder(URI.create(url))
              .timeout(Duration.ofSeconds(10))
              .header("Content-Type", "application/json")
              .PUT(HttpRequest.BodyPublishers.ofString(json))
              .build())
          .statusCode();
    } catch (IOException nobody) {
      return 0;
    }
  }

  /** The status of a POST without a body; 0 when nobody answers. */
  public static int post(String url) {
    try {
      return send(HttpRequest.newBuilder(URI.create(url))
              .timeout(Duration.ofSeconds(10))
              .POST(HttpRequest.BodyPublishers.noBody())
              .build())
          .statusCode();
    } catch (IOException nobody) {
      return 0;
    }
  }

  private static HttpResponse<String> send(HttpRequest request) throws IOException {
    try {
      return CLIENT.send(request, HttpResponse.BodyHandlers.ofString());
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new IOException(stopped);
    }
  }

  /** Polls until the condition holds. */
  public static void await(String what, Duration patience, BooleanSupplier condition) {
    Instant deadline = Instant.now().plus(patience);
    while (!condition.getAsBoolean()) {
      if (Instant.now().isAfter(deadline)) {
        throw new LaunchException(what + " did not happen within " + patience.toSeconds() + " s");
      }
      try {
        Thread.sleep(POLL_MILLIS);
      } catch (InterruptedException stopped) {
        Thread.currentThread().interrupt();
        throw new LaunchException("interrupted while waiting for " + what);
      }
    }
  }
}
