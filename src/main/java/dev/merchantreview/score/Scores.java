package dev.merchantreview.score;

import dev.merchantreview.calendar.WorkingCalendar;
import dev.merchantreview.figure.FigureSubject;
import dev.merchantreview.figure.SubjectKind;
import dev.merchantreview.shared.JsonColumns;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** The scores subjects had, and have. */
@Repository
public class Scores {

  private static final int SHOWN_DECIMALS = 4;

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
        parts(
            terms,
            numbers(row.getArray("raw")),
            numbers(row.getArray("places")),
            value != null && !failed),
        gate(terms, row, failed),
        bonus(terms, numbers(row.getArray("bonus"))),
        day.plusDays(definition.countsDays()));
  }

  private static List<Score.Part> parts(
      ScoreTerms terms,
      List<@Nullable BigDecimal> raw,
      List<@Nullable BigDecimal> places,
      boolean counted) {
    BigDecimal present = BigDecimal.ZERO;
    for (int i = 0; i < places.size(); i++) {
      if (places.get(i) != null) {
        present = present.add(terms.indicators().get(i).weight());
      }
    }
    List<Score.Part> parts = new ArrayList<>();
    for (int i = 0; i < places.size(); i++) {
      ScoreTerms.Indicator indicator = terms.indicators().get(i);
      BigDecimal place = places.get(i);
      parts.add(
          new Score.Part(
              indicator.figure(),
              indicator.window(),
              indicator.weight(),
              raw.get(i),
              place == null ? null : shown(place),
              place == null || !counted
                  ? null
                  : ScoreFormula.points(terms, indicator.weight(), place, present)));
    }
    return List.copyOf(parts);
  }

  private static Score.@Nullable GatePart gate(ScoreTerms terms, ResultSet row, boolean failed)
      throws SQLException {
    ScoreTerms.Gate gate = terms.gate();
    if (gate == null) {
      return null;
    }
    double value = row.getDouble("gate");
    return new Score.GatePart(
        gate.figure(), gate.window(), row.wasNull() ? null : plain(value), gate.most(), failed);
  }

  private static List<Score.BonusPart> bonus(ScoreTerms terms, List<@Nullable BigDecimal> given) {
    List<Score.BonusPart> parts = new ArrayList<>();
    for (int i = 0; i < given.size(); i++) {
      ScoreTerms.Bonus bonus = terms.bonus().get(i);
      BigDecimal flag = given.get(i);
      parts.add(
          new Score.BonusPart(
              bonus.figure(),
              bonus.window(),
              flag != null && flag.compareTo(BigDecimal.ONE) == 0,
              bonus.points()));
    }
    return List.copyOf(parts);
  }

  private static List<@Nullable BigDecimal> numbers(Array array) throws SQLException {
    List<@Nullable BigDecimal> numbers = new ArrayList<>();
    for (Double one : (Double[]) array.getArray()) {
      numbers.add(one == null ? null : plain(one));
    }
    return numbers;
  }

  /** As it was reported: figures have fewer digits than such a number tells apart. */
  private static BigDecimal plain(double number) {
    BigDecimal plain = BigDecimal.valueOf(number).stripTrailingZeros();
    return plain.scale() < 0 ? plain.setScale(0, RoundingMode.UNNECESSARY) : plain;
  }

  private static BigDecimal shown(BigDecimal number) {
    return number.setScale(SHOWN_DECIMALS, RoundingMode.HALF_UP);
  }
}
