package dev.merchantreview.figure;

import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The figures as they are kept: every report, and which of them counts at present. */
@Repository
class FigureTable {

  private static final String TOLD =
      """
      select * from unnest(:kinds::text[], :ids::text[], :names::text[], :windows::int[], :days::date[], :sources::text[],
          :values::numeric[]) with ordinality as t(subject_kind, subject_id, name, window_days, as_of, source, value, n)
      """;

  private final JdbcClient jdbc;

  FigureTable(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** Keeps others from reporting of these subjects until the transaction ends. */
  void lock(Collection<String> ids) {
    jdbc.sql("select figure_lock(:ids::text[]) is null")
        .param("ids", ids.toArray(String[]::new))
        .query(row -> {});
  }

  /**
   * A report that said something new.
   *
   * @param counts whether another figure counts now because of it
   */
  record Written(FigureSubject subject, int revision, boolean counts) {}

  /** Writes what was not told in the same words before. */
  List<Written> write(List<FigureReport> reports, String by, Instant now) {
    return jdbc.sql(
            """
            with told as (%s), written as (
                insert into figure_report (subject_kind, subject_id, name, window_days, as_of, source, revision, value,
                       reported_by, reported_at)
                select t.subject_kind, t.subject_id, t.name, t.window_days, t.as_of, t.source,
                       coalesce(r.revision, 0) + 1, t.value, :by, :now
                  from told t
                  left join lateral (select o.revision, o.value from figure_report o
                                      where o.subject_kind = t.subject_kind and o.subject_id = t.subject_id
                                        and o.name = t.name and o.window_days = t.window_days and o.as_of = t.as_of
                                        and o.source = t.source
                                      order by o.revision desc limit 1) r on true
                 where r.revision is null or r.value is distinct from t.value
                 order by t.n
                returning *), counting as (
                insert into figure as f (subject_kind, subject_id, name, window_days, as_of, source, value, report_id)
                select distinct on (subject_kind, subject_id, name, window_days)
                       subject_kind, subject_id, name, window_days, as_of, source, value, id
                  from written
                 order by subject_kind, subject_id, name, window_days, as_of desc, id desc
                on conflict (subject_kind, subject_id, name, window_days) do update
                   set as_of = excluded.as_of, source = excluded.source, value = excluded.value,
                       report_id = excluded.report_id
                 where excluded.as_of >= f.as_of
                returning f.report_id)
            select w.subject_kind, w.subject_id, w.revision, exists (select from counting c where c.report_id = w.id) as counts
              from written w
            """
                .formatted(TOLD))
        .param("kinds", texts(reports, report -> report.subject().kind().name()))
        .param("ids", texts(reports, report -> report.subject().id()))
        .param("names", texts(reports, FigureReport::name))
        .param("windows", reports.stream().map(FigureReport::windowDays).toArray(Integer[]::new))
        .param("days", texts(reports, report -> report.asOf().toString()))
        .param("sources", texts(reports, FigureReport::source))
        .param("values", reports.stream().map(FigureReport::value).toArray(BigDecimal[]::new))
        .param("by", by)
        .param("now", Timestamp.from(now))
        .query(
            (row, number) ->
                new Written(subject(row), row.getInt("revision"), row.getBoolean("counts")))
        .list();
  }

  private static String[] texts(List<FigureReport> reports, Function<FigureReport, String> part) {
    return reports.stream().map(part).toArray(String[]::new);
  }

  /** As {@link FigureReport}, but it is so whatever was reported before, of later days as well. */
  boolean replace(FigureReport report, String by, Instant now) {
    return jdbc.sql(
            "select figure_replace(:kind, :id, :name, :window, :day, :source, :value, :by, :now)")
        .param("kind", report.subject().kind().name())
        .param("id", report.subject().id())
        .param("name", report.name())
        .param("window", report.windowDays())
        .param("day", report.asOf())
        .param("source", report.source())
        .param("value", report.value())
        .param("by", by)
        .param("now", Timestamp.from(now))
        .query(Boolean.class)
        .single();
  }

  /** A figure of somebody as it is kept. */
  record Kept(
      FigureSubject subject,
      String name,
      int windowDays,
      BigDecimal value,
      LocalDate asOf,
      String source) {}

  /**
   * What counted on a day by all that is on record now: the figures of the latest day up to it.
   *
   * @param name null for all names
   */
  List<Kept> on(SubjectKind kind, Collection<String> ids, @Nullable String name, LocalDate day) {
    return jdbc.sql(
            """
            select f.subject_kind, f.subject_id, f.name, f.window_days, k.as_of, k.source, k.value
              from figure f
             cross join lateral (
                select f.as_of, f.source, f.value where f.as_of <= :day
                union all
                (select r.as_of, r.source, r.value
                   from figure_report r
                  where f.as_of > :day and r.subject_kind = f.subject_kind and r.subject_id = f.subject_id
                    and r.name = f.name and r.window_days = f.window_days and r.as_of <= :day and r.value is not null
                    and not exists (select from figure_report later
                                     where later.subject_kind = r.subject_kind and later.subject_id = r.subject_id
                                       and later.name = r.name and later.window_days = r.window_days
                                       and later.as_of = r.as_of and later.source = r.source
                                       and later.revision > r.revision)
                  order by r.as_of desc, r.id desc
                  limit 1)) k
             where f.subject_kind = :kind and f.subject_id = any(:ids) and (:name::text is null or f.name = :name)
             order by f.subject_id, f.name, f.window_days
            """)
        .param("kind", kind.name())
        .param("ids", ids.toArray(String[]::new))
        .param("name", name, Types.VARCHAR)
        .param("day", day)
        .query(
            (row, number) ->
                new Kept(
                    subject(row),
                    row.getString("name"),
                    row.getInt("window_days"),
                    row.getBigDecimal("value"),
                    row.getObject("as_of", LocalDate.class),
                    row.getString("source")))
        .list();
  }

  /** The reports of a figure, the latest first. */
  List<FigureRecord> reports(FigureSubject subject, String name, long before, int limit) {
    return jdbc.sql(
            """
            select id, window_days, value, as_of, source, revision, reported_by, reported_at
              from figure_report
             where subject_kind = :kind and subject_id = :id and name = :name and id < :before
             order by id desc
             limit :limit
            """)
        .param("kind", subject.kind().name())
        .param("id", subject.id())
        .param("name", name)
        .param("before", before)
        .param("limit", limit)
        .query(
            (row, number) ->
                new FigureRecord(
                    row.getLong("id"),
                    row.getInt("window_days"),
                    row.getBigDecimal("value"),
                    row.getObject("as_of", LocalDate.class),
                    row.getString("source"),
                    row.getInt("revision"),
                    row.getString("reported_by"),
                    row.getTimestamp("reported_at").toInstant()))
        .list();
  }

  private static FigureSubject subject(ResultSet row) throws SQLException {
    return new FigureSubject(
        SubjectKind.valueOf(row.getString("subject_kind")), row.getString("subject_id"));
  }
}
