package dev.merchantreview.filing;

import dev.merchantreview.notice.ReviewAgainOrder;
import dev.merchantreview.notice.ReviewedAgain;
import dev.merchantreview.shared.CaseId;
import dev.merchantreview.shared.Platform;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Which filings notices touch, and which they have reopened. */
@Repository
class FilingsAgainTable {

  /** What may be reopened: approved, or kept on sale while an earlier notice has it reviewed. */
  private static final String OPENABLE =
      """
      (f.state = 'APPROVED'
              or f.state in ('PENDING', 'IN_REVIEW') and f.kept_revision is not null and f.kept_cycle = f.cycle)
      """;

  /** Put aside and not reopened since; what was edited or closed meanwhile is not tried again. */
  private static final String ASIDE =
      " from filing_review_again_aside x join filing f on f.id = x.filing_id where x.notice_id = :notice and "
          + OPENABLE;

  /**
   * Those of an order, but for what was opened for it. The time of the approval is compared as it
   * is written, without its Z: a cast would have one malformed row fail for all. A time that is
   * none is taken up, and found unreadable on its own.
   */
  private static final String TOUCHED =
      " from filing f join product p on p.id = f.product_id where "
          + OPENABLE
          + """
             and f.platform = any(:platforms)
             and ((f.platform, p.category) in (select * from unnest(:of::text[], :categories::text[]))
                  or f.product_id = any(:products))
             and (rtrim(f.data #>> '{approval,at}', 'Z') collate "C" < :before
                  or f.data #>> '{approval,at}' !~ '^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:.]+Z$')
             and not exists (select from filing_review_again a where a.notice_id = :notice and a.filing_id = f.id)
          """;

  private static final String NOT_ASIDE =
      """
         and not exists (select from filing_review_again_aside x
                          where x.notice_id = :notice and x.filing_id = f.id and x.next_at > :now)
      """;

  /** The pauses double from the first to about the longest (ours). */
  private static final Duration FIRST_PAUSE = Duration.ofMinutes(1);

  private static final int MOST_DOUBLINGS = 8;
  private static final int LONGEST_WHY = 500;

  private final JdbcClient jdbc;

  FilingsAgainTable(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  private static Map<String, Object> parameters(ReviewAgainOrder order) {
    Map<String, Object> parameters = new HashMap<>();
    parameters.put("notice", order.noticeId());
    parameters.put("platforms", order.platforms().stream().map(Enum::name).toArray(String[]::new));
    parameters.put(
        "of", order.categories().stream().map(one -> one.platform().name()).toArray(String[]::new));
    parameters.put(
        "categories",
        order.categories().stream()
            .map(ReviewAgainOrder.TouchedCategory::name)
            .toArray(String[]::new));
    parameters.put("products", order.terms().namedProducts().toArray(String[]::new));
    String before = order.approvedBefore().toString();
    parameters.put("before", before.substring(0, before.length() - 1));
    return parameters;
  }

  long count(ReviewAgainOrder order) {
    return jdbc.sql("select count(*)" + TOUCHED)
        .params(parameters(order))
        .query(Long.class)
        .single();
  }

  List<CaseId> next(ReviewAgainOrder order, String after, int limit, Instant now) {
    return jdbc.sql(
            "select f.id" + TOUCHED + NOT_ASIDE + " and f.id > :after order by f.id limit :limit")
        .params(parameters(order))
        .param("now", Timestamp.from(now))
        .param("after", after)
        .param("limit", limit)
        .query((row, number) -> new CaseId(row.getString("id")))
        .list();
  }

  /**
   * Keeps that a filing is reopened for a notice.
   *
   * @return false when it was before
   */
  boolean add(String noticeId, CaseId id, Instant now, Instant dueAt) {
    return jdbc.sql(
                "insert into filing_review_again (notice_id, filing_id, opened_at, due_at)"
                    + " values (:notice, :filing, :now, :due) on conflict do nothing")
            .param("notice", noticeId)
            .param("filing", id.value())
            .param("now", Timestamp.from(now))
            .param("due", Timestamp.from(dueAt))
            .update()
        > 0;
  }

  /**
   * Keeps that a filing could not be opened, and when that is tried again.
   *
   * @return whether it was tried for the first time
   */
  boolean putAside(String noticeId, CaseId id, String why, Instant now) {
    return jdbc.sql(
            """
            insert into filing_review_again_aside as x (notice_id, filing_id, tries, tried_at, next_at, why)
            values (:notice, :filing, 1, :now, cast(:now as timestamptz) + cast(:pause as int) * interval '1 second', :why)
            on conflict (notice_id, filing_id) do update
               set tries = x.tries + 1, tried_at = excluded.tried_at, why = excluded.why,
                   next_at = excluded.tried_at
                       + cast(:pause as int) * 2 ^ least(x.tries, :most) * interval '1 second'
            returning tries = 1
            """)
        .param("notice", noticeId)
        .param("filing", id.value())
        .param("now", Timestamp.from(now))
        .param("pause", FIRST_PAUSE.toSeconds())
        .param("most", MOST_DOUBLINGS)
        .param("why", why.substring(0, Math.min(LONGEST_WHY, why.length())))
        .query(Boolean.class)
        .single();
  }

  /** It is not put aside any more. */
  void takeUp(String noticeId, CaseId id) {
    jdbc.sql("delete from filing_review_again_aside where notice_id = :notice and filing_id = :id")
        .param("notice", noticeId)
        .param("id", id.value())
        .update();
  }

  /** When the first of those put aside is tried again that were not to be tried yet. */
  Optional<Instant> nextTry(String noticeId, Instant since) {
    return jdbc.sql(
            "select next_at from filing_review_again_aside where notice_id = :notice and next_at > :since"
                + " order by next_at limit 1")
        .param("notice", noticeId)
        .param("since", Timestamp.from(since))
        .query((row, number) -> row.getTimestamp(1).toInstant())
        .optional();
  }

  /** What is decided by an instance of before is seen by the filing's state. */
  ReviewedAgain.Progress progress(String noticeId, Instant now) {
    return jdbc.sql(
            "select (select count(*)"
                + ASIDE
                + """
            ) as aside, count(*), count(*) filter (where s = 'APPROVED'), count(*) filter (where s = 'REJECTED'),
                   count(*) filter (where s = 'CLOSED'), count(*) filter (where s = 'PENDING'),
                   count(*) filter (where s = 'IN_REVIEW'),
                   count(*) filter (where s in ('PENDING', 'IN_REVIEW') and due_at <= :now)
              from (select coalesce(a.outcome, f.state) as s, a.due_at
                      from filing_review_again a join filing f on f.id = a.filing_id where a.notice_id = :notice) one
            """)
        .param("notice", noticeId)
        .param("now", Timestamp.from(now))
        .query(
            (row, number) ->
                new ReviewedAgain.Progress(
                    row.getLong(2),
                    row.getLong(3),
                    row.getLong(4),
                    row.getLong(5),
                    row.getLong(6),
                    row.getLong(7),
                    row.getLong(8),
                    row.getLong("aside")))
        .single();
  }

  List<ReviewedAgain.Aside> aside(String noticeId, String after, int limit) {
    return jdbc.sql(
            "select x.filing_id, x.tries, x.tried_at, x.next_at, x.why"
                + ASIDE
                + " and x.filing_id > :after order by x.filing_id limit :limit")
        .param("notice", noticeId)
        .param("after", after)
        .param("limit", limit)
        .query(
            (row, number) ->
                new ReviewedAgain.Aside(
                    new CaseId(row.getString("filing_id")),
                    row.getInt("tries"),
                    row.getTimestamp("tried_at").toInstant(),
                    row.getTimestamp("next_at").toInstant(),
                    row.getString("why")))
        .list();
  }

  Set<String> unknownProducts(List<String> asked, Collection<Platform> platforms) {
    Set<String> unknown = new HashSet<>(asked);
    if (!asked.isEmpty()) {
      jdbc.sql("select id from product where id = any(:ids) and platform = any(:platforms)")
          .param("ids", asked.toArray(String[]::new))
          .param("platforms", platforms.stream().map(Enum::name).toArray(String[]::new))
          .query(String.class)
          .list()
          .forEach(unknown::remove);
    }
    return unknown;
  }
}
