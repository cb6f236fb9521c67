package dev.merchantreview.notice;

import dev.merchantreview.database.DatabaseLock;
import dev.merchantreview.database.DatabaseLocks;
import dev.merchantreview.shared.JsonColumns;
import dev.merchantreview.shared.Platform;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.JsonNode;

/** The rehearsals as they are kept. */
@Repository
class RehearsalTable {

  private static final String SELECT =
      """
      select notice_id, number, notice_version, editions, platforms, cases, played_by, played_at, decisions, flipped,
             failed, took_millis, rows,
             (select coalesce(jsonb_agg(s.found order by s.score), '[]') from rule_rehearsal_score s
               where s.notice_id = r.notice_id and s.number = r.number) as scores
        from rule_rehearsal r
      """;

  private final JdbcClient jdbc;
  private final DatabaseLocks locks;
  private final JsonColumns json;

  RehearsalTable(JdbcClient jdbc, DatabaseLocks locks, JsonColumns json) {
    this.jdbc = jdbc;
    this.locks = locks;
    this.json = json;
  }

  @Transactional
  Rehearsal keep(Rehearsal played, List<Rehearsal.Flip> flips, List<ScoreRehearsal.Played> scores) {
    locks.hold(DatabaseLock.RULE_NOTICES, "");
    int number =
        jdbc.sql(
                """
                insert into rule_rehearsal (notice_id, number, notice_version, editions, platforms, cases, played_by,
                    played_at, decisions, flipped, failed, took_millis, rows)
                select :noticeId, coalesce(max(number), 0) + 1, :version, cast(:editions as jsonb), :platforms, :cases,
                       :by, :at, :decisions, :flipped, :failed, :took, cast(:rows as jsonb)
                  from rule_rehearsal where notice_id = :noticeId
                returning number
                """)
            .param("noticeId", played.noticeId())
            .param("version", played.noticeVersion())
            .param("editions", json.written(played.editions()))
            .param("platforms", played.platforms().stream().map(Enum::name).toArray(String[]::new))
            .param("cases", played.cases())
            .param("by", played.by())
            .param("at", Timestamp.from(played.at()))
            .param("decisions", played.decisions())
            .param("flipped", played.flipped())
            .param("failed", played.failed())
            .param("took", played.tookMillis())
            .param("rows", json.written(played.rows()))
            .query(Integer.class)
            .single();
    // One statement for all of them: there may be as many as cases.
    jdbc.sql(
            """
            insert into rule_rehearsal_flip (notice_id, number, place, flip)
            select :noticeId, :number, (one ->> 'place')::int, one from jsonb_array_elements(cast(:flips as jsonb)) one
            """)
        .param("noticeId", played.noticeId())
        .param("number", number)
        .param("flips", json.written(flips))
        .update();
    for (ScoreRehearsal.Played score : scores) {
      jdbc.sql(
              "insert into rule_rehearsal_score (notice_id, number, score, found, changes) values (:noticeId, :number,"
                  + " :score, cast(:found as jsonb), cast(:changes as jsonb))")
          .param("noticeId", played.noticeId())
          .param("number", number)
          .param("score", score.found().score())
          .param("found", json.written(score.found()))
          .param("changes", json.written(score.changes()))
          .update();
    }
    return find(played.noticeId(), number).orElseThrow();
  }

  @Transactional(readOnly = true)
  List<Rehearsal> of(String noticeId, int limit) {
    return jdbc.sql(SELECT + " where notice_id = :id order by number desc limit :limit")
        .param("id", noticeId)
        .param("limit", limit)
        .query(this::rehearsal)
        .list();
  }

  @Transactional(readOnly = true)
  Optional<Rehearsal> find(String noticeId, int number) {
    return jdbc.sql(SELECT + " where notice_id = :id and number = :number")
        .param("id", noticeId)
        .param("number", number)
        .query(this::rehearsal)
        .optional();
  }

  @Transactional(readOnly = true)
  List<Rehearsal.Flip> flips(String noticeId, int number, int after, int limit) {
    return jdbc.sql(
            "select flip from rule_rehearsal_flip where notice_id = :id and number = :number"
                + " and place > :after order by place limit :limit")
        .param("id", noticeId)
        .param("number", number)
        .param("after", after)
        .param("limit", limit)
        .query((row, place) -> json.get(row, "flip", Rehearsal.Flip.class))
        .list();
  }

  @Transactional(readOnly = true)
  List<ScoreRehearsal.KeptChange> scoreChanges(String noticeId, int number) {
    return jdbc.sql(
            "select s.score, c.change from rule_rehearsal_score s"
                + " cross join jsonb_array_elements(s.changes) with ordinality as c(change, place)"
                + " where s.notice_id = :id and s.number = :number order by s.score, c.place")
        .param("id", noticeId)
        .param("number", number)
        .query(
            (row, place) ->
                new ScoreRehearsal.KeptChange(
                    row.getString("score"), json.get(row, "change", ScoreRehearsal.Change.class)))
        .list();
  }

  private Rehearsal rehearsal(ResultSet row, int place) throws SQLException {
    TreeMap<String, Integer> editions = new TreeMap<>();
    JsonNode kept = json.get(row, "editions", JsonNode.class);
    kept.propertyNames().forEach(table -> editions.put(table, kept.path(table).asInt()));
    TreeSet<Platform> platforms = new TreeSet<>();
    for (String platform : (String[]) row.getArray("platforms").getArray()) {
      platforms.add(Platform.valueOf(platform));
    }
    return new Rehearsal(
        row.getString("notice_id"),
        row.getInt("number"),
        row.getLong("notice_version"),
        editions,
        platforms,
        row.getInt("cases"),
        row.getString("played_by"),
        row.getTimestamp("played_at").toInstant(),
        row.getInt("decisions"),
        row.getInt("flipped"),
        row.getInt("failed"),
        row.getLong("took_millis"),
        json.readList(row, "rows", Rehearsal.RowCount.class),
        json.readList(row, "scores", ScoreRehearsal.class));
  }
}
