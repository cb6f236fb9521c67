package dev.merchantreview.onboarding;

import static org.assertj.core.api.Assertions.assertThat;

import dev.merchantreview.local.ApiClient;
import dev.merchantreview.local.SampleApplications;
import dev.merchantreview.testing.ServiceAlone;
import dev.merchantreview.testing.StandInGateway;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.util.FileSystemUtils;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * [D-fee] The opening conditions of a platform that has the switch on, at the API: said before
 * anything is filled in, and asked for by the machine. The decision tables are the real ones.
 */
class OpeningConditionsIT {

  private static final String LIST = "/api/v1/store-applications";
  private static final AtomicInteger NEXT = new AtomicInteger(79_000);
  private static final String SETTLE = "--merchant-review.engine.form-settle=0s";

  @TempDir private static Path config;
  private static StandInGateway gateway;
  private static ServiceAlone service;
  private static ApiClient merchant;

  /** Douyin's lines as they are shipped, without the signs before them. */
  @BeforeAll
  static void start() throws IOException {
    FileSystemUtils.copyRecursively(Path.of("config"), config);
    Path profile = config.resolve("platforms/douyin.yaml");
    Files.writeString(
        profile,
        Files.readString(profile)
            .lines()
            .map(line -> line.replaceFirst("^  # (opening-conditions:| )", "  $1"))
            .collect(Collectors.joining("\n", "", "\n")));
    gateway = new StandInGateway().withTables();
    service = ServiceAlone.with(gateway.address(), SETTLE, configured(config));
    ready();
  }

  @AfterAll
  static void stop() {
    service.close();
    gateway.close();
  }

  private static String configured(Path folder) {
    return "--merchant-review.config-location=file:" + folder.toAbsolutePath() + "/";
  }

  private static void ready() {
    merchant = service.api("merchant");
    service.awaitTables();
  }

  private static String requirements(String platform) {
    return LIST + "/requirements?platform=" + platform + "&storeType=ENTERPRISE&category=服饰";
  }

  private static JsonNode asked(String platform, String language) {
    return service
        .api("merchant")
        .send(merchant.request(requirements(platform)).setHeader("Accept-Language", language).GET())
        .body()
        .path("openingConditions");
  }

  private static ObjectNode application(String platform) {
    return SampleApplications.withDocuments(
        SampleApplications.application(
            platform, "m-1" + NEXT.getAndIncrement(), "ENTERPRISE", "青禾优选", List.of("服饰")),
        merchant);
  }

  private static ObjectNode stating(Map<String, Object> account) {
    ObjectNode application = application("DOUYIN");
    application.putPOJO("opening", account);
    return ApiClient.copy(application);
  }

  /** What the merchant is told of it. */
  private static List<String> problems(ObjectNode application) {
    ApiClient.Answer answer = merchant.post(LIST + "/pre-check", application);
    assertThat(answer.status()).as(answer.body().toString()).isEqualTo(200);
    return answer
        .body()
        .path("checks")
        .valueStream()
        .flatMap(check -> check.path("problems").valueStream())
        .map(one -> one.path("pointer").asString() + " " + one.path("code").asString())
        .filter(one -> one.startsWith("/opening"))
        .toList();
  }

  @Test
  void areSaidBeforehandAskedForAndCompared() {
    JsonNode asked = asked("DOUYIN", "en");
    assertThat(asked.path("followers").asLong()).isEqualTo(300_000);
    assertThat(asked.path("score").decimalValue()).isEqualByComparingTo("4.7");
    assertThat(asked.path("taobaoDiamonds").asInt()).isEqualTo(1);
    assertThat(asked.path("text").asString())
        .contains("at least 300,000 followers", "at least 4.7", "at least 1 diamond", "blue V");
    assertThat(asked("DOUYIN", "zh-CN").path("text").asString()).contains("300,000", "4.7", "蓝 V");

    assertThat(problems(application("DOUYIN")))
        .containsExactly("/opening OPENING_STATEMENT_MISSING");
    assertThat(problems(stating(Map.of("verifiedAccount", true, "followers", 299_999))))
        .containsExactly("/opening OPENING_CONDITIONS_NOT_MET");
    ObjectNode enough = stating(Map.of("verifiedAccount", true, "followers", 300_000));
    assertThat(problems(enough)).isEmpty();
    assertThat(
            problems(
                stating(
                    Map.of(
                        "shopElsewhere",
                        Map.of(
                            "market",
                            "TAOBAO",
                            "link",
                            "https://shop.example.com/1",
                            "scores",
                            List.of(4.8, 4.7),
                            "diamonds",
                            1)))))
        .isEmpty();
    // What is stated is on record with the application, for the auditor to compare.
    ApiClient.Answer submitted = merchant.post(LIST, enough);
    assertThat(submitted.status()).as(submitted.body().toString()).isEqualTo(201);
    assertThat(merchant.get(LIST + "/" + submitted.id()).body().at("/opening/followers").asLong())
        .isEqualTo(300_000);
  }

  @Test
  void areAskedForWhereTheSwitchIsOnAlone() {
    assertThat(asked("KUAISHOU", "en").isNull()).isTrue();
    assertThat(problems(application("KUAISHOU"))).isEmpty();
    // As shipped, nowhere.
    service.restart(gateway.address(), SETTLE);
    ready();
    assertThat(asked("DOUYIN", "en").isNull()).isTrue();
    assertThat(problems(application("DOUYIN"))).isEmpty();
    service.restart(gateway.address(), SETTLE, configured(config));
    ready();
  }
}
