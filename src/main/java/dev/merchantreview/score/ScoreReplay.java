package dev.merchantreview.score;

import dev.merchantreview.database.DatabaseLock;
import dev.merchantreview.database.DatabaseLocks;
import dev.merchantreview.figure.FigureDefinitions;
import dev.merchantreview.notice.RuleNotice;
import dev.merchantreview.notice.ScoreRehearsal;
import dev.merchantreview.notice.ScoreRehearsals;
import dev.merchantreview.shared.JsonColumns;
import java.math.BigDecimal;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Computes the last day that was computed by other terms, with the figures that day was computed
 * with, and compares. In a transaction that can write nothing.
 */
@Component
class ScoreReplay implements ScoreRehearsals {

  /** How many subjects are named that change most; ours. */
  static final int MOST_CHANGES = 100;

  private static final String CANCELLED = "57014";

  private final JdbcClient jdbc;
  private final ScoreDefinitions definitions;
  private final FigureDefinitions figures;
  private final Scores scores;
  private final ScoreProperties properties;
  private final DatabaseLocks locks;
  private final JsonColumns json;
  private final TransactionTemplate reading;

  ScoreReplay(
      JdbcClient jdbc,
      ScoreDefinitions definitions,
      FigureDefinitions figures,
      Scores scores,
      ScoreProperties properties,
      DatabaseLocks locks,
      JsonColumns json,
      PlatformTransactionManager transactions) {
    this.jdbc = jdbc;
    this.definitions = definitions;
    this.figures = figures;
    this.scores = scores;
    this.properties = properties;
    this.locks = locks;
    this.json = json;
    this.reading = new TransactionTemplate(transactions);
    this.reading.setReadOnly(true);
  }

  /** A score and the edition of its terms that is played. */
  record Brought(ScoreDefinition definition, ScoreDefinition.Edition edition) {}

  @Override
  public boolean isBroughtBy(RuleNotice notice) {
    return !brought(definitions.all(), notice, scores.today()).isEmpty();
  }

  @Override
  public Outcome play(RuleNotice notice, List<BigDecimal> thresholds) {
    LocalDate today = scores.today();
    return play(
        brought(definitions.all(), notice, today), thresholds, today, properties.rehearsalAtMost());
  }

  /** Of each score the latest edition the notice brings; none once it counts, or is taken back. */
  static List<Brought> brought(List<ScoreDefinition> all, RuleNotice notice, LocalDate today) {
    return notice.standingOn(today) == RuleNotice.Standing.ANNOUNCED
        ? all.stream()
            .flatMap(
                definition ->
                    definition.editions().stream()
                        .filter(edition -> notice.id().equals(edition.notice()))
                        .max(Comparator.comparing(ScoreDefinition.Edition::number))
                        .map(edition -> new Brought(definition, edition))
                        .stream())
            .toList()
        : List.of();
  }

  /**
   * @param until no day after this one is played
   * @param atMost how long a score may take
   */
  Outcome play(
      List<Brought> brought, List<BigDecimal> thresholds, LocalDate until, Duration atMost) {
    if (brought.isEmpty()) {
      return new Outcome.Played(List.of());
    }
    try {
      return reading.execute(status -> playInTurn(brought, thresholds, until, atMost));
    } catch (DataAccessException failed) {
      if (NestedExceptionUtils.getMostSpecificCause(failed) instanceof SQLException cause
          && CANCELLED.equals(cause.getSQLState())) {
        return new Outcome.TooLong();
      }
      throw failed;
    }
  }

  private Outcome playInTurn(
      List<Brought> brought, List<BigDecimal> thresholds, LocalDate until, Duration atMost) {
    if (!locks.tryToHold(DatabaseLock.SCORE_REHEARSAL, "")) {
      return new Outcome.Busy();
    }
    // As for the computation of a day; what is looked up one by one makes the estimate so high that
    // compiling the statement would take longer than running it.
    jdbc.sql("set local statement_timeout = " + atMost.toMillis()).update();
    jdbc.sql("set local work_mem = '192MB'").update();
    jdbc.sql("set local enable_nestloop = off").update();
    jdbc.sql("set local enable_mergejoin = off").update();
    jdbc.sql("set local jit = off").update();
    List<ScoreRehearsal.Played> played = new ArrayList<>();
    for (Brought one : brought) {
      played.add(
          lastRun(one.definition(), until)
              .map(run -> play(one, run, thresholds))
              .orElseGet(() -> nothingComputed(one, thresholds)));
    }
    return new Outcome.Played(List.copyOf(played));
  }

  private record Run(int id, LocalDate day, int edition, ScoreTerms terms, Timestamp begun) {}

  private Optional<Run> lastRun(ScoreDefinition definition, LocalDate until) {
    return jdbc.sql(
            "select id, day, edition, terms, begun_at from score_run where score = :score and day <= :until"
                + " and finished_at is not null order by day desc limit 1")
        .param("score", definition.name())
        .param("until", until)
        .query(
            (row, number) ->
                new Run(
                    row.getInt("id"),
                    row.getObject("day", LocalDate.class),
                    row.getInt("edition"),
                    json.get(row, "terms", ScoreTerms.class),
                    row.getTimestamp("begun_at")))
        .optional();
  }

  private static ScoreRehearsal.Played nothingComputed(Brought one, List<BigDecimal> thresholds) {
    return new ScoreRehearsal.Played(
        new ScoreRehearsal(
            one.definition().name(),
            one.edition().number(),
            null,
            null,
            0,
            0,
            0,
            0,
            null,
            null,
            null,
            null,
            thresholds.stream()
                .map(threshold -> new ScoreRehearsal.Crossing(threshold, 0, 0))
                .toList(),
            0),
        List.of());
  }

  private ScoreRehearsal.Played play(Brought brought, Run run, List<BigDecimal> thresholds) {
    ScoreTerms terms = brought.edition().terms();
    ScoreStatement statement = new ScoreStatement(terms, run.day(), figures);
    return statement
        .bind(jdbc.sql(ScoreReplaySql.of(statement)))
        .param("run", run.id())
        .param("kind", brought.definition().subject().name())
        .param("day", run.day())
        .param("begun", run.begun())
        .param("held", ScoreReplaySql.held(run.terms(), terms).toArray(Integer[]::new))
        .param("thresholds", thresholds.toArray(BigDecimal[]::new))
        .param("limit", MOST_CHANGES)
        .query(
            new ScoreReplayRows(
                brought, run.edition(), run.day(), run.terms(), thresholds, System.nanoTime()));
  }
}
