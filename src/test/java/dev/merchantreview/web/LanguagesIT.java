package dev.merchantreview.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.merchantreview.local.ApiClient;
import dev.merchantreview.testing.ServiceAlone;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Any Accept-Language gets an answer, and the same problem whatever it is. */
class LanguagesIT {

  private final ServiceAlone service = ServiceAlone.get();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "*|zh",
        "zh|zh",
        "zh-TW|zh",
        "zh-Hant-HK|zh",
        "de|zh",
        "en|en",
        "en-GB|en",
        "EN|en",
        "de, en;q=0.3|en",
        "en;q=0.2, zh;q=0.9|zh",
        "zh;q=0, *|en",
        "en;q=0|zh",
        "fr, *;q=0.1|zh",
        "not a language;;|zh",
        ",,,|zh",
        "en;q=high|zh",
        "'  '|zh"
      })
  void answersInTheNearestLanguageThereIs(String asked, String language) {
    assertThat(Languages.nearest(asked).getLanguage()).isEqualTo(language);
  }

  @Test
  void isNotMadeToThinkByALongHeader() {
    assertThat(Languages.nearest("en,".repeat(10_000))).isEqualTo(Locale.SIMPLIFIED_CHINESE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"*", "zh", "zh-TW", "fr", "de;q=0.5", "x y;;", "en", ""})
  void answersEveryErrorInAnyLanguage(String asked) {
    ApiClient merchant = service.api("merchant");
    Map<Integer, ApiClient.Answer> answers =
        Map.of(
            401, get(service.api("stranger"), "/api/v1/store-applications", asked),
            403, get(merchant, "/api/v1/findings", asked),
            404, get(merchant, "/api/v1/store-applications/sa_0000000000000000", asked),
            422, get(merchant, "/api/v1/store-applications?limit=0", asked),
            405,
                merchant.send(
                    merchant
                        .request("/api/v1/store-applications")
                        .setHeader("Accept-Language", asked)
                        .DELETE()),
            415,
                merchant.send(
                    merchant
                        .request("/api/v1/store-applications")
                        .setHeader("Accept-Language", asked)
                        .header("Idempotency-Key", "k")
                        .header("Content-Type", "text/plain")
                        .POST(BodyPublishers.ofString("x"))),
            400,
                merchant.send(
                    merchant
                        .request("/api/v1/store-applications")
                        .setHeader("Accept-Language", asked)
                        .header("Idempotency-Key", "k")
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString("{"))));
    answers.forEach(
        (status, answer) -> {
          assertThat(answer.status()).as(String.valueOf(answer.body())).isEqualTo(status);
          assertThat(answer.body().path("type").asString()).startsWith("/problems/");
          boolean chinese =
              answer
                  .body()
                  .path("title")
                  .asString()
                  .codePoints()
                  .anyMatch(Character::isIdeographic);
          assertThat(chinese).as(asked + " " + answer.body()).isEqualTo(!asked.equals("en"));
        });
    ApiClient.Answer signed =
        service
            .api("stranger")
            .send(
                merchant
                    .request("/api/v1/payment-notifications")
                    .setHeader("Accept-Language", asked)
                    .setHeader("Authorization", "")
                    .header("Content-Type", "application/json")
                    .POST(BodyPublishers.ofString("{}")));
    assertThat(signed.status()).isEqualTo(401);
    assertThat(signed.body().path("type").asString()).isEqualTo("/problems/bad-signature");
  }

  private static ApiClient.Answer get(ApiClient api, String path, String asked) {
    return api.send(api.request(path).setHeader("Accept-Language", asked).GET());
  }
}
