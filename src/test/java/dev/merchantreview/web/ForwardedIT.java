package dev.merchantreview.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.merchantreview.local.Balancer;
import dev.merchantreview.testing.FreePorts;
import dev.merchantreview.testing.RawHttp;
import dev.merchantreview.testing.ServiceAlone;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.TreeMap;
import java.util.function.IntFunction;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** Where a call comes from, and what was called, is told by the proxy, never by who calls. */
class ForwardedIT {

  private static final int FAILURES = 5;
  private static final ServiceAlone SERVICE =
      ServiceAlone.with(
          "--server.forward-headers-strategy=native",
          "--merchant-review.web.limits.login-failures-by-address.count=" + FAILURES,
          "--merchant-review.web.limits.login-failures-by-address.per=20h");
  private static final int PORT = FreePorts.one();
  private static final String URL = "http://127.0.0.1:" + PORT;
  private static final Balancer BALANCER =
      new Balancer(
          PORT,
          List.of(new Balancer.Service("service-1", URI.create(SERVICE.serviceUrl()).getPort())));

  @AfterAll
  static void stop() {
    BALANCER.close();
    SERVICE.close();
  }

  /** However often one who guesses passwords says to be somebody else. */
  @Test
  void countsWhoGuessesThroughTheBalancerByItsOwnAddress() {
    assertThat(
            guesses(
                i ->
                    RawHttp.send(
                        URL,
                        "127.0.0.7",
                        guess(
                            """
                            X-Forwarded-For: 203.0.113.%1$d
                            x-forwarded-for: 203.0.113.%1$d
                            Forwarded: for=203.0.113.%1$d
                            X-Real-IP: 203.0.113.%1$d
                            """
                                .formatted(i)))))
        .containsExactly(401, 401, 401, 401, 401, 429, 429);
  }

  /** What a service takes for the host it was called by is the balancer's word alone. */
  @Test
  void handsOnNothingACallerSaysOfWhatItCalled() throws IOException {
    HttpServer echo = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
    echo.createContext(
        "/",
        exchange -> {
          byte[] headers =
              new TreeMap<>(exchange.getRequestHeaders())
                  .toString()
                  .getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(200, headers.length);
          exchange.getResponseBody().write(headers);
          exchange.close();
        });
    echo.start();
    int port = FreePorts.one();
    try (Balancer balancer =
        new Balancer(
            port, List.of(new Balancer.Service("service-1", echo.getAddress().getPort())))) {
      String came =
          RawHttp.send(
                  "http://127.0.0.1:" + port,
                  lines(
                      """
                      GET / HTTP/1.1
                      Host: shop.example
                      Connection: close
                      X-Kept: kept
                      X-Forwarded-Host: evil.example
                      X-Forwarded-For: evil
                      X-Forwarded-Port: 666
                      X-Forwarded-Proto: evil
                      X-Forwarded-Prefix: /evil
                      X-Forwarded-Ssl: evil
                      X-Real-IP: evil
                      Forwarded: host=evil.example;for=evil
                      """))
              .body();
      assertThat(came)
          .contains("kept", "X-forwarded-for=[127.0.0.1]", "X-forwarded-host=[shop.example]")
          .doesNotContain("evil", "666");
    } finally {
      echo.stop(0);
    }
  }

  /** From an address that is not the proxy's, though one of the same machine. */
  @Test
  void believesNobodyButTheProxy() {
    assertThat(
            guesses(
                i ->
                    RawHttp.send(
                        SERVICE.serviceUrl(),
                        "127.0.0.9",
                        guess("X-Forwarded-For: 203.0.113.%d\n".formatted(i)))))
        .containsExactly(401, 401, 401, 401, 401, 429, 429);
  }

  private static List<Integer> guesses(IntFunction<RawHttp.Answer> one) {
    List<Integer> statuses = new ArrayList<>();
    for (int i = 0; i < FAILURES + 2; i++) {
      statuses.add(one.apply(i).status());
    }
    return statuses;
  }

  private static byte[] guess(String headers) {
    String basic =
        Base64.getEncoder().encodeToString("nobody:wrong".getBytes(StandardCharsets.UTF_8));
    return lines(
        """
        GET /api/v1/store-applications?limit=1 HTTP/1.1
        Host: 127.0.0.1
        Connection: close
        Authorization: Basic %s
        """
                .formatted(basic)
            + headers);
  }

  private static byte[] lines(String request) {
    return (request.replace("\n", "\r\n") + "\r\n").getBytes(StandardCharsets.UTF_8);
  }
}
