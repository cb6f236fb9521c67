package dev.merchantreview.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.merchantreview.local.ApiClient;
import dev.merchantreview.testing.ServiceAlone;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A body where a call takes none means something that would not happen. */
class NoBodiesIT {

  private static final ServiceAlone SERVICE = ServiceAlone.get();

  /** Of the contract: what changes something and has no body in it. */
  static Stream<Arguments> calls() {
    List<Arguments> calls =
        SERVICE.api("admin").get("/v3/api-docs").body().path("paths").properties().stream()
            .filter(path -> path.getKey().startsWith("/api/v1/"))
            .flatMap(
                path ->
                    path.getValue().properties().stream()
                        .filter(call -> List.of("post", "put", "delete").contains(call.getKey()))
                        .filter(call -> !call.getValue().has("requestBody"))
                        .map(call -> Arguments.of(call.getKey(), path.getKey())))
            .toList();
    assertThat(calls).hasSizeGreaterThan(12);
    return calls.stream();
  }

  @ParameterizedTest(name = "{0} {1}")
  @MethodSource("calls")
  void refusesWhatABodySaysThatNobodyReads(String method, String path) {
    ApiClient.Answer json = send(method, path, "application/json", "{\"dryRun\": true, \"x\": 1}");
    assertThat(json.status()).as(json.toString()).isEqualTo(422);
    assertThat(json.body().path("errors").findValuesAsString("pointer"))
        .containsExactlyInAnyOrder("/dryRun", "/x");
    assertThat(send(method, path, "application/json", "{").status()).isEqualTo(400);
    assertThat(send(method, path, "application/json", "[]").status()).isEqualTo(422);
    for (String type :
        List.of("application/x-www-form-urlencoded", "application/xml", "text/plain")) {
      assertThat(send(method, path, type, "dryRun=true&deposit=STORE").status())
          .as(type)
          .isEqualTo(415);
    }
    // Nothing is said by these: what comes is what the call says of a case nobody has.
    for (String nothing : List.of("{}", "null", "")) {
      assertThat(send(method, path, "application/json", nothing).status())
          .as(nothing)
          .isNotIn(400, 415, 422);
    }
  }

  private static ApiClient.Answer send(String method, String path, String type, String body) {
    String target =
        path.replace("{number}", "1")
            .replace("{merchantId}", "m-1none")
            .replaceAll("\\{[^}]+}", "x-1");
    return Stream.of("merchant", "operator", "admin", "auditor")
        .map(
            user ->
                SERVICE
                    .api(user)
                    .send(
                        SERVICE
                            .api(user)
                            .request(target)
                            .header("Idempotency-Key", UUID.randomUUID().toString())
                            .header("Content-Type", type)
                            .method(
                                method.toUpperCase(Locale.ROOT), BodyPublishers.ofString(body))))
        .filter(one -> one.status() != 403)
        .findFirst()
        .orElseThrow(() -> new AssertionError("nobody may " + method + " " + path));
  }
}
