package dev.merchantreview.streamer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.merchantreview.shared.Platform;
import dev.merchantreview.testing.ServiceAlone;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Two versions of the service with different tables side by side judge a streamer once each. */
class StandingsIT {

  private static final StreamerRules.Version OLDER = new StreamerRules.Version("older", 101);
  private static final StreamerRules.Version NEWER = new StreamerRules.Version("newer", 102);
  private static final Platform PLATFORM = Platform.DOUYIN;

  private final ServiceAlone service = ServiceAlone.get();
  private final Standings standings = service.bean(Standings.class);

  @Test
  void leavesAloneWhatNewerTablesJudged() {
    streamer("standings-1", 1);
    assertThat(judge("standings-1", OLDER)).isTrue();
    assertThat(judge("standings-1", OLDER)).isFalse();
    assertThat(judge("standings-1", NEWER)).isTrue();
    assertThat(judge("standings-1", OLDER)).isFalse();
    assertThat(judge("standings-1", NEWER)).isFalse();
    // One that was asked before the newer one answered, and answers after it.
    standings.keep(
        new Standings.Unjudged("standings-1", PLATFORM, 1), OLDER, answer(OLDER), Instant.now());
    assertThat(judgedBy("standings-1")).isEqualTo("newer");
  }

  @Test
  void judgesNewFiguresByWhicheverIsThereAndThenByTheNewest() {
    streamer("standings-2", 1);
    judge("standings-2", NEWER);
    streamer("standings-2", 2);
    assertThat(judge("standings-2", OLDER)).isTrue();
    assertThat(judgedBy("standings-2")).isEqualTo("older");
    assertThat(judge("standings-2", NEWER)).isTrue();
    assertThat(judge("standings-2", OLDER)).isFalse();
    assertThat(judgedBy("standings-2")).isEqualTo("newer");
  }

  @Test
  void judgesByOlderTablesAgainThatWereBroughtBackOnPurpose() {
    streamer("standings-3", 1);
    judge("standings-3", NEWER);
    assertThat(judge("standings-3", new StreamerRules.Version("older", 103))).isTrue();
    assertThat(judge("standings-3", NEWER)).isFalse();
    // The same tables in another model judge the same.
    assertThat(judge("standings-3", new StreamerRules.Version("older", 104))).isFalse();
  }

  private void streamer(String id, long version) {
    service
        .database()
        .sql(
            "insert into streamer (id, merchant_id, nickname, designated, merchant_level, merchant_level_on,"
                + " experience_rating, experience_rating_on, followers, followers_on, updated_at, version)"
                + " values (:id, 'm-19001', 'x', false, 1, current_date, 5, current_date, 1, current_date, now(),"
                + " :version) on conflict (id) do update set version = excluded.version")
        .param("id", id)
        .param("version", version)
        .update();
  }

  /** Whether there was anything to judge. */
  private boolean judge(String id, StreamerRules.Version rules) {
    List<Standings.Unjudged> mine =
        standings.unjudged(PLATFORM, rules, null, "", 10_000).stream()
            .filter(unjudged -> unjudged.streamerId().equals(id))
            .toList();
    mine.forEach(unjudged -> standings.keep(unjudged, rules, answer(rules), Instant.now()));
    return !mine.isEmpty();
  }

  private static StreamerRules.Answer answer(StreamerRules.Version rules) {
    return new StreamerRules.Answer(
        List.of(), List.of(), List.of(Map.of("tables", rules.content())));
  }

  private String judgedBy(String id) {
    return service
        .database()
        .sql(
            "select evidence -> 0 ->> 'tables' from streamer_standing where streamer_id = :id"
                + " and platform = :platform")
        .param("id", id)
        .param("platform", PLATFORM.name())
        .query(String.class)
        .single();
  }
}
