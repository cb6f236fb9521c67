package dev.merchantreview.streamer;

import dev.merchantreview.figure.FigureDefinition;
import dev.merchantreview.figure.FigureDefinitions;
import dev.merchantreview.shared.JsonColumns;
import dev.merchantreview.shared.Platform;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What the decision tables say of streamers' figures. */
@Repository
public class Standings {

  private final JdbcClient jdbc;
  private final JsonColumns json;

  /** How long each figure counts, by the code of one that is too old. */
  private final Map<String, FigureDefinition> counted = new LinkedHashMap<>();

  Standings(JdbcClient jdbc, FigureDefinitions figures, JsonColumns json) {
    this.jdbc = jdbc;
    this.json = json;
    counted.put("LEVEL_OUTDATED", figures.get(StreamerFigureNames.MERCHANT_LEVEL));
    counted.put("RATING_OUTDATED", figures.get(StreamerFigureNames.EXPERIENCE_RATING));
    counted.put("FOLLOWERS_OUTDATED", figures.get(StreamerFigureNames.FOLLOWERS));
  }

  /** Figures nobody judged by these tables yet. */
  record Unjudged(String streamerId, Platform platform, long version) {}

  /**
   * What is to be judged for a platform, a portion of it: figures that are new, and those that were
   * judged by other tables of an older model, or by other editions of this one's. Where two
   * versions of the service work side by side, what the newer one judged stays.
   *
   * @param since only figures that came from then on are looked at; null looks at all
   * @param after the id of the streamer before the first; empty begins
   */
  List<Unjudged> unjudged(
      Platform platform,
      StreamerRules.Version rules,
      @Nullable Instant since,
      String after,
      int limit) {
    return jdbc.sql(
            "select s.id, s.version from streamer s"
                + " left join streamer_standing t on t.streamer_id = s.id and t.platform = :platform"
                + " where s.id > :after"
                + (since == null ? "" : " and s.updated_at >= :since")
                + " and (t.streamer_version is distinct from s.version"
                + " or (t.rules <> :rules and t.rules_number <= :number)) order by s.id limit :limit")
        .param("platform", platform.name())
        .param("since", since == null ? null : Timestamp.from(since))
        .param("after", after)
        .param("rules", rules.content())
        .param("number", rules.number())
        .param("limit", limit)
        .query((row, number) -> new Unjudged(row.getString("id"), platform, row.getLong("version")))
        .list();
  }

  void keep(
      Unjudged judged, StreamerRules.Version rules, StreamerRules.Answer answer, Instant now) {
    jdbc.sql(
            "insert into streamer_standing (streamer_id, platform, streamer_version, rules, rules_number,"
                + " pk_unmet, lucky_draw_unmet, evidence, judged_at) values (:id, :platform, :version, :rules,"
                + " :number, cast(:pk as jsonb), cast(:draw as jsonb), cast(:evidence as jsonb), :now)"
                + " on conflict (streamer_id, platform) do update set streamer_version = excluded.streamer_version,"
                + " rules = excluded.rules, rules_number = excluded.rules_number, pk_unmet = excluded.pk_unmet,"
                + " lucky_draw_unmet = excluded.lucky_draw_unmet, evidence = excluded.evidence,"
                + " judged_at = excluded.judged_at"
                + " where streamer_standing.streamer_version < excluded.streamer_version"
                + " or streamer_standing.rules_number <= excluded.rules_number")
        .param("id", judged.streamerId())
        .param("platform", judged.platform().name())
        .param("version", judged.version())
        .param("rules", rules.content())
        .param("number", rules.number())
        .param("pk", json.text(answer.pkUnmet()))
        .param("draw", json.text(answer.luckyDrawUnmet()))
        .param("evidence", json.text(answer.evidence()))
        .param("now", Timestamp.from(now))
        .update();
  }

  /**
   * How a streamer stands.
   *
   * @param judged false while the present figures were not judged yet: then nothing is known to
   *     hold
   * @param pkUnmet what of the PK threshold does not hold, by code
   * @param outdated the figures that are too old to count, by code
   */
  public record StreamerStanding(
      boolean judged, List<String> pkUnmet, List<String> luckyDrawUnmet, List<String> outdated) {

    public static final StreamerStanding UNKNOWN =
        new StreamerStanding(false, List.of(), List.of(), List.of());

    public boolean meetsPkThreshold() {
      return judged && pkUnmet.isEmpty() && outdated.isEmpty();
    }
  }

  /** A streamer on a platform. */
  public record Key(String streamerId, Platform platform) {}

  /** How these streamers stand on a day; who is not among the answers is unknown. */
  public Map<Key, StreamerStanding> of(Collection<Key> keys, LocalDate today) {
    if (keys.isEmpty()) {
      return Map.of();
    }
    Map<Key, StreamerStanding> standings = new HashMap<>();
    jdbc.sql(
            """
            select t.streamer_id, t.platform, t.streamer_version = s.version as judged, t.pk_unmet, t.lucky_draw_unmet,
                   (select jsonb_object_agg(f.name, f.as_of) from figure f
                     where f.subject_kind = 'STREAMER' and f.subject_id = s.id and f.window_days = 0
                       and f.name in ('merchant-level', 'experience-rating', 'followers')) as days
              from streamer_standing t
              join streamer s on s.id = t.streamer_id
             where (t.streamer_id, t.platform) in (select * from unnest(:ids::text[], :platforms::text[]))
            """)
        .param("ids", keys.stream().map(Key::streamerId).toArray(String[]::new))
        .param("platforms", keys.stream().map(key -> key.platform().name()).toArray(String[]::new))
        .query(
            row -> {
              Key key =
                  new Key(
                      row.getString("streamer_id"), Platform.valueOf(row.getString("platform")));
              standings.put(key, standing(row, today));
            });
    return standings;
  }

  private StreamerStanding standing(ResultSet row, LocalDate today) throws SQLException {
    Map<String, Object> days = json.map(row.getString("days"));
    List<String> outdated = new ArrayList<>();
    counted.forEach(
        (code, figure) -> {
          LocalDate asOf = LocalDate.parse(String.valueOf(days.get(figure.name())));
          if (figure.freshness().lastDay(asOf).isBefore(today)) {
            outdated.add(code);
          }
        });
    return new StreamerStanding(
        row.getBoolean("judged"),
        json.readList(row, "pk_unmet", String.class),
        json.readList(row, "lucky_draw_unmet", String.class),
        List.copyOf(outdated));
  }
}
