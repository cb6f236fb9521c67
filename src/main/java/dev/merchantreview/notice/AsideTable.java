package dev.merchantreview.notice;

import dev.merchantreview.shared.CaseId;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The cases of one kind that could not be opened for notices yet, as a module keeps them: in a
 * table of its own, with columns {@code notice_id}, {@code tries}, {@code tried_at}, {@code
 * next_at}, {@code why} and one of the case.
 */
public final class AsideTable {

  /** The pauses double from the first to about the longest (ours). */
  private static final Duration FIRST_PAUSE = Duration.ofMinutes(1);

  private static final int MOST_DOUBLINGS = 8;
  private static final int LONGEST_WHY = 500;

  private final JdbcClient jdbc;
  private final String table;
  private final String column;
  private final String tried;

  /**
   * @param table its name
   * @param column the column of the case
   * @param tried joins the case to {@code x}, a row of the table, and says of which it is tried
   *     again: from {@code join} on
   */
  public AsideTable(JdbcClient jdbc, String table, String column, String tried) {
    this.jdbc = jdbc;
    this.table = table;
    this.column = column;
    this.tried = " from %s x %s and x.notice_id = :notice".formatted(table, tried);
  }

  /**
   * A condition on a case that is not put aside at {@code :now} for {@code :notice}.
   *
   * @param id the case's id in the statement
   */
  public String isNot(String id) {
    return " and not exists (select from %s x where x.notice_id = :notice and x.%s = %s and x.next_at > :now)"
        .formatted(table, column, id);
  }

  /** Counts those put aside for {@code :notice}. */
  public String count() {
    return "(select count(*)" + tried + ")";
  }

  /**
   * Keeps that a case could not be opened, and when that is tried again.
   *
   * @return whether it was tried for the first time
   */
  public boolean putAside(String noticeId, CaseId id, String why, Instant now) {
    return jdbc.sql(
            """
            insert into %1$s as x (notice_id, %2$s, tries, tried_at, next_at, why)
            values (:notice, :id, 1, :now, cast(:now as timestamptz) + cast(:pause as int) * interval '1 second', :why)
            on conflict (notice_id, %2$s) do update
               set tries = x.tries + 1, tried_at = excluded.tried_at, why = excluded.why,
                   next_at = excluded.tried_at
                       + cast(:pause as int) * 2 ^ least(x.tries, :most) * interval '1 second'
            returning tries = 1
            """
                .formatted(table, column))
        .param("notice", noticeId)
        .param("id", id.value())
        .param("now", Timestamp.from(now))
        .param("pause", FIRST_PAUSE.toSeconds())
        .param("most", MOST_DOUBLINGS)
        .param("why", why.substring(0, Math.min(LONGEST_WHY, why.length())))
        .query(Boolean.class)
        .single();
  }

  /** When the first of those put aside is tried again that were not to be tried yet. */
  public Optional<Instant> nextTry(String noticeId, Instant since) {
    return jdbc.sql(
            "select x.next_at" + tried + " and x.next_at > :since order by x.next_at limit 1")
        .param("notice", noticeId)
        .param("since", Timestamp.from(since))
        .query((row, number) -> row.getTimestamp(1).toInstant())
        .optional();
  }

  /** A page of those put aside, in the order of their ids. */
  public List<ReviewedAgain.Aside> aside(String noticeId, String after, int limit) {
    return jdbc.sql(
            "select x.%1$s, x.tries, x.tried_at, x.next_at, x.why".formatted(column)
                + tried
                + " and x.%1$s > :after order by x.%1$s limit :limit".formatted(column))
        .param("notice", noticeId)
        .param("after", after)
        .param("limit", limit)
        .query(
            (row, number) ->
                new ReviewedAgain.Aside(
                    new CaseId(row.getString(1)),
                    row.getInt("tries"),
                    row.getTimestamp("tried_at").toInstant(),
                    row.getTimestamp("next_at").toInstant(),
                    row.getString("why")))
        .list();
  }
}
