package dev.merchantreview.streamer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.merchantreview.local.ApiClient;
import dev.merchantreview.shared.Platform;
import dev.merchantreview.testing.ServiceAlone;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** [K-rules] a merchant level is new on the 8th of each month; ours: two days more to tell it. */
class MerchantLevelIT {

  private static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");

  private final ServiceAlone service = ServiceAlone.get();
  private final ApiClient admin = service.api("admin");

  @Test
  void countsUntilTheTenthOfTheNextMonthAndThenSaysSo() {
    LocalDate today = LocalDate.now(SHANGHAI);
    LocalDate from = today.withDayOfMonth(1).minusMonths(1);
    LocalDate last = from.plusMonths(1).withDayOfMonth(10);
    assertThat(outdated("level-dated", from, last)).isEmpty();
    assertThat(outdated("level-dated", from, last.plusDays(1))).containsExactly("LEVEL_OUTDATED");
  }

  /** What is told without a day is of the day it is told. */
  @Test
  void countsFromWhenItWasToldWithoutADay() {
    LocalDate next = LocalDate.now(SHANGHAI).plusMonths(1);
    assertThat(outdated("level-undated", null, next.withDayOfMonth(10)))
        .doesNotContain("LEVEL_OUTDATED");
    assertThat(outdated("level-undated", null, next.withDayOfMonth(11))).contains("LEVEL_OUTDATED");
  }

  /** The figures as the tables judged them, on a day; the other figures are of that day. */
  private List<String> outdated(String streamer, @Nullable LocalDate levelOn, LocalDate day) {
    Map<String, Object> figures =
        new HashMap<>(
            Map.of(
                "nickname",
                "青禾直播",
                "merchantId",
                "m-1907",
                "designated",
                true,
                "merchantLevel",
                5,
                "experienceRating",
                4.8,
                "followers",
                100_000));
    if (levelOn != null) {
      figures.put("merchantLevelOn", levelOn.toString());
    }
    ApiClient.Answer told = admin.put("/api/v1/streamers/" + streamer, figures);
    assertThat(told.status()).as(told.body().toString()).isIn(200, 201);
    service
        .database()
        .sql("update streamer set experience_rating_on = :day, followers_on = :day where id = :id")
        .param("day", day)
        .param("id", streamer)
        .update();
    service
        .database()
        .sql(
            "insert into streamer_standing (streamer_id, platform, streamer_version, rules, rules_number,"
                + " pk_unmet, lucky_draw_unmet, evidence, judged_at) select id, 'KUAISHOU', version, 'x', 0,"
                + " '[]', '[]', '[]', now() from streamer where id = :id on conflict do nothing")
        .param("id", streamer)
        .update();
    Standings.Key key = new Standings.Key(streamer, Platform.KUAISHOU);
    return service.bean(Standings.class).of(List.of(key), day).get(key).outdated();
  }
}
