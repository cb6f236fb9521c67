package dev.merchantreview.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.CookieManager;
import java.net.HttpCookie;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A person at the console, with cookies and without JavaScript. */
public class ConsoleClient {

  private static final Pattern TOKEN = Pattern.compile("name=\"_csrf\"[^>]*value=\"([^\"]+)\"");

  private final String url;
  private final CookieManager cookies = new LoopbackCookies();
  private final HttpClient http =
      HttpClient.newBuilder()
          .cookieHandler(cookies)
          .followRedirects(HttpClient.Redirect.NEVER)
          .build();

  public ConsoleClient(String url) {
    this.url = url;
  }

  public HttpResponse<String> login(String name, String password) {
    return post("/console/login", Map.of("username", name, "password", password), "/console/login");
  }

  /** What a cookie says; empty without it. */
  public String cookie(String name) {
    return cookies.getCookieStore().getCookies().stream()
        .filter(cookie -> cookie.getName().equals(name))
        .map(HttpCookie::getValue)
        .findFirst()
        .orElse("");
  }

  public HttpResponse<String> get(String path, String... headers) {
    HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url + path)).GET();
    if (headers.length > 0) {
      request.headers(headers);
    }
    return send(request);
  }

  /** Sends the form of a page, with the token it has. */
  public HttpResponse<String> post(String path, Map<String, String> fields, String page) {
    Matcher token = TOKEN.matcher(get(page).body());
    if (!token.find()) {
      throw new IllegalStateException(page + " has no form with a token");
    }
    Map<String, String> all = new HashMap<>(fields);
    all.put("_csrf", token.group(1));
    return postWithout(path, all);
  }

  /** Sends fields as they are, without a token. */
  public HttpResponse<String> postWithout(String path, Map<String, String> fields) {
    String form =
        fields.entrySet().stream()
            .map(field -> encoded(field.getKey()) + "=" + encoded(field.getValue()))
            .collect(Collectors.joining("&"));
    return send(
        HttpRequest.newBuilder(URI.create(url + path))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(HttpRequest.BodyPublishers.ofString(form)));
  }

  public HttpResponse<String> send(HttpRequest.Builder request) {
    try {
      return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    } catch (IOException cause) {
      throw new UncheckedIOException(cause);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(stopped);
    }
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  /** Sends cookies that are for TLS alone to this machine without it, as browsers do. */
  private static final class LoopbackCookies extends CookieManager {

    private static final Pattern SECURE = Pattern.compile("(?i);\\s*Secure(?=;|$)");

    @Override
    public void put(URI from, Map<String, List<String>> headers) throws IOException {
      Map<String, List<String>> read = new HashMap<>(headers);
      read.replaceAll(
          (name, values) ->
              name.equalsIgnoreCase("Set-Cookie")
                  ? values.stream().map(value -> SECURE.matcher(value).replaceAll("")).toList()
                  : values);
      super.put(from, read);
    }
  }
}
