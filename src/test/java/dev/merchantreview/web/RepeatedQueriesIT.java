package dev.merchantreview.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.merchantreview.local.ApiClient;
import dev.merchantreview.shared.Sha256;
import dev.merchantreview.testing.ServiceAlone;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/**
 * The same key with another query is another request. No call of the API has both yet, so one is
 * added to the service.
 */
class RepeatedQueriesIT {

  private static final ServiceAlone SERVICE = ServiceAlone.with();
  private static final String PATH = "/api/v1/counted";
  private static final String BODY = "{\"a\":1}";

  private final ApiClient admin = new ApiClient(SERVICE.serviceUrl(), "admin");

  static {
    RequestMappingHandlerMapping handlers =
        SERVICE.bean("requestMappingHandlerMapping", RequestMappingHandlerMapping.class);
    try {
      handlers.registerMapping(
          RequestMappingInfo.paths(PATH)
              .methods(RequestMethod.POST)
              .options(handlers.getBuilderConfiguration())
              .build(),
          new Counted(),
          Counted.class.getDeclaredMethod(
              "count", Map.class, String.class, String.class, Once.class));
    } catch (NoSuchMethodException cause) {
      throw new IllegalStateException(cause);
    }
  }

  /** Counts how often it ran. */
  static final class Counted {

    private final AtomicInteger runs = new AtomicInteger();

    @MayCall(Role.ADMIN)
    ResponseEntity<Integer> count(
        @RequestBody Map<String, Object> request,
        @RequestParam(required = false) String from,
        @RequestParam(required = false) String to,
        Once once) {
      return once.run(request, () -> ResponseEntity.ok(runs.incrementAndGet()));
    }
  }

  @AfterAll
  static void close() {
    SERVICE.close();
  }

  @Test
  void answersAgainToTheSameQueryOnly() {
    ApiClient.Answer first = count("query-1", "?from=a%20b&to=%E9%9D%92");
    assertThat(first.status()).as(first.toString()).isEqualTo(200);
    for (String same : new String[] {"?from=a%20b&to=%E9%9D%92", "?to=%e9%9d%92&from=a+b&"}) {
      ApiClient.Answer again = count("query-1", same);
      assertThat(again.raw().headers().firstValue(Idempotency.REPLAYED)).as(same).contains("true");
      assertThat(again.body()).isEqualTo(first.body());
    }
    for (String other : new String[] {"", "?from=a%20b", "?from=a%20b&to=x", "?to=a%20b"}) {
      isRefused(count("query-1", other));
    }
  }

  /** What instances of before kept, by the body alone, is found again. */
  @Test
  void knowsARequestWithoutAQueryByItsBody() {
    ApiClient.Answer first = count("query-2", "");
    assertThat(first.status()).isEqualTo(200);
    assertThat(
            SERVICE
                .database()
                .sql("select request_hash from web_idempotency_key where key = 'query-2'")
                .query(String.class)
                .single())
        .isEqualTo(Sha256.hex(BODY.getBytes(StandardCharsets.UTF_8)));
    assertThat(count("query-2", "?").raw().headers().firstValue(Idempotency.REPLAYED))
        .contains("true");
    isRefused(count("query-2", "?from=a"));
  }

  private static void isRefused(ApiClient.Answer answer) {
    assertThat(answer.status()).as(answer.toString()).isEqualTo(422);
    assertThat(answer.body().path("type").asString()).isEqualTo("/problems/idempotency-key-reused");
  }

  private ApiClient.Answer count(String key, String query) {
    return admin.send(
        admin
            .request(PATH + query)
            .header(Idempotency.HEADER, key)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(BODY)));
  }
}
