package dev.merchantreview.testing;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Requests as no HTTP client would write them, byte by byte. */
public final class RawHttp {

  private static final int PATIENCE_MILLIS = 20_000;

  private RawHttp() {}

  /** What came back: all of it, until the service closed the connection. */
  public record Answer(int status, List<String> headers, String body) {

    /** The first header of that name. */
    public Optional<String> header(String name) {
      String start = name.toLowerCase(Locale.ROOT) + ":";
      return headers.stream()
          .filter(line -> line.toLowerCase(Locale.ROOT).startsWith(start))
          .map(line -> line.substring(start.length()).strip())
          .findFirst();
    }
  }

  /**
   * Sends the request and reads until the connection is closed.
   *
   * @param request should ask for {@code Connection: close} where it is able to; characters are
   *     sent as UTF-8
   */
  public static Answer send(String serviceUrl, String request) {
    return send(serviceUrl, request.getBytes(StandardCharsets.UTF_8));
  }

  public static Answer send(String serviceUrl, byte[] request) {
    return send(serviceUrl, "127.0.0.1", request);
  }

  /**
   * The same.
   *
   * @param from the address of this machine it comes from
   */
  public static Answer send(String serviceUrl, String from, byte[] request) {
    URI address = URI.create(serviceUrl);
    try (Socket socket =
        new Socket(address.getHost(), address.getPort(), InetAddress.getByName(from), 0)) {
      socket.setSoTimeout(PATIENCE_MILLIS);
      OutputStream out = socket.getOutputStream();
      out.write(request);
      out.flush();
      return answer(socket.getInputStream());
    } catch (IOException cause) {
      throw new UncheckedIOException(cause);
    }
  }

  private static Answer answer(InputStream in) throws IOException {
    String all = new String(in.readAllBytes(), StandardCharsets.UTF_8);
    int end = all.indexOf("\r\n\r\n");
    if (end < 0) {
      throw new IOException("no answer: '" + all + "'");
    }
    List<String> lines = all.substring(0, end).lines().toList();
    String body = all.substring(end + 4);
    boolean chunked =
        lines.stream().anyMatch(line -> line.equalsIgnoreCase("Transfer-Encoding: chunked"));
    return new Answer(
        Integer.parseInt(lines.getFirst().split(" ")[1]),
        lines.subList(1, lines.size()),
        chunked ? unchunked(body) : body);
  }

  private static String unchunked(String body) {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    StringBuilder plain = new StringBuilder();
    int at = 0;
    while (at < bytes.length) {
      int line = at;
      while (bytes[line] != '\r') {
        line++;
      }
      int size = Integer.parseInt(new String(bytes, at, line - at, StandardCharsets.US_ASCII), 16);
      plain.append(new String(bytes, line + 2, size, StandardCharsets.UTF_8));
      at = line + 2 + size + 2;
    }
    return plain.toString();
  }
}
