package dev.merchantreview.score;

import static org.assertj.core.api.Assertions.assertThat;

import dev.merchantreview.figure.SubjectKind;
import dev.merchantreview.local.ApiClient;
import dev.merchantreview.testing.ServiceAlone;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Other weights count from the day of the notice that brings them. */
class ScoreEditionsIT {

  private static final String NOTICE = "score-weights-9301";

  private final ServiceAlone service = ServiceAlone.get();
  private final ApiClient admin = service.api("admin");
  private final LocalDate today = LocalDate.now(ZoneId.of("Asia/Shanghai"));
  private final ScoreDefinition definition =
      new ScoreDefinition(
          "store-experience",
          "店铺体验分",
          "Store experience score",
          SubjectKind.STORE,
          Set.of(),
          2,
          List.of(
              new ScoreDefinition.Edition(1, LocalDate.of(2023, 4, 28), null, SampleTerms.THREE),
              new ScoreDefinition.Edition(2, today.plusDays(20), NOTICE, SampleTerms.THREE)));

  private int on(LocalDate day) {
    return service
        .bean(ScoreEditions.class)
        .on(definition, day)
        .map(ScoreDefinition.Edition::number)
        .orElse(0);
  }

  private void publish(LocalDate from) {
    ApiClient.Answer answer =
        admin.put(
            "/api/v1/rule-notices/" + NOTICE,
            Map.of(
                "platforms", List.of("KUAISHOU"),
                "title", Map.of("zh", "店铺体验分权重调整", "en", "Other weights of the score"),
                "publishedOn", today.toString(),
                "effectiveFrom", from.toString(),
                "source", "ours",
                "tables", List.of(),
                "categories", List.of(),
                "programmes", List.of("store-experience"),
                "transition", Map.of("kind", "NOTHING")));
    assertThat(answer.status()).as(answer.body().toString()).isIn(200, 201);
  }

  @Test
  void countFromTheDayOfTheirNoticeAndNotOnceItIsTakenBack() {
    assertThat(on(LocalDate.of(2023, 4, 27))).isZero();
    assertThat(on(today)).isEqualTo(1);
    assertThat(on(today.plusDays(19))).isEqualTo(1);
    assertThat(on(today.plusDays(20))).isEqualTo(2);
    publish(today.plusDays(5));
    assertThat(on(today.plusDays(4))).isEqualTo(1);
    assertThat(on(today.plusDays(5))).isEqualTo(2);
    publish(today.plusDays(9));
    assertThat(on(today.plusDays(8))).isEqualTo(1);
    assertThat(on(today.plusDays(9))).isEqualTo(2);
    assertThat(admin.send(admin.request("/api/v1/rule-notices/" + NOTICE).DELETE()).status())
        .isEqualTo(200);
    assertThat(on(today.plusDays(30))).isEqualTo(1);
  }
}
