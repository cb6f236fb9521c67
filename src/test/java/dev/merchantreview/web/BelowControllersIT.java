package dev.merchantreview.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.merchantreview.testing.RawHttp;
import dev.merchantreview.testing.ServiceAlone;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What no controller ever sees is answered as a problem as well, in the caller's language. */
class BelowControllersIT {

  private static final ServiceAlone SERVICE = ServiceAlone.get();
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final String LIST = "/api/v1/store-applications";
  private static final String MERCHANT =
      "Authorization: Basic "
          + Base64.getEncoder().encodeToString("merchant:merchant".getBytes(StandardCharsets.UTF_8))
          + "\r\n";

  static Stream<Arguments> targets() {
    return Stream.of(
        Arguments.of(LIST + "?a=%zz", 400),
        Arguments.of(LIST + "?a=%", 400),
        Arguments.of(LIST + "?a=%4", 400),
        Arguments.of(LIST + "?%zz=a", 400),
        Arguments.of(LIST + "?limit=%FF", 400),
        Arguments.of(LIST + "?merchantId=%C0%80", 400),
        Arguments.of(LIST + "?merchantId=%ED%A0%80", 422),
        Arguments.of(LIST + "?merchantId=%00", 422),
        Arguments.of(LIST + "?merchantId=a%0d%0ab", 422),
        Arguments.of(LIST + "?=", 400),
        Arguments.of(LIST + "?=x", 400),
        Arguments.of(LIST + "?limit=1&=", 400),
        Arguments.of(LIST + "?x%00=1", 400),
        Arguments.of(LIST + "?limit=1&limit=2", 422),
        Arguments.of(LIST + "?limit=%E9%9D%92", 422),
        Arguments.of("/api/v1/ping?a=%zz", 400),
        Arguments.of("/v3/api-docs?a=%zz", 400),
        Arguments.of("/actuator/health?a=%zz", 400),
        Arguments.of(LIST + "/sa_%00", 400),
        Arguments.of(LIST + "/sa_%zz", 400),
        Arguments.of(LIST + "/sa_%FF", 400),
        Arguments.of(LIST + "/sa_%ED%A0%80", 400),
        Arguments.of(LIST + "/sa_%E2%80%AE", 422),
        Arguments.of(LIST + "/" + "x".repeat(300), 422),
        Arguments.of(LIST + "/青", 400),
        Arguments.of(LIST + "/[b]|c", 400),
        Arguments.of(LIST + "?a=青", 400),
        Arguments.of(LIST + "?a=[b]|c", 400),
        Arguments.of("/api/v1//store-applications", 400),
        Arguments.of(LIST + ";x=1", 400),
        Arguments.of("/%2e%2e/", 400),
        Arguments.of("/../../etc/passwd", 400),
        Arguments.of("/api/v1/%2e%2e/%2e%2e/x", 400),
        Arguments.of("/api%2fv1/ping", 400),
        Arguments.of("/api\\v1", 400),
        Arguments.of("/error", 404),
        Arguments.of("/error?status=500", 404),
        Arguments.of("store-applications", 400),
        Arguments.of("*", 400),
        Arguments.of("http://", 400));
  }

  @ParameterizedTest
  @MethodSource("targets")
  void answersWhateverStandsInTheAddress(String target, int status) {
    isProblem("GET " + target + " HTTP/1.1\r\nHost: localhost\r\n" + MERCHANT, "", status);
  }

  static Stream<Arguments> methods() {
    return Stream.of("TRACE", "TRACK", "FOO", "get", "PROPFIND", "PATCH").map(Arguments::of);
  }

  @ParameterizedTest
  @MethodSource("methods")
  void answersMethodsNobodyHas(String method) {
    RawHttp.Answer answer =
        isProblem(method + " " + LIST + " HTTP/1.1\r\nHost: localhost\r\n" + MERCHANT, "", 405);
    assertThat(answer.header("Allow")).isPresent();
  }

  static Stream<Arguments> framings() {
    String connect = "CONNECT " + LIST + " HTTP/1.1\r\nHost: a\r\n";
    String get = "GET " + LIST + " HTTP/1.1\r\n";
    String post =
        "POST " + LIST + " HTTP/1.1\r\nHost: localhost\r\nIdempotency-Key: raw-1\r\n" + MERCHANT;
    String json = "Content-Type: application/json\r\n";
    return Stream.of(
        Arguments.of("a tunnel", connect, "", 501),
        Arguments.of("a header too large", get + "X: " + "x".repeat(20_000) + "\r\n", "", 431),
        Arguments.of("too many headers", get + "Host: a\r\n" + "X: y\r\n".repeat(300), "", 431),
        Arguments.of("no host", get + MERCHANT, "", 400),
        Arguments.of("two hosts", get + "Host: a\r\nHost: b\r\n" + MERCHANT, "", 400),
        Arguments.of("a bad host", get + "Host: a b\r\n" + MERCHANT, "", 400),
        Arguments.of("a host with a path", get + "Host: a/b\r\n" + MERCHANT, "", 400),
        Arguments.of("no such port", get + "Host: a:x\r\n" + MERCHANT, "", 400),
        Arguments.of("a header without a name", get + "Host: a\r\n: x\r\n" + MERCHANT, "", 400),
        Arguments.of("no header at all", get + "Host: a\r\nnonsense\r\n" + MERCHANT, "", 400),
        Arguments.of("a later version", "GET " + LIST + " HTTP/3.0\r\nHost: a\r\n", "", 505),
        Arguments.of("no version of HTTP", "GET " + LIST + " FOO\r\nHost: a\r\n", "", 400),
        Arguments.of(
            "two lengths", post + json + "Content-Length: 2\r\nContent-Length: 3\r\n", "{}", 400),
        Arguments.of("no length", post + json + "Content-Length: x\r\n", "{}", 400),
        Arguments.of("unknown coding", post + json + "Transfer-Encoding: foo\r\n", "{}", 501),
        Arguments.of(
            "no chunk",
            post + json + "Transfer-Encoding: chunked\r\n",
            "zz\r\n{}\r\n0\r\n\r\n",
            400),
        Arguments.of(
            "a chunk without end",
            post + json + "Transfer-Encoding: chunked\r\n",
            "2\r\n{}xx\r\n0\r\n\r\n",
            400),
        Arguments.of(
            "unknown expectation",
            post + json + "Expect: wonders\r\nContent-Length: 2\r\n",
            "{}",
            417),
        Arguments.of(
            "a control character", get + "Host: a\r\nX: a\u0001b\r\n" + MERCHANT, "", 400));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("framings")
  void answersBrokenFraming(String what, String head, String body, int status) {
    isProblem(head, body, status);
  }

  @Test
  void answersOldVersionsAndQuestionsAboutMethods() {
    String url = SERVICE.serviceUrl();
    assertThat(RawHttp.send(url, "GET " + LIST + " HTTP/1.0\r\n" + MERCHANT + "\r\n").status())
        .isEqualTo(200);
    String rest = " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n" + MERCHANT + "\r\n";
    RawHttp.Answer head = RawHttp.send(url, "HEAD " + LIST + rest);
    assertThat(head.status()).isEqualTo(200);
    assertThat(head.body()).isEmpty();
    RawHttp.Answer nothing = RawHttp.send(url, "HEAD " + LIST + "?a=%zz" + rest);
    assertThat(nothing.status()).isEqualTo(400);
    assertThat(nothing.body()).isEmpty();
    RawHttp.Answer options = RawHttp.send(url, "OPTIONS " + LIST + rest);
    assertThat(options.status()).isEqualTo(200);
    assertThat(options.header("Allow").orElseThrow()).contains("GET", "POST");
  }

  private static RawHttp.Answer isProblem(String head, String body, int status) {
    List<String> titles = new ArrayList<>();
    RawHttp.Answer answer = null;
    for (String language : List.of("en", "zh-CN")) {
      int headers = head.indexOf("\r\n") + 2;
      answer =
          RawHttp.send(
              SERVICE.serviceUrl(),
              head.substring(0, headers)
                  + "Accept-Language: "
                  + language
                  + "\r\n"
                  + head.substring(headers)
                  + "Connection: close\r\n\r\n"
                  + body);
      assertThat(answer.status()).as(answer.toString()).isEqualTo(status);
      assertThat(answer.header("Content-Type").orElse(""))
          .as(answer.toString())
          .startsWith("application/problem+json");
      JsonNode problem = JSON.readTree(answer.body());
      assertThat(problem.path("status").asInt()).isEqualTo(status);
      assertThat(problem.path("type").asString()).startsWith("/problems/");
      assertThat(problem.path("detail").asString()).isNotEmpty();
      titles.add(problem.path("title").asString());
      assertThat(answer.header("Server")).isEmpty();
    }
    assertThat(titles.getLast()).matches("\\p{IsHan}.*");
    return answer;
  }
}
