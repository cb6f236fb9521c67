package dev.merchantreview.score;

import dev.merchantreview.figure.FigureDefinitions;
import dev.merchantreview.shared.JsonColumns;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Computes a score of all its subjects for a day, in one statement: figures that count on the day,
 * each one's place among those of its industry, and what follows. Once for each score and day; a
 * second that begins meanwhile waits for the first and finds it done.
 */
@Component
class ScoreComputation {

  private final JdbcClient jdbc;
  private final FigureDefinitions figures;
  private final ScoreEditions editions;
  private final ScoreIndustries industries;
  private final JsonColumns json;
  private final Clock clock;

  ScoreComputation(
      JdbcClient jdbc,
      FigureDefinitions figures,
      ScoreEditions editions,
      ScoreIndustries industries,
      JsonColumns json,
      Clock clock) {
    this.jdbc = jdbc;
    this.figures = figures;
    this.editions = editions;
    this.industries = industries;
    this.json = json;
    this.clock = clock;
  }

  /**
   * What was computed.
   *
   * @param subjects those that have a figure that counts
   * @param scored those that have enough for a score
   */
  record Done(int subjects, int scored) {}

  /**
   * @return empty where the day was computed before, or no edition counts on it
   */
  @Transactional
  public Optional<Done> run(ScoreDefinition definition, LocalDate day) {
    return editions.on(definition, day).flatMap(edition -> run(definition, edition, day));
  }

  private Optional<Done> run(
      ScoreDefinition definition, ScoreDefinition.Edition edition, LocalDate day) {
    Timestamp begun = Timestamp.from(clock.instant());
    ScoreIndustries.Mapping mapping = industries.of(definition);
    Optional<Integer> run =
        jdbc.sql(
                "insert into score_run (score, day, edition, terms, industries, begun_at) values (:score, :day,"
                    + " :edition, cast(:terms as jsonb), :industries, :begun) on conflict (score, day) do nothing"
                    + " returning id")
            .param("score", definition.name())
            .param("day", day)
            .param("edition", edition.number())
            .param("terms", json.text(edition.terms()))
            .param("industries", mapping.names().toArray(String[]::new))
            .param("begun", begun)
            .query(Integer.class)
            .optional();
    return run.map(
        id -> {
          Done done = compute(id, definition, edition.terms(), mapping, day);
          jdbc.sql(
                  "update score_run set finished_at = :now, subjects = :subjects, scored = :scored where id = :id")
              .param("now", Timestamp.from(clock.instant()))
              .param("subjects", done.subjects())
              .param("scored", done.scored())
              .param("id", id)
              .update();
          return done;
        });
  }

  private Done compute(
      int run,
      ScoreDefinition definition,
      ScoreTerms terms,
      ScoreIndustries.Mapping mapping,
      LocalDate day) {
    // Millions of rows are sorted once a day, by one: more memory than everybody is given, and no
    // row looked up by itself, which is what the database plans where it takes them for a few.
    jdbc.sql("set local work_mem = '192MB'").update();
    jdbc.sql("set local enable_nestloop = off").update();
    jdbc.sql("set local enable_mergejoin = off").update();
    ScoreStatement scores = new ScoreStatement(terms, day, figures);
    return scores
        .bind(jdbc.sql(sql(scores, industries.subjects(definition.subject()))))
        .param("run", run)
        .param("kind", definition.subject().name())
        .param("day", day)
        .param("platforms", mapping.platforms().toArray(String[]::new))
        .param("categories", mapping.categories().toArray(String[]::new))
        .param("numbers", mapping.numbers().toArray(Integer[]::new))
        .query((row, number) -> new Done(row.getInt("subjects"), row.getInt("scored")))
        .single();
  }

  /** By the figures that count at present. */
  private static String sql(ScoreStatement scores, String subjects) {
    return """
    with %s,
    industry as (
        select * from unnest(:platforms::text[], :categories::text[], :numbers::int[]) as i(platform, category, number)),
    subject as materialized (select row_number() over ()::int as number, one.* from (%s) one),
    %s,
    written as (
        insert into score_result (run_id, subject_id, industry, score, raw, places, gate, gate_failed, bonus)
        select :run, subject_id, industry, score, raw, places, gate, gate_failed, bonus
          from scored
        returning score)
    select count(*) as subjects, count(score) as scored from written
    """
        .formatted(
            ScoreStatement.ASKED,
            subjects,
            scores.scored(
                """
                from figure f
                join asked a on a.name = f.name and a.window_days = f.window_days
                join subject s on s.id = f.subject_id
               where f.subject_kind = :kind and f.as_of <= :day and f.as_of >= a.earliest
                """));
  }
}
