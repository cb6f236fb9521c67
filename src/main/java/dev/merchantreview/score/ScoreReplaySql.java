package dev.merchantreview.score;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The statement that holds a day that was computed against the same day by other terms. */
final class ScoreReplaySql {

  /** No result has the figure. */
  private static final int NOT_HELD = 0;

  private ScoreReplaySql() {}

  /**
   * Where the results of a day have the figures other terms ask for: their place, from 1, behind
   * each other in {@code raw}, {@code gate} and {@code bonus}; 0 where the day's terms did not ask
   * for them.
   */
  static List<Integer> held(ScoreTerms day, ScoreTerms other) {
    List<Optional<Figure>> kept = figures(day, true);
    return figures(other, false).stream().map(one -> kept.indexOf(one) + 1).toList();
  }

  private record Figure(String name, int window) {}

  /**
   * @param columns whether there is a place for the gate although there is none, as in the results
   */
  private static List<Optional<Figure>> figures(ScoreTerms terms, boolean columns) {
    List<Optional<Figure>> figures = new ArrayList<>();
    terms
        .indicators()
        .forEach(one -> figures.add(Optional.of(new Figure(one.figure(), one.window()))));
    ScoreTerms.Gate gate = terms.gate();
    if (gate != null) {
      figures.add(Optional.of(new Figure(gate.figure(), gate.window())));
    } else if (columns) {
      figures.add(Optional.empty());
    }
    terms.bonus().forEach(one -> figures.add(Optional.of(new Figure(one.figure(), one.window()))));
    return figures;
  }

  /**
   * One row at least. Each has what is so of all subjects, and a subject whose score is another,
   * where there is one: those that change most, no score being as far from one as 0 is.
   *
   * <p>Figures are those the day was computed with, from its results. What its terms did not ask
   * for is what counted on the day when it was computed, by what was reported until then.
   */
  static String of(ScoreStatement statement) {
    return """
    with %s,
    held as (
        select a.*, h.at from unnest(:held::int[]) with ordinality as h(at, place) join asked a on a.place = h.place),
    subject as materialized (
        select row_number() over ()::int as number, x.subject_id as id, x.industry from score_result x
         where x.run_id = :run),
    %s,
    result as materialized (
        select x.subject_id, x.score as before, n.score as after,
               abs(coalesce(n.score, 0) - coalesce(x.score, 0)) as size,
               x.raw as raw_before, x.places as places_before, x.gate_failed as failed_before, x.bonus as bonus_before,
               n.raw as raw_after, n.places as places_after, n.gate_failed as failed_after, n.bonus as bonus_after
          from score_result x
          left join scored n on n.subject_id = x.subject_id
         where x.run_id = :run),
    crossing as (
        select t.place,
               count(*) filter (where not coalesce(before >= t.threshold, false) and after >= t.threshold) as rising,
               count(*) filter (where before >= t.threshold and not coalesce(after >= t.threshold, false)) as falling
          from unnest(:thresholds::numeric[]) with ordinality as t(threshold, place)
         cross join result
         group by t.place),
    found as (
        select count(*) as subjects, count(before) as scored_before, count(after) as scored_after,
               count(*) filter (where before is distinct from after) as changed,
               round(avg(after - before), 4) as mean_change, round(avg(abs(after - before)), 4) as mean_size,
               max(greatest(after - before, 0)) filter (where after - before is not null) as largest_rise,
               max(greatest(before - after, 0)) filter (where after - before is not null) as largest_fall,
               (select array_agg(rising::int order by place) from crossing) as rising,
               (select array_agg(falling::int order by place) from crossing) as falling
          from result),
    most as (
        select * from result where before is distinct from after order by size desc, subject_id limit :limit)
    select found.*, most.* from found left join most on true order by most.size desc, most.subject_id
    """
        .formatted(
            ScoreStatement.ASKED,
            statement.scored(
                """
                from (select x.subject_id, h.place, (x.raw || x.gate || x.bonus)[h.at] as value
                        from score_result x
                       cross join held h
                       where x.run_id = :run and h.at > %1$d
                      union all
                      select s.id, h.place, late.value::float8
                        from subject s
                       cross join held h
                       cross join lateral (
                           select l.value
                             from (select distinct on (r.as_of, r.source) r.id, r.as_of, r.value
                                     from figure_report r
                                    where r.subject_kind = :kind and r.subject_id = s.id and r.name = h.name
                                      and r.window_days = h.window_days and r.as_of <= :day and r.as_of >= h.earliest
                                      and r.reported_at <= :begun
                                    order by r.as_of, r.source, r.revision desc) l
                            where l.value is not null
                            order by l.as_of desc, l.id desc
                            limit 1) late
                       where h.at = %1$d) f
                join asked a on a.place = f.place
                join subject s on s.id = f.subject_id
               where f.value is not null
                """
                    .formatted(NOT_HELD)));
  }
}
