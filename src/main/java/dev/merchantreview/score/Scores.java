package dev.merchantreview.score;

import dev.merchantreview.calendar.WorkingCalendar;
import dev.merchantreview.figure.FigureSubject;
import dev.merchantreview.figure.SubjectKind;
import dev.merchantreview.shared.JsonColumns;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** The scores subjects had, and have. */
@Repository
public class Scores {

  private final JdbcClient jdbc;
  private final ScoreDefinitions definitions;
  private final JsonColumns json;
  private final WorkingCalendar calendar;
  private final Clock clock;

  Scores(
      JdbcClient jdbc,
      ScoreDefinitions definitions,
      JsonColumns json,
      WorkingCalendar calendar,
      Clock clock) {
    this.jdbc = jdbc;
    this.definitions = definitions;
    this.json = json;
    this.calendar = calendar;
    this.clock = clock;
  }

  /** The day it is where the platform is. */
  public LocalDate today() {
    return clock.instant().atZone(calendar.zone()).toLocalDate();
  }

  /**
   * A subject's score on a day: of the last day up to it that was computed, however long ago that
   * was; empty where nothing was computed of the subject then.
   */
  @Transactional(readOnly = true)
  public Optional<Score> on(FigureSubject subject, LocalDate day) {
    return definitions
        .of(subject.kind())
        .flatMap(
            definition ->
                read(
                        subject,
                        definition,
                        "r.id = (select l.id from score_run l where l.score = :score and l.day <= :day"
                            + " and l.finished_at is not null order by l.day desc limit 1)",
                        day,
                        1)
                    .stream()
                    .findFirst());
  }

  /**
   * The scores a subject had, latest first.
   *
   * @param until only those of this day or earlier
   */
  @Transactional(readOnly = true)
  public List<Score> history(FigureSubject subject, LocalDate until, int limit) {
    return definitions
        .of(subject.kind())
        .map(
            definition ->
                read(subject, definition, "r.score = :score and r.day <= :day", until, limit))
        .orElse(List.of());
  }

  /**
   * What counts on a day of many subjects of a kind: the scores of the last day that was computed,
   * while that counts. Who is not among the answers has no score.
   */
  @Transactional(readOnly = true)
  public Map<String, Value> values(SubjectKind kind, Collection<String> ids, LocalDate day) {
    Map<String, Value> values = new HashMap<>();
    definitions
        .of(kind)
        .ifPresent(
            definition ->
                jdbc.sql(
                        """
                        select r.day, x.subject_id, x.score
                          from (select l.id, l.day from score_run l where l.score = :score and l.day <= :day
                                   and l.finished_at is not null order by l.day desc limit 1) r
                          join score_result x on x.run_id = r.id and x.subject_id = any(:ids)
                         where r.day >= :earliest and x.score is not null
                        """)
                    .param("score", definition.name())
                    .param("day", day)
                    .param("earliest", day.minusDays(definition.countsDays()))
                    .param("ids", ids.toArray(String[]::new))
                    .query(
                        row -> {
                          values.put(
                              row.getString("subject_id"),
                              new Value(
                                  row.getBigDecimal("score"),
                                  row.getObject("day", LocalDate.class)));
                        }));
    return values;
  }

  /** A score without its parts. */
  public record Value(BigDecimal score, LocalDate day) {}

  private List<Score> read(
      FigureSubject subject, ScoreDefinition definition, String which, LocalDate day, int limit) {
    return jdbc.sql(
            """
            select r.day, r.edition, r.terms, x.score, x.raw, x.places, x.gate, x.gate_failed, x.bonus,
                   r.industries[x.industry] as industry
              from score_run r
              join score_result x on x.run_id = r.id and x.subject_id = :id
             where %s
             order by r.day desc
             limit :limit
            """
                .formatted(which))
        .param("id", subject.id())
        .param("score", definition.name())
        .param("day", day)
        .param("limit", limit)
        .query((row, number) -> score(row, subject, definition))
        .list();
  }

  private Score score(ResultSet row, FigureSubject subject, ScoreDefinition definition)
      throws SQLException {
    ScoreTerms terms = json.value(row.getString("terms"), ScoreTerms.class);
    BigDecimal value = row.getBigDecimal("score");
    LocalDate day = row.getObject("day", LocalDate.class);
    boolean failed = row.getBoolean("gate_failed");
    return new Score(
        subject,
        definition.name(),
        day,
        value,
        row.getString("industry"),
        row.getInt("edition"),
        ScoreParts.indicators(
            terms,
            ScoreParts.numbers(row.getArray("raw")),
            ScoreParts.numbers(row.getArray("places")),
            value != null && !failed),
        ScoreParts.gate(terms, row, failed),
        ScoreParts.bonus(terms, ScoreParts.numbers(row.getArray("bonus"))),
        day.plusDays(definition.countsDays()));
  }
}
