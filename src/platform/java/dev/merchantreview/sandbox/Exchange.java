package dev.merchantreview.sandbox;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One request and its answer, with as much JSON as a sandbox needs. */
final class Exchange {

  /** Nothing the sandbox is told is near as long; it has 64 MiB for everything. */
  private static final int MOST_BYTES = 1 << 20;

  private final HttpExchange exchange;
  private final byte[] body;

  Exchange(HttpExchange exchange) throws IOException {
    this.exchange = exchange;
    InputStream told = exchange.getRequestBody();
    this.body = told.readNBytes(MOST_BYTES + 1);
    // Whoever is still sending does not read an answer.
    told.transferTo(OutputStream.nullOutputStream());
  }

  /**
   * A handler that answers 413 to what is too long, and 500 with the reason when something was not
   * thought of.
   */
  interface Handler {
    void handle(Exchange exchange) throws IOException;
  }

  static HttpHandler handler(Handler handler) {
    return raw -> {
      Exchange exchange = new Exchange(raw);
      if (exchange.body.length > MOST_BYTES) {
        exchange.answer(413, "{\"error\": \"at most " + MOST_BYTES + " bytes\"}");
        return;
      }
      try {
        handler.handle(exchange);
      } catch (RuntimeException unexpected) {
        exchange.answer(500, "{\"error\": \"" + unexpected.getClass().getSimpleName() + "\"}");
      }
    };
  }

  String method() {
    return exchange.getRequestMethod();
  }

  String path() {
    return exchange.getRequestURI().getPath();
  }

  /** What follows the last slash. */
  String last() {
    return path().substring(path().lastIndexOf('/') + 1);
  }

  Optional<String> query(String name) {
    String query = exchange.getRequestURI().getQuery();
    return query == null
        ? Optional.empty()
        : Arrays.stream(query.split("&"))
            .filter(part -> part.startsWith(name + "="))
            .map(part -> part.substring(name.length() + 1))
            .findFirst();
  }

  String header(String name) {
    return String.valueOf(exchange.getRequestHeaders().getFirst(name));
  }

  byte[] body() {
    return body;
  }

  String text() {
    return new String(body, StandardCharsets.UTF_8);
  }

  /** A field of a flat JSON object, text or number. */
  Optional<String> field(String name) {
    // Possessive: else each character of the text takes a part of the stack, until there is none.
    Matcher found =
        Pattern.compile("\"" + name + "\"\\s*+:\\s*+(?:\"((?:[^\"\\\\]++|\\\\.)*+)\"|(-?[0-9]++))")
            .matcher(text());
    if (!found.find()) {
      return Optional.empty();
    }
    return Optional.of(found.group(1) != null ? found.group(1) : found.group(2));
  }

  void answer(int status, String json) throws IOException {
    byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }
}
