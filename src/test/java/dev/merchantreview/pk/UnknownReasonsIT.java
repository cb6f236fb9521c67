package dev.merchantreview.pk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.merchantreview.local.ApiClient;
import dev.merchantreview.local.SampleStreamers;
import dev.merchantreview.testing.ServiceAlone;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** A reason an edition of before named, and nobody has words for, is told as the threshold. */
class UnknownReasonsIT {

  private final ServiceAlone service = ServiceAlone.get();

  @Test
  void areToldAsTheThresholdThatIsNotMet() {
    judged("s-unworded-a", "m-19811", "[\"STARS_TOO_FEW\", \"HAIR_TOO_SHORT\"]");
    judged("s-unworded-b", "m-29811", "[\"LEVEL_TOO_LOW\"]");
    ApiClient merchant = service.api("merchant");
    ApiClient.Answer planned =
        merchant.post(
            "/api/v1/pk-sessions",
            Map.of(
                "platform",
                "KUAISHOU",
                "streamerId",
                "s-unworded-a",
                "counterpartId",
                "s-unworded-b",
                "liveAt",
                Instant.now()
                    .truncatedTo(ChronoUnit.SECONDS)
                    .plus(Duration.ofDays(20))
                    .toString()));
    assertThat(planned.status()).as(planned.body().toString()).isEqualTo(201);
    ApiClient.Answer answer = merchant.get("/api/v1/pk-sessions/" + planned.id());
    assertThat(answer.status()).as(answer.body().toString()).isEqualTo(200);
    assertThat(answer.body().path("lanes").valueStream().flatMap(UnknownReasonsIT::codes))
        .contains("s-unworded-a PK_THRESHOLD", "s-unworded-b PK_LEVEL_TOO_LOW")
        .doesNotHaveDuplicates();
  }

  private static Stream<String> codes(JsonNode lane) {
    return lane.path("missing")
        .valueStream()
        .map(missing -> lane.path("streamerId").asString() + " " + missing.path("code").asString());
  }

  private void judged(String streamerId, String merchant, String unmet) {
    assertThat(
            service
                .api("admin")
                .put("/api/v1/streamers/" + streamerId, SampleStreamers.figures(merchant, true))
                .status())
        .isEqualTo(201);
    service
        .database()
        .sql(
            "insert into streamer_standing (streamer_id, platform, streamer_version, rules, rules_number, pk_unmet,"
                + " lucky_draw_unmet, evidence, judged_at) values (:id, 'KUAISHOU', 1, 'x', 1, cast(:unmet as jsonb),"
                + " '[]', '[]', now())")
        .param("id", streamerId)
        .param("unmet", unmet)
        .update();
  }
}
