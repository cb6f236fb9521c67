package dev.merchantreview.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.merchantreview.local.ApiClient;
import dev.merchantreview.testing.ServiceAlone;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** A body is judged the same by every name of JSON, and not read by any other. */
class MediaTypesIT {

  private static final ServiceAlone SERVICE = ServiceAlone.get();

  /** Every call that takes a body that is judged, whichever module has it. */
  static Stream<Arguments> callsWithABody() {
    List<Arguments> calls = new ArrayList<>();
    SERVICE
        .bean("requestMappingHandlerMapping", RequestMappingHandlerMapping.class)
        .getHandlerMethods()
        .forEach(
            (mapping, handler) -> {
              boolean judged =
                  Arrays.stream(handler.getMethodParameters())
                      .anyMatch(
                          one -> one.getParameterType().isAnnotationPresent(ApiRequest.class));
              if (judged) {
                Set<RequestMethod> methods = mapping.getMethodsCondition().getMethods();
                mapping
                    .getPatternValues()
                    .forEach(
                        path ->
                            calls.add(
                                Arguments.of(
                                    methods.iterator().next().name(),
                                    path.replace("{edition}", "2")
                                        .replace("{subjectKind}", "STORE")
                                        .replaceAll("\\{[^}]+}", "x-1"))));
              }
            });
    assertThat(calls).hasSizeGreaterThan(15);
    return calls.stream();
  }

  @ParameterizedTest
  @MethodSource("callsWithABody")
  void judgesABodyTheSameByEveryNameOfJson(String method, String path) {
    ApiClient user = allowed(method, path);
    String nonsense = "{\"nonsense\": \"a\\u0000b\", \"amountFen\": -1}";
    ApiClient.Answer judged = send(user, method, path, "application/json", nonsense);
    assertThat(judged.status()).as(String.valueOf(judged.body())).isEqualTo(422);
    for (String type :
        List.of(
            "application/foo+json",
            "application/vnd.x+json",
            "application/problem+json",
            "application/merge-patch+json;charset=utf-8",
            "APPLICATION/JSON; charset=UTF-8")) {
      ApiClient.Answer same = send(user, method, path, type, nonsense);
      assertThat(same.status()).as(type).isEqualTo(422);
      assertThat(same.body().path("errors")).as(type).isEqualTo(judged.body().path("errors"));
      assertThat(
              send(user, method, path, type, "{\"x\": \"" + "x".repeat(3 << 20) + "\"}").status())
          .as(type)
          .isEqualTo(413);
    }
    for (String type :
        List.of(
            "text/json",
            "text/plain",
            "application/xml",
            "application/cbor",
            "application/yaml",
            "application/x-www-form-urlencoded",
            "application/octet-stream",
            "multipart/form-data; boundary=x",
            "*/*",
            "application/*",
            "nonsense")) {
      ApiClient.Answer other = send(user, method, path, type, nonsense);
      assertThat(other.status()).as(type + " " + other.body()).isIn(415, 400);
      assertThat(other.body().path("type").asString()).as(type).startsWith("/problems/");
    }
  }

  /** Taken as it came, a body that is compressed would be what nobody sent. */
  @ParameterizedTest
  @MethodSource("callsWithABody")
  void readsNoEncodedBody(String method, String path) {
    ApiClient user = allowed(method, path);
    for (String coding : List.of("gzip", "br", "x-gzip, identity", "nonsense")) {
      ApiClient.Answer refused = encoded(user, method, path, coding);
      assertThat(refused.status()).as(coding + refused.body()).isEqualTo(415);
      assertThat(refused.body().path("type").asString())
          .isEqualTo("/problems/unsupported-media-type");
      assertThat(refused.body().at("/errors/0/pointer").asString())
          .isEqualTo("#header/Content-Encoding");
      assertThat(refused.body().at("/errors/0/message").asString()).contains("compressed");
      assertThat(refused.raw().headers().firstValue("Accept-Encoding")).contains("identity");
    }
    assertThat(encoded(user, method, path, "identity").status()).isNotEqualTo(415);
  }

  private static ApiClient.Answer encoded(
      ApiClient user, String method, String path, String coding) {
    return user.send(
        user.request(path)
            .header("Idempotency-Key", UUID.randomUUID().toString())
            .header("Accept-Language", "en")
            .header("Content-Type", "application/json")
            .header("Content-Encoding", coding)
            .method(method, BodyPublishers.ofString("{\"nonsense\": 1}")));
  }

  private static ApiClient allowed(String method, String path) {
    return Stream.of("merchant", "operator", "admin", "auditor")
        .map(SERVICE::api)
        .filter(user -> send(user, method, path, "application/json", "{}").status() != 403)
        .findFirst()
        .orElseThrow();
  }

  private static ApiClient.Answer send(
      ApiClient user, String method, String path, String type, String body) {
    return user.send(
        user.request(path)
            .header("Idempotency-Key", UUID.randomUUID().toString())
            .header("Content-Type", type)
            .method(method, BodyPublishers.ofString(body)));
  }
}
