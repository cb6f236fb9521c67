package dev.merchantreview.score;

import dev.merchantreview.figure.FigureDefinitions;
import dev.merchantreview.figure.Freshness;
import dev.merchantreview.shared.JsonColumns;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
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
    Told told = told(terms, day);
    JdbcClient.StatementSpec statement =
        jdbc.sql(sql(terms, industries.subjects(definition.subject())))
            .param("run", run)
            .param("kind", definition.subject().name())
            .param("day", day)
            .param("platforms", mapping.platforms().toArray(String[]::new))
            .param("categories", mapping.categories().toArray(String[]::new))
            .param("numbers", mapping.numbers().toArray(Integer[]::new))
            .param("names", told.names.toArray(String[]::new))
            .param("windows", told.windows.toArray(Integer[]::new))
            .param("earliest", told.earliest.toArray(String[]::new))
            .param("weights", told.weights.toArray(Double[]::new))
            .param("signs", told.signs.toArray(Integer[]::new))
            .param("enough", terms.enough().doubleValue())
            .param("least", terms.least())
            .param("most", terms.most());
    return statement
        .query((row, number) -> new Done(row.getInt("subjects"), row.getInt("scored")))
        .single();
  }

  /** Every figure the terms ask for: the indicators first, then the gate, then what adds points. */
  private static final class Told {

    private final List<String> names = new ArrayList<>();
    private final List<Integer> windows = new ArrayList<>();
    private final List<String> earliest = new ArrayList<>();
    private final List<Double> weights = new ArrayList<>();
    private final List<Integer> signs = new ArrayList<>();
  }

  private Told told(ScoreTerms terms, LocalDate day) {
    Told told = new Told();
    terms
        .indicators()
        .forEach(
            one ->
                tell(
                    told,
                    one.figure(),
                    one.window(),
                    one.weight().doubleValue(),
                    one.better() == ScoreTerms.Better.HIGHER ? 1 : -1,
                    day));
    if (terms.gate() != null) {
      tell(told, terms.gate().figure(), terms.gate().window(), 0, 0, day);
    }
    terms.bonus().forEach(one -> tell(told, one.figure(), one.window(), 0, 0, day));
    return told;
  }

  private void tell(Told told, String figure, int window, double weight, int sign, LocalDate day) {
    Freshness freshness = figures.get(figure).freshness();
    told.names.add(figure);
    told.windows.add(window);
    told.earliest.add(freshness.earliest(day).toString());
    told.weights.add(weight);
    told.signs.add(sign);
  }

  /**
   * The place of a figure: how many others are worse, and half of those that are alike, of all
   * others. Where nobody else is, the middle. Those of the gate and the pledges are not compared:
   * their sign is 0, so all are alike, and nobody reads their places.
   */
  private static String sql(ScoreTerms terms, String subjects) {
    int indicators = terms.indicators().size();
    int gate = terms.gate() == null ? 0 : indicators + 1;
    int firstBonus = indicators + (gate == 0 ? 1 : 2);
    return """
    with asked as (
        select * from unnest(:names::text[], :windows::int[], :earliest::date[], :weights::float8[], :signs::int[])
            with ordinality as a(name, window_days, earliest, weight, sign, place)),
    industry as (
        select * from unnest(:platforms::text[], :categories::text[], :numbers::int[]) as i(platform, category, number)),
    subject as materialized (select row_number() over ()::int as number, one.* from (%s) one),
    compared as (
        select s.number, s.industry, a.place, a.weight, f.value::float8 as value,
               rank() over w as below, count(*) over w as below_or_alike,
               count(*) over (partition by s.industry, a.place) as all_of_them
          from figure f
          join asked a on a.name = f.name and a.window_days = f.window_days
          join subject s on s.id = f.subject_id
         where f.subject_kind = :kind and f.as_of <= :day and f.as_of >= a.earliest
        window w as (partition by s.industry, a.place order by a.sign * f.value::float8)),
    placed as (
        select number, place, weight, value,
               case when all_of_them = 1 then 0.5
                    else (below + below_or_alike - 2) / (2.0::float8 * (all_of_them - 1)) end as of_industry
          from compared),
    together as (
        select number, %s as raw, %s as places, sum(weight * of_industry) as good, sum(weight) as weights,
               %s as gate, %s as bonus
          from placed
         group by number),
    judged as (
        select s.id as subject_id, s.industry, t.*, coalesce(%s, false) as gate_failed, (%s)::float8 as points
          from together t
          join subject s on s.number = t.number),
    written as (
        insert into score_result (run_id, subject_id, industry, score, raw, places, gate, gate_failed, bonus)
        select :run, subject_id, industry,
               case when coalesce(weights, 0) < :enough - 1e-9 or %s then null
                    when gate_failed then :least
                    else least(:most, round((:least + (:most - :least) * good / weights + points)::numeric, 2)) end,
               raw, places, gate, gate_failed, bonus
          from judged
        returning score)
    select count(*) as subjects, count(score) as scored from written
    """
        .formatted(
            subjects,
            array(1, indicators, "value"),
            array(1, indicators, "of_industry"),
            gate == 0 ? "null::float8" : "max(value) filter (where place = " + gate + ")",
            array(firstBonus, firstBonus + terms.bonus().size() - 1, "value"),
            terms.gate() == null ? "false" : "gate > " + terms.gate().most().toPlainString(),
            points(terms),
            gate == 0 ? "false" : "gate is null");
  }

  private static String array(int from, int to, String column) {
    return IntStream.rangeClosed(from, to)
        .mapToObj(place -> "max(" + column + ") filter (where place = " + place + ")")
        .collect(Collectors.joining(", ", "array[", "]::float8[]"));
  }

  private static String points(ScoreTerms terms) {
    return IntStream.range(0, terms.bonus().size())
        .mapToObj(
            i ->
                "case when bonus[%d] = 1 then %s else 0 end"
                    .formatted(i + 1, terms.bonus().get(i).points().toPlainString()))
        .collect(Collectors.joining(" + ", "0 + ", ""))
        .replaceFirst(" \\+ $", "");
  }
}
