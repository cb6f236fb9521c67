package dev.merchantreview.streamer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.merchantreview.engine.DecisionTables;
import dev.merchantreview.local.ApiClient;
import dev.merchantreview.testing.ServiceAlone;
import dev.merchantreview.testing.StandInGateway;
import dev.merchantreview.testing.TestPlatform;
import io.camunda.zeebe.gateway.protocol.GatewayOuterClass.EvaluateDecisionRequest;
import io.camunda.zeebe.gateway.protocol.GatewayOuterClass.EvaluateDecisionResponse;
import io.grpc.Status;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Whoever cannot be judged holds up nobody else, and is seen. */
class StandingJudgeIT {

  private static final String EDITION = "pk-threshold.9801";
  private static final String REFUSED = "merchantreview.streamers.platforms.unjudged";
  private static final String FAILED = "merchantreview.streamers.unjudged";
  // More than are judged at once.
  private static final int MANY = 60;

  private static StandInGateway gateway;
  private static ServiceAlone service;

  @BeforeAll
  static void start() {
    gateway = new StandInGateway();
    gateway.decides = asked -> StandInGateway.answered("[]");
    service =
        ServiceAlone.with(
            gateway.address(),
            "--merchant-review.engine.form-settle=0s",
            "--merchant-review.engine.retry-backoff=50ms");
  }

  @AfterAll
  static void stop() {
    service.close();
    gateway.close();
  }

  private static void streamer(String id, int followers) {
    service
        .database()
        .sql(
            "insert into streamer (id, merchant_id, nickname, designated, merchant_level, merchant_level_on,"
                + " experience_rating, experience_rating_on, followers, followers_on, updated_at, version)"
                + " values (:id, 'm-19801', 'x', false, 1, current_date, 5, current_date, :followers, current_date,"
                + " now(), 1)")
        .param("id", id)
        .param("followers", followers)
        .update();
  }

  private static List<String> judged(String id) {
    return service
        .database()
        .sql("select platform from streamer_standing where streamer_id = :id order by platform")
        .param("id", id)
        .query(String.class)
        .list();
  }

  private static double figure(String name) {
    return service.bean(MeterRegistry.class).get(name).gauge().value();
  }

  @Test
  void judgesThoseOfOtherPlatformsWhileAnEditionIsRefused() {
    LocalDate tomorrow = LocalDate.now(ZoneId.of("Asia/Shanghai")).plusDays(1);
    ApiClient admin = service.api("admin");
    // From before it is tried out, which is once.
    gateway.refusesDecision =
        asked ->
            gateway.decisionOf(asked.getDecisionKey()).equals(EDITION)
                ? Optional.of(Status.PERMISSION_DENIED.withDescription("no such right"))
                : Optional.empty();
    String released = service.bean(DecisionTables.class).released("pk-threshold").orElseThrow();
    assertThat(
            admin
                .put(
                    "/api/v1/decision-tables/pk-threshold/editions/9801",
                    Map.of("dmn", released.replace("&lt; 4.2", "&lt; 4.3")))
                .status())
        .isEqualTo(201);
    assertThat(
            admin
                .put(
                    "/api/v1/rule-notices/refused-edition",
                    Map.of(
                        "platforms",
                        List.of("KUAISHOU"),
                        "title",
                        Map.of("zh", "PK门槛", "en", "PK"),
                        "publishedOn",
                        tomorrow.toString(),
                        "effectiveFrom",
                        tomorrow.toString(),
                        "source",
                        "K-rules",
                        "tables",
                        List.of(Map.of("table", "pk-threshold", "edition", 9801)),
                        "categories",
                        List.of(),
                        "programmes",
                        List.of(),
                        "transition",
                        Map.of("kind", "NOTHING")))
                .status())
        .isEqualTo(201);
    service.travelTo(Instant.now().plus(Duration.ofDays(1)));
    for (int i = 0; i < MANY; i++) {
      streamer("judged-%02d".formatted(i), 10);
    }
    TestPlatform.await(
        "the others",
        () -> judged("judged-%02d".formatted(MANY - 1)).containsAll(List.of("DOUYIN", "WECHAT")));
    TestPlatform.await("the refusal is seen", () -> figure(REFUSED) == 1);
    assertThat(judged("judged-00")).doesNotContain("KUAISHOU");
    TestPlatform.await(
        "the health says so",
        () ->
            admin
                .get("/actuator/health")
                .body()
                .at("/components/engine/details/refusedEditions")
                .toString()
                .contains("no such right"));
    gateway.refusesDecision = asked -> Optional.empty();
    service.travelTo(Instant.now().plus(Duration.ofDays(1)).plusSeconds(120));
    TestPlatform.await("all of them", () -> judged("judged-00").contains("KUAISHOU"));
    TestPlatform.await("nothing is refused", () -> figure(REFUSED) == 0);
    service.returnToPresent();
  }

  /** As many as are judged at once, and those before all others. */
  @Test
  void judgesOthersWhileFiguresCannotBeJudged() {
    gateway.decides = StandingJudgeIT::numberForSome;
    try {
      for (int i = 0; i < MANY; i++) {
        streamer("failing-%02d".formatted(i), 7_777);
      }
      streamer("zz-judged-last", 10);
      TestPlatform.await("the last one", () -> judged("zz-judged-last").size() >= 3);
      TestPlatform.await("failures are seen", () -> figure(FAILED) >= MANY * 3);
      assertThat(judged("failing-00")).isEmpty();
    } finally {
      gateway.decides = asked -> StandInGateway.answered("[]");
    }
    service.travelTo(Instant.now().plusSeconds(180));
    TestPlatform.await("all of them", () -> judged("failing-59").size() >= 3);
    TestPlatform.await("nothing fails", () -> figure(FAILED) == 0);
    service.returnToPresent();
  }

  private static EvaluateDecisionResponse numberForSome(EvaluateDecisionRequest asked) {
    return StandInGateway.answered(asked.getVariables().contains("7777") ? "[5]" : "[]");
  }
}
