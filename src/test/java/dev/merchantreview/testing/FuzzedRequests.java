package dev.merchantreview.testing;

import static dev.merchantreview.testing.FuzzedBodies.any;
import static dev.merchantreview.testing.FuzzedBodies.text;

import dev.merchantreview.sandbox.ServiceDoor;
import dev.merchantreview.shared.HmacSignature;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import tools.jackson.databind.JsonNode;

/** Makes requests no call expects: wrong parameters, headers, types, languages and callers. */
final class FuzzedRequests {

  private static final List<String> CONTENT_TYPES =
      List.of(
          "application/json",
          "application/json;charset=utf-8",
          "application/json;charset=utf-16",
          "application/json;charset=nonsense",
          "application/vnd.x+json",
          "text/plain",
          "text/json",
          "application/xml",
          "application/x-www-form-urlencoded",
          "multipart/form-data; boundary=x",
          "multipart/form-data",
          "*/*",
          "nonsense",
          "a/b/c");

  private static final List<String> ACCEPTS =
      List.of("*/*", "application/json", "text/html", "application/xml", "image/*", "x", "a/b;q=2");

  private static final List<String> LANGUAGES =
      List.of(
          "en", "zh-CN", "*", "zh", "zh-TW", "de", "fr;q=0.5, en;q=0", "x".repeat(200), "-", ";q");

  private static final List<String> USERS = List.of("merchant", "operator", "auditor", "admin");

  private final String url;
  private final Map<String, List<String>> known;
  private final Duration patience;
  private final FuzzedBodies bodies;

  FuzzedRequests(String url, Map<String, List<String>> known, Duration patience) {
    this.url = url;
    this.known = known;
    this.patience = patience;
    this.bodies = new FuzzedBodies(known);
  }

  HttpRequest of(Fuzzer.Call call, Random random) {
    StringBuilder path = new StringBuilder(call.path());
    StringBuilder query = new StringBuilder();
    HttpRequest.Builder request = HttpRequest.newBuilder().timeout(patience);
    call.operation()
        .path("parameters")
        .forEach(
            parameter -> {
              String name = parameter.path("name").asString();
              switch (parameter.path("in").asString()) {
                case "path" -> {
                  int at = path.indexOf("{" + name + "}");
                  path.replace(at, at + name.length() + 2, encoded(pathValue(call, name, random)));
                }
                case "query" -> query(query, parameter, random);
                case "header" -> header(request, name, parameter, random);
                default -> {}
              }
            });
    if (random.nextInt(20) == 0) {
      query.append('&').append(encoded(text(random))).append('=').append(encoded(text(random)));
    }
    String target = url + path + (query.isEmpty() ? "" : "?" + query.substring(1));
    request.uri(URI.create(target));
    caller(request, call, random);
    if (random.nextInt(8) == 0) {
      request.header("Accept", any(ACCEPTS, random));
    }
    request.header("Accept-Language", any(LANGUAGES, random));
    byte[] body = bodies.of(call, random);
    if (body.length > 0 || random.nextInt(20) == 0) {
      request.header(
          "Content-Type", random.nextInt(8) == 0 ? any(CONTENT_TYPES, random) : contentType(call));
    }
    if (call.operation().path("parameters").toString().contains(HmacSignature.HEADER)) {
      request.header(
          HmacSignature.HEADER,
          random.nextInt(6) == 0
              ? header(text(random))
              : HmacSignature.of(secret(call.path()), Instant.now(), body));
    }
    request.method(
        call.method(),
        body.length == 0
            ? HttpRequest.BodyPublishers.noBody()
            : HttpRequest.BodyPublishers.ofByteArray(body));
    return request.build();
  }

  private static String secret(String path) {
    if (path.endsWith("contract-signature")) {
      return ServiceDoor.CONTRACT_SECRET;
    }
    if (path.endsWith("representative-confirmation")) {
      return ServiceDoor.IDENTITY_SECRET;
    }
    return path.endsWith("payout-notifications")
        ? ServiceDoor.BANK_SECRET
        : ServiceDoor.PAYMENT_SECRET;
  }

  private static String contentType(Fuzzer.Call call) {
    String declared =
        call.operation().path("requestBody").path("content").propertyNames().stream()
            .findFirst()
            .orElse("application/json");
    return declared.startsWith("multipart") ? declared + "; boundary=fuzz" : declared;
  }

  private void caller(HttpRequest.Builder request, Fuzzer.Call call, Random random) {
    JsonNode roles = call.operation().path("x-roles");
    int way = random.nextInt(20);
    if (way == 0) {
      return;
    }
    String user =
        way < 16 && !roles.isEmpty()
            ? roles.get(random.nextInt(roles.size())).asString().toLowerCase(Locale.ROOT)
            : any(USERS, random);
    if (roles.isEmpty() && roles.isArray() && way < 16) {
      return;
    }
    String password = way == 19 ? header(text(random)) : user;
    request.header(
        "Authorization",
        way == 18
            ? "Basic " + header(text(random))
            : "Basic "
                + Base64.getEncoder()
                    .encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8)));
  }

  private void query(StringBuilder query, JsonNode parameter, Random random) {
    String name = parameter.path("name").asString();
    boolean required = parameter.path("required").asBoolean(false);
    if (!required && random.nextBoolean() || random.nextInt(25) == 0) {
      return;
    }
    JsonNode schema = parameter.path("schema");
    String value;
    if (random.nextInt(3) == 0) {
      value = text(random);
    } else if (schema.has("enum")) {
      value = schema.path("enum").get(random.nextInt(schema.path("enum").size())).asString();
    } else if (known.containsKey(name)) {
      value = any(known.get(name), random);
    } else if (schema.path("type").asString("").equals("integer")) {
      value = Integer.toString(random.nextInt(-1, 203));
    } else {
      value = "2026-11-26T10:15:00+08:00";
    }
    query.append('&').append(name).append('=').append(encoded(value));
    if (random.nextInt(30) == 0) {
      query.append('&').append(name).append('=').append(encoded(text(random)));
    }
  }

  private void header(HttpRequest.Builder request, String name, JsonNode parameter, Random random) {
    switch (name) {
      case "Idempotency-Key" -> {
        int way = random.nextInt(12);
        if (way > 1) {
          request.header(name, "fuzz-" + random.nextLong());
        } else if (way == 1) {
          request.header(name, random.nextBoolean() ? "fuzz-again" : header(text(random)));
        }
      }
      case HmacSignature.HEADER -> {}
      default -> {
        if (random.nextInt(4) == 0) {
          request.header(
              name, random.nextBoolean() ? "\"" + random.nextInt(4) + "\"" : header(text(random)));
        }
      }
    }
  }

  private String pathValue(Fuzzer.Call call, String name, Random random) {
    List<String> there =
        known.getOrDefault(
            call.path(), known.getOrDefault(name, known.getOrDefault("id", List.of("x-1"))));
    int way = random.nextInt(10);
    if (way < 7) {
      // An id of the kind the path is about comes first.
      String beginning = call.path().replaceFirst("^/api/v1/", "").replaceAll("/.*", "");
      return any(known.getOrDefault(beginning, there), random);
    }
    if (way == 7) {
      return any(known.getOrDefault("id", there), random);
    }
    String text = text(random);
    return text.isEmpty() ? "x" : text.substring(0, Math.min(300, text.length()));
  }

  /** What a header can carry at all. */
  private static String header(String text) {
    String visible = text.replaceAll("[^\\x20-\\x7E]", "?");
    return visible.substring(0, Math.min(visible.length(), 1_000));
  }

  private static String encoded(String text) {
    return URLEncoder.encode(
            text.length() > 2_000 ? text.substring(0, 2_000) : text, StandardCharsets.UTF_8)
        .replace("+", "%20");
  }
}
