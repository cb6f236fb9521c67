package dev.merchantreview.notice;

import dev.merchantreview.shared.ActorRef;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** How far reviewing again is, as it is kept. */
@Repository
class ReviewAgainTable {

  private static final String COLUMNS =
      "notice_id, begun_at, touched, after_id, failed, completed_at, stopped_at, stopped_by";

  private final JdbcClient jdbc;

  ReviewAgainTable(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  Optional<ReviewAgainRun> find(String noticeId) {
    return jdbc.sql("select " + COLUMNS + " from rule_notice_review_again where notice_id = :id")
        .param("id", noticeId)
        .query(ReviewAgainTable::run)
        .optional();
  }

  private static ReviewAgainRun run(ResultSet row, int number) throws SQLException {
    return new ReviewAgainRun(
        row.getString("notice_id"),
        instant(row.getTimestamp("begun_at")),
        row.getLong("touched"),
        row.getString("after_id"),
        row.getInt("failed"),
        instant(row.getTimestamp("completed_at")),
        instant(row.getTimestamp("stopped_at")),
        row.getString("stopped_by"));
  }

  private static @Nullable Instant instant(@Nullable Timestamp at) {
    return at == null ? null : at.toInstant();
  }

  /**
   * Its first portion begins.
   *
   * @return false when it had begun before
   */
  boolean begin(String noticeId, long touched, Instant now) {
    return jdbc.sql(
                """
                insert into rule_notice_review_again (notice_id, begun_at, touched) values (:id, :now, :touched)
                on conflict (notice_id) do nothing
                """)
            .param("id", noticeId)
            .param("now", Timestamp.from(now))
            .param("touched", touched)
            .update()
        > 0;
  }

  /**
   * Whether cases may be opened for a notice; that stays so until the caller's transaction ends,
   * because whoever stops or ends it waits for that.
   */
  boolean mayOpen(String noticeId, LocalDate today) {
    return jdbc.sql(
            """
            select 1 from rule_notice n join rule_notice_review_again r on r.notice_id = n.id
             where n.id = :id and n.transition = 'REVIEW_AGAIN' and n.withdrawn_at is null
               and n.effective_from + coalesce(n.transition_days, 0) <= :today
               and (n.ends_on is null or n.ends_on >= :today) and r.stopped_at is null
               for share
            """)
        .param("id", noticeId)
        .param("today", today)
        .query(Integer.class)
        .optional()
        .isPresent();
  }

  /** A portion is done. */
  void advance(String noticeId, String afterId, int failed) {
    jdbc.sql(
            "update rule_notice_review_again set after_id = :after, failed = failed + :failed where notice_id = :id")
        .param("id", noticeId)
        .param("after", afterId)
        .param("failed", failed)
        .update();
  }

  /** What could not be opened is tried again. */
  void restart(String noticeId) {
    jdbc.sql("update rule_notice_review_again set after_id = '', failed = 0 where notice_id = :id")
        .param("id", noticeId)
        .update();
  }

  /**
   * Nothing is left to be opened.
   *
   * @return false when that was known before, or it was stopped
   */
  boolean complete(String noticeId, Instant now) {
    return jdbc.sql(
                """
                update rule_notice_review_again set completed_at = :now
                 where notice_id = :id and completed_at is null and stopped_at is null
                """)
            .param("id", noticeId)
            .param("now", Timestamp.from(now))
            .update()
        > 0;
  }

  /**
   * No more are opened.
   *
   * @return false when it was stopped before, or is complete
   */
  boolean stop(String noticeId, ActorRef by, Instant now) {
    return jdbc.sql(
                """
                insert into rule_notice_review_again as r (notice_id, stopped_at, stopped_by) values (:id, :now, :by)
                on conflict (notice_id) do update set stopped_at = excluded.stopped_at, stopped_by = excluded.stopped_by
                 where r.stopped_at is null and r.completed_at is null
                """)
            .param("id", noticeId)
            .param("now", Timestamp.from(now))
            .param("by", by.kind() + ":" + by.id())
            .update()
        > 0;
  }
}
