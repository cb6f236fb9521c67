package dev.merchantreview.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.merchantreview.local.ApiClient;
import dev.merchantreview.testing.ServiceAlone;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** No call passes over a parameter it does not know: what was meant by it would not happen. */
class UnknownParametersIT {

  private static final ServiceAlone SERVICE = ServiceAlone.get();
  private static final String JSON = "application/json";

  static Stream<Arguments> calls() {
    List<Arguments> calls = new ArrayList<>();
    SERVICE
        .bean("requestMappingHandlerMapping", RequestMappingHandlerMapping.class)
        .getHandlerMethods()
        .keySet()
        .forEach(
            mapping ->
                mapping.getPatternValues().stream()
                    .filter(path -> path.startsWith(HandlerRoles.API))
                    .forEach(
                        path ->
                            mapping
                                .getMethodsCondition()
                                .getMethods()
                                .forEach(
                                    method ->
                                        calls.add(Arguments.of(method, path, type(mapping))))));
    assertThat(calls).hasSizeGreaterThan(100);
    return calls.stream();
  }

  /** A type of body the call takes. */
  private static String type(RequestMappingInfo mapping) {
    return mapping.getConsumesCondition().getConsumableMediaTypes().stream()
        .findFirst()
        .map(type -> type + (type.getType().equals("multipart") ? ";boundary=x" : ""))
        .orElse(JSON);
  }

  @ParameterizedTest(name = "{0} {1}")
  @MethodSource("calls")
  void namesEveryParameterACallDoesNotKnow(RequestMethod method, String path, String type) {
    String target =
        path.replace("{edition}", "2")
                .replace("{month}", "2026-01")
                .replace("{number}", "1")
                .replace("{subjectKind}", "STORE")
                .replaceAll("\\{[^}]+}", "x-1")
            + "?nobodyKnows=1&dry-run=true&%E9%9D%92";
    ApiClient.Answer answer =
        Stream.of("merchant", "operator", "admin", "auditor")
            .map(user -> send(SERVICE.api(user), method, target, type))
            .filter(one -> one.status() != 403)
            .findFirst()
            .orElseThrow();
    assertThat(answer.status()).as(answer.toString()).isEqualTo(422);
    assertThat(answer.body().path("type").asString()).isEqualTo("/problems/validation");
    assertThat(
            answer
                .body()
                .path("errors")
                .valueStream()
                .filter(error -> error.path("code").asString().equals("UNKNOWN_FIELD"))
                .map(error -> error.path("pointer").asString()))
        .as(answer.toString())
        .contains("#query/nobodyKnows", "#query/dry-run", "#query/青");
  }

  /** What else is wrong with the address is told together with it. */
  @Test
  void saysEverythingThatIsWrongWithAnAddressAtOnce() {
    ApiClient.Answer answer =
        send(
            SERVICE.api("merchant"),
            RequestMethod.GET,
            "/api/v1/pk-sessions?streamerId=a%07b&foo=1&foo=2",
            JSON);
    assertThat(
            answer
                .body()
                .path("errors")
                .valueStream()
                .map(
                    error ->
                        error.path("pointer").asString() + " " + error.path("code").asString()))
        .containsExactlyInAnyOrder(
            "#query/streamerId FORBIDDEN_CHARACTER",
            "#query/foo UNKNOWN_FIELD",
            "#query/foo NOT_UNIQUE");
  }

  private static ApiClient.Answer send(
      ApiClient user, RequestMethod method, String target, String type) {
    boolean bodiless = method == RequestMethod.GET || method == RequestMethod.DELETE;
    String body = type.equals(JSON) ? "{}" : "--x--\r\n";
    return user.send(
        user.request(target)
            .header("Idempotency-Key", UUID.randomUUID().toString())
            .header("Content-Type", type)
            .method(
                method.name(), bodiless ? BodyPublishers.noBody() : BodyPublishers.ofString(body)));
  }
}
