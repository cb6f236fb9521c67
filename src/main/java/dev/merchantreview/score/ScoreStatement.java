package dev.merchantreview.score;

import dev.merchantreview.figure.FigureDefinitions;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * How SQL makes scores of figures by terms. Whose figures they are, and what becomes of the scores,
 * is said by whoever asks: the computation of a day and the rehearsal of other terms.
 */
final class ScoreStatement {

  private final ScoreTerms terms;
  private final List<String> names = new ArrayList<>();
  private final List<Integer> windows = new ArrayList<>();
  private final List<String> earliest = new ArrayList<>();
  private final List<Double> weights = new ArrayList<>();
  private final List<Integer> signs = new ArrayList<>();

  /** Every figure the terms ask for: the indicators first, then the gate, then what adds points. */
  ScoreStatement(ScoreTerms terms, LocalDate day, FigureDefinitions figures) {
    this.terms = terms;
    terms
        .indicators()
        .forEach(
            one -> {
              int sign = one.better() == ScoreTerms.Better.HIGHER ? 1 : -1;
              ask(one.figure(), one.window(), one.weight().doubleValue(), sign, day, figures);
            });
    if (terms.gate() != null) {
      ask(terms.gate().figure(), terms.gate().window(), 0, 0, day, figures);
    }
    terms.bonus().forEach(one -> ask(one.figure(), one.window(), 0, 0, day, figures));
  }

  private void ask(
      String figure,
      int window,
      double weight,
      int sign,
      LocalDate day,
      FigureDefinitions figures) {
    names.add(figure);
    windows.add(window);
    earliest.add(figures.get(figure).freshness().earliest(day).toString());
    weights.add(weight);
    signs.add(sign);
  }

  /** Gives the statement what {@link #scored} reads. */
  JdbcClient.StatementSpec bind(JdbcClient.StatementSpec statement) {
    return statement
        .param("names", names.toArray(String[]::new))
        .param("windows", windows.toArray(Integer[]::new))
        .param("earliest", earliest.toArray(String[]::new))
        .param("weights", weights.toArray(Double[]::new))
        .param("signs", signs.toArray(Integer[]::new))
        .param("enough", terms.enough().doubleValue())
        .param("least", terms.least())
        .param("most", terms.most());
  }

  /** The figures that are asked for, as {@code asked}. */
  static final String ASKED =
      """
      asked as (
          select * from unnest(:names::text[], :windows::int[], :earliest::date[], :weights::float8[], :signs::int[])
              with ordinality as a(name, window_days, earliest, weight, sign, place))
      """;

  /**
   * The scores as {@code scored}, with their parts.
   *
   * <p>The place of a figure: how many others are worse, and half of those that are alike, of all
   * others. Where nobody else is, the middle. Those of the gate and the pledges are not compared:
   * their sign is 0, so all are alike, and nobody reads their places.
   *
   * @param figures where they are from: SQL that begins with {@code from} and knows {@code asked}
   *     as a, {@code subject} (number, id, industry) as s, and the figures as f
   */
  String scored(String figures) {
    int indicators = terms.indicators().size();
    int gate = terms.gate() == null ? 0 : indicators + 1;
    int firstBonus = indicators + (gate == 0 ? 1 : 2);
    return """
    compared as (
        select s.number, s.industry, a.place, a.weight, f.value::float8 as value,
               rank() over w as below, count(*) over w as below_or_alike,
               count(*) over (partition by s.industry, a.place) as all_of_them
          %s
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
    scored as (
        select subject_id, industry,
               (case when coalesce(weights, 0) < :enough - 1e-9 or %s then null
                     when gate_failed then :least
                     else least(:most, round((:least + (:most - :least) * good / weights + points)::numeric, 2))
                end)::numeric(4, 2) as score,
               raw, places, gate, gate_failed, bonus
          from judged)
    """
        .formatted(
            figures,
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
