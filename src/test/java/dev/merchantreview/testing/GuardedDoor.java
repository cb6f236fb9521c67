package dev.merchantreview.testing;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Executors;

/** An HTTP address that answers the same to whoever has a good token, and 401 to everybody else. */
public final class GuardedDoor implements AutoCloseable {

  private final HttpServer server;
  private final BearerCheck check;
  private final byte[] answer;

  /**
   * @param answer what is answered to every call, as JSON
   */
  public GuardedDoor(BearerCheck check, String answer) {
    this.check = check;
    this.answer = answer.getBytes(StandardCharsets.UTF_8);
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException cause) {
      throw new UncheckedIOException(cause);
    }
    server.createContext("/", this::answer);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.start();
  }

  public String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      exchange.getRequestBody().readAllBytes();
      if (check.takes(exchange.getRequestHeaders().getFirst("Authorization"))) {
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(200, answer.length);
        exchange.getResponseBody().write(answer);
      } else {
        exchange.sendResponseHeaders(401, -1);
      }
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
