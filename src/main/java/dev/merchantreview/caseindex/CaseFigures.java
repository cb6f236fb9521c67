package dev.merchantreview.caseindex;

import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * What all cases together show: how many stand where, what was decided, for which reasons, how long
 * it took. The database counts along with each change; what is read is a few rows a day, however
 * many cases there are.
 */
@Component
public class CaseFigures {

  private static final int SUMMED_AT_ONCE = 20_000;
  private static final String ALL =
      "(select figure, detail, day, type, platform, key, n from case_figure where %1$s"
          + " union all select figure, detail, day, type, platform, key, n from case_figure_change where %1$s) f";

  private final JdbcClient jdbc;
  private final TransactionTemplate snapshot;
  private final TransactionTemplate transaction;

  CaseFigures(JdbcClient jdbc, PlatformTransactionManager transactions) {
    this.jdbc = jdbc;
    this.snapshot = new TransactionTemplate(transactions);
    this.snapshot.setIsolationLevel(TransactionDefinition.ISOLATION_REPEATABLE_READ);
    this.transaction = new TransactionTemplate(transactions);
  }

  /**
   * Open cases of a type that stand in a state and began on a day.
   *
   * @param day where the platform is
   */
  public record Open(String type, String state, LocalDate day, long cases) {}

  /** Open cases by type, state and the day they began. */
  @Transactional(readOnly = true)
  public List<Open> open() {
    return jdbc.sql(
            "select type, key, day, sum(n) as n from "
                + ALL.formatted("figure = 'CASES' and detail = 'OPEN'")
                + " group by type, key, day having sum(n) > 0 order by type, key, day")
        .query(
            (row, number) ->
                new Open(
                    row.getString("type"),
                    row.getString("key"),
                    row.getObject("day", LocalDate.class),
                    row.getLong("n")))
        .list();
  }

  /**
   * Verdicts given on a day.
   *
   * @param prefix what the ids of their type begin with
   * @param verdict a {@code Verdict}'s name
   * @param byPerson false when the machine checks gave it
   * @param round which round it ended; 9 stands for 9 and more
   */
  public record Verdicts(
      LocalDate day, String prefix, String verdict, boolean byPerson, int round, long cases) {}

  /** Verdicts from a day on. */
  @Transactional(readOnly = true)
  public List<Verdicts> verdicts(LocalDate from) {
    return jdbc.sql(
            "select day, type, key, detail, sum(n) as n from "
                + ALL.formatted("figure = 'VERDICT' and day >= :from")
                + " group by day, type, key, detail having sum(n) > 0 order by day, type, key, detail")
        .param("from", from)
        .query(
            (row, number) ->
                new Verdicts(
                    row.getObject("day", LocalDate.class),
                    row.getString("type"),
                    row.getString("key"),
                    row.getString("detail").startsWith("P"),
                    Integer.parseInt(row.getString("detail").substring(1)),
                    row.getLong("n")))
        .list();
  }

  /**
   * A problem that was named.
   *
   * @param prefix what the ids of the type begin with
   * @param code of the type's table of problems
   */
  public record Reason(String prefix, String code, long times) {}

  /** The problems named most often from a day on. */
  @Transactional(readOnly = true)
  public List<Reason> reasons(LocalDate from, int most) {
    return jdbc.sql(
            "select type, key, sum(n) as n from "
                + ALL.formatted("figure = 'REASON' and day >= :from")
                + " group by type, key having sum(n) > 0 order by n desc, type, key limit :most")
        .param("from", from)
        .param("most", most)
        .query(
            (row, number) ->
                new Reason(row.getString("type"), row.getString("key"), row.getLong("n")))
        .list();
  }

  /**
   * How long cases were in a state.
   *
   * @param prefix what the ids of their type begin with
   * @param medianSeconds to within five per cent
   * @param cases how many left it
   */
  public record Phase(String prefix, String state, long medianSeconds, long cases) {}

  /** How long the cases were in their states that left them from a day on. */
  @Transactional(readOnly = true)
  public List<Phase> phases(LocalDate from) {
    return jdbc.sql(
            """
            with steps as (select type, key, detail::int as step, sum(n) as n from
            """
                + ALL.formatted("figure = 'PHASE' and day >= :from")
                + """
                   group by type, key, detail having sum(n) > 0),
                 summed as (select type, key, step, sum(n) over (partition by type, key order by step) as upTo,
                                   sum(n) over (partition by type, key) as n
                              from steps)
                select type, key, min(step) filter (where upTo * 2 >= n) as median, max(n) as n
                  from summed group by type, key order by type, key
                """)
        .param("from", from)
        .query(
            (row, number) ->
                new Phase(
                    row.getString("type"),
                    row.getString("key"),
                    Math.round(Math.expm1(row.getInt("median") / 10.0)),
                    row.getLong("n")))
        .list();
  }

  /** How many open cases are due before an instant. */
  @Transactional(readOnly = true)
  public long dueBefore(Instant at) {
    return jdbc.sql("select count(*) from case_index where due_at < :at")
        .param("at", Timestamp.from(at))
        .query(Long.class)
        .single();
  }

  /** Sums up what changed; who reads meanwhile sees the same as before. */
  public void sumUp() {
    int taken;
    do {
      Integer summed = transaction.execute(status -> sumPortion());
      taken = summed == null ? 0 : summed;
    } while (taken == SUMMED_AT_ONCE);
  }

  private int sumPortion() {
    int taken =
        jdbc.sql(
                """
                with taken as (delete from case_figure_change
                                where id in (select id from case_figure_change order by id limit :most)
                               returning figure, detail, day, type, platform, key, n),
                     summed as (insert into case_figure as kept (figure, detail, day, type, platform, key, n)
                                select figure, detail, day, type, platform, key, sum(n) from taken
                                 group by figure, detail, day, type, platform, key having sum(n) <> 0
                                on conflict (figure, detail, day, type, platform, key)
                                   do update set n = kept.n + excluded.n)
                select count(*) from taken
                """)
            .param("most", SUMMED_AT_ONCE)
            .query(Integer.class)
            .single();
    if (taken > 0) {
      jdbc.sql("delete from case_figure where n = 0").update();
    }
    return taken;
  }

  /**
   * Counts everything anew, as one moment saw it; what is changed meanwhile is added to it. Called
   * by one at a time.
   */
  public void countAnew() {
    snapshot.executeWithoutResult(
        status -> {
          jdbc.sql("delete from case_figure").update();
          jdbc.sql("delete from case_figure_change").update();
          COUNTS.forEach(sql -> jdbc.sql(FIGURE + sql).update());
        });
  }

  private static final String FIGURE =
      "insert into case_figure (figure, detail, day, type, platform, key, n) ";

  private static final List<String> COUNTS =
      List.of(
          """
          select 'CASES', case when open then 'OPEN' else '' end, case_day(created_at), type, coalesce(platform, ''), state,
                 count(*)
            from case_index group by 2, 3, 4, 5, 6
          """,
          """
          select 'VERDICT', case when r.by_machine then 'M' else 'P' end || least(r.round, 9), case_day(r.decided_at),
                 left(r.case_id, 3), '', r.verdict, count(*)
            from review_round r where r.verdict is not null group by 2, 3, 4, 6
          """,
          """
          select 'REASON', '', case_day(r.decided_at), left(r.case_id, 3), '', p.problem ->> 'code', count(*)
            from review_round r cross join lateral jsonb_array_elements(r.problems) as p(problem)
           group by 3, 4, 6
          """,
          """
          select 'PHASE', duration_step(at - since)::text, case_day(at), left(case_id, 3), '', from_state, count(*)
            from (select case_id, at, from_state, to_state, lag(at) over (partition by case_id order by seq) as since
                    from history_event where to_state is not null and to_state is distinct from from_state) e
           where since is not null and from_state is not null
           group by 2, 3, 4, 6
          """);
}
