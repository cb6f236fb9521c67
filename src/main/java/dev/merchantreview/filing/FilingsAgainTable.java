package dev.merchantreview.filing;

import dev.merchantreview.notice.AsideTable;
import dev.merchantreview.notice.ReviewAgainOrder;
import dev.merchantreview.notice.ReviewedAgain;
import dev.merchantreview.shared.CaseId;
import dev.merchantreview.shared.Platform;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
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
  private static final String TRIED = "join filing f on f.id = x.filing_id where " + OPENABLE;

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

  private final JdbcClient jdbc;
  private final AsideTable aside;

  FilingsAgainTable(JdbcClient jdbc) {
    this.jdbc = jdbc;
    this.aside = new AsideTable(jdbc, "filing_review_again_aside", "filing_id", TRIED);
  }

  AsideTable aside() {
    return aside;
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
            "select f.id"
                + TOUCHED
                + aside.isNot("f.id")
                + " and f.id > :after order by f.id limit :limit")
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

  /** It is not put aside any more. */
  void takeUp(String noticeId, CaseId id) {
    jdbc.sql("delete from filing_review_again_aside where notice_id = :notice and filing_id = :id")
        .param("notice", noticeId)
        .param("id", id.value())
        .update();
  }

  /** What is decided by an instance of before is seen by the filing's state. */
  ReviewedAgain.Progress progress(String noticeId, Instant now) {
    return jdbc.sql(
            "select "
                + aside.count()
                + """
             as aside, count(*), count(*) filter (where s = 'APPROVED'), count(*) filter (where s = 'REJECTED'),
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
