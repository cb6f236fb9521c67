package dev.merchantreview.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.merchantreview.local.ApiClient;
import dev.merchantreview.testing.ServiceAlone;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** Every text parameter of every operation of the contract is judged, and the caller told which. */
class ParameterTextsIT {

  private static final ServiceAlone SERVICE = ServiceAlone.get();

  /** What is sent in place of a text, and the statuses that are right. */
  private static final Map<String, String> TEXTS = texts();

  /** What no path carries, whatever it names. */
  private static final Set<String> UNCARRIED =
      Set.of("NUL", "half a surrogate pair", "a line feed");

  private static Map<String, String> texts() {
    Map<String, String> texts = new LinkedHashMap<>();
    texts.put("NUL", "a%00b");
    texts.put("half a surrogate pair", "a%ED%A0%80b");
    texts.put("a line feed", "a%0Ab");
    texts.put("a bell", "a%07b");
    texts.put("an escape of the second set", "a%C2%9Bb");
    texts.put("right to left", "a%E2%80%AEb");
    texts.put("no width", "%E2%80%8B");
    texts.put("no character", "a%EF%BF%BFb");
    texts.put("too long", "x".repeat(5_000));
    texts.put("too long in Chinese", "%E9%9D%92".repeat(401));
    return texts;
  }

  static Stream<Arguments> parameters() {
    List<Arguments> all = new ArrayList<>();
    JsonNode document = SERVICE.api("merchant").get("/v3/api-docs").body();
    for (Map.Entry<String, JsonNode> path : document.path("paths").properties()) {
      for (Map.Entry<String, JsonNode> operation : path.getValue().properties()) {
        for (JsonNode parameter : operation.getValue().path("parameters")) {
          String in = parameter.path("in").asString();
          if (!in.equals("header")) {
            all.add(
                Arguments.of(
                    operation.getKey(), path.getKey(), in, parameter.path("name").asString()));
          }
        }
      }
    }
    assertThat(all).hasSizeGreaterThan(60);
    return all.stream();
  }

  @ParameterizedTest
  @MethodSource("parameters")
  void judgesEveryTextOfEveryOperation(String method, String path, String in, String name) {
    TEXTS.forEach(
        (what, text) -> {
          String given = in.equals("path") ? path.replace("{" + name + "}", text) : path;
          String target =
              given.replaceAll("\\{[^}]+}", "x-1")
                  + (in.equals("query") ? "?" + name + "=" + text : "");
          ApiClient.Answer answer = asWhoMay(method, target);
          // What a path cannot carry is refused before it is known whose part it is.
          if (in.equals("path") && answer.status() == 400) {
            assertThat(UNCARRIED).contains(what);
            assertThat(answer.body().path("type").asString()).isEqualTo("/problems/unreadable");
            return;
          }
          assertThat(answer.status()).as(what + " " + target + answer.body()).isEqualTo(422);
          assertThat(answer.body().path("errors"))
              .as(what + answer.body())
              .anyMatch(error -> error.path("pointer").asString().equals("#" + in + "/" + name));
        });
  }

  @Test
  void tellsTheContractHowLongATextMayBe() {
    JsonNode document = SERVICE.api("merchant").get("/v3/api-docs").body();
    for (JsonNode path : document.path("paths")) {
      for (JsonNode operation : path) {
        for (JsonNode parameter : operation.path("parameters")) {
          JsonNode schema = parameter.path("schema");
          if (schema.path("type").asString("").equals("string")
              && !schema.has("enum")
              && !schema.has("pattern")
              && !schema.has("format")
              && !parameter.path("in").asString().equals("header")) {
            assertThat(schema.path("maxLength").asInt()).as(parameter.toString()).isBetween(1, 400);
          }
        }
      }
    }
  }

  private static ApiClient.Answer asWhoMay(String method, String target) {
    return Stream.of("merchant", "operator", "admin")
        .map(user -> send(SERVICE.api(user), method, target))
        .filter(answer -> answer.status() != 403)
        .findFirst()
        .orElseThrow();
  }

  private static ApiClient.Answer send(ApiClient user, String method, String target) {
    boolean bodiless = method.equals("get") || method.equals("delete");
    return user.send(
        user.request(target)
            .header("Idempotency-Key", UUID.randomUUID().toString())
            .header("Content-Type", "application/json")
            .method(
                method.toUpperCase(java.util.Locale.ROOT),
                bodiless ? BodyPublishers.noBody() : BodyPublishers.ofString("{}")));
  }
}
