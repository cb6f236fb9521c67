package dev.merchantreview.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.merchantreview.local.ApiClient;
import dev.merchantreview.testing.ServiceAlone;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.util.FileSystemUtils;
import tools.jackson.databind.JsonNode;

/**
 * A platform that is not served gets in nowhere: nothing would ever be decided for it. What is on
 * record of one that was served once stays readable.
 */
class PlatformDoorsIT {

  private static final String NOT_SERVED = "XIAOHONGSHU";

  @TempDir private static Path config;
  private static ServiceAlone service;
  private static JsonNode contract;

  /** An installation that took one of the shipped platforms away. */
  @BeforeAll
  static void start() throws IOException {
    FileSystemUtils.copyRecursively(Path.of("config"), config);
    Files.delete(config.resolve("platforms/xiaohongshu.yaml"));
    Files.delete(config.resolve("categories/xiaohongshu.yaml"));
    Files.delete(config.resolve("programmes/xiaohongshu-own-customer-service.yaml"));
    service = ServiceAlone.with("--merchant-review.config-location=file:" + config + "/");
    contract = service.api("merchant").get("/v3/api-docs").body();
  }

  @AfterAll
  static void stop() {
    service.close();
  }

  @Test
  void findNothingOfAPlatformThatIsNotServed() {
    for (String path :
        List.of(
            "/api/v1/categories?platform=",
            "/api/v1/store-applications/requirements?storeType=ENTERPRISE&category=x&platform=")) {
      ApiClient.Answer answer = service.api("merchant").get(path + NOT_SERVED);
      assertThat(answer.status()).as(path).isEqualTo(422);
      assertThat(answer.body().path("errors").toString())
          .as(path)
          .contains("#query/platform", "PLATFORM_NOT_SERVED");
    }
  }

  @Test
  void refuseAPlatformThatIsNotServed() {
    List<String> taking = new ArrayList<>();
    contract
        .path("paths")
        .forEachEntry(
            (path, operations) ->
                operations.forEachEntry(
                    (method, operation) -> {
                      if (takesPlatform(operation)) {
                        taking.add(method + " " + path);
                        assertRefused(method, path);
                      }
                    }));
    assertThat(taking)
        .contains(
            "post /api/v1/store-applications",
            "post /api/v1/store-applications/pre-check",
            "post /api/v1/store-applications/{id}/resubmission",
            "put /api/v1/products/{id}",
            "put /api/v1/category-invitations",
            "post /api/v1/provider-applications",
            "post /api/v1/pk-sessions");
  }

  private boolean takesPlatform(JsonNode operation) {
    JsonNode schema = operation.at("/requestBody/content/application~1json/schema");
    while (schema.has("$ref")) {
      schema = contract.at(schema.path("$ref").asString().substring(1));
    }
    return schema.path("properties").has("platform");
  }

  private void assertRefused(String method, String path) {
    ApiClient.Answer answer = null;
    for (String user : List.of("merchant", "admin", "operator")) {
      ApiClient api = service.api(user);
      answer =
          api.send(
              api.request(path.replaceAll("\\{\\w+}", "x"))
                  .header("Content-Type", "application/json")
                  .header("Idempotency-Key", UUID.randomUUID().toString())
                  .method(
                      method.toUpperCase(),
                      BodyPublishers.ofString("{\"platform\": \"" + NOT_SERVED + "\"}")));
      if (answer.status() != 403) {
        break;
      }
    }
    assertThat(answer.status()).as("%s %s: %s", method, path, answer.body()).isEqualTo(422);
    assertThat(
            answer
                .body()
                .path("errors")
                .valueStream()
                .map(
                    error ->
                        error.path("pointer").asString() + " " + error.path("code").asString()))
        .as("%s %s", method, path)
        .contains("/platform PLATFORM_NOT_SERVED");
  }
}
