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

  /**
   * An instance of before knows of filings only: where stores are touched as well, what it takes
   * for all is not.
   */
  private static final String COLUMNS =
      """
      notice_id, begun_at, touched, after_id, pass_begun_at, pass_opened, next_pass_at, left_at_stop, stopped_at, stopped_by,
      case when exists (select from rule_notice n where n.id = notice_id and n.review_again_terms is not null)
           then stores_completed_at else completed_at end as completed_at
      """;

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
        instant(row.getTimestamp("pass_begun_at")),
        row.getInt("pass_opened"),
        row.getTimestamp("next_pass_at").toInstant(),
        instant(row.getTimestamp("completed_at")),
        row.getLong("left_at_stop"),
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

  /** A pass begins. */
  void beginPass(String noticeId, Instant now) {
    jdbc.sql(
            "update rule_notice_review_again set after_id = '', pass_begun_at = :now, pass_opened = 0"
                + " where notice_id = :id")
        .param("id", noticeId)
        .param("now", Timestamp.from(now))
        .update();
  }

  /** A portion is done. */
  void advance(String noticeId, String afterId, int opened) {
    jdbc.sql(
            "update rule_notice_review_again set after_id = :after, pass_opened = pass_opened + :opened"
                + " where notice_id = :id")
        .param("id", noticeId)
        .param("after", afterId)
        .param("opened", opened)
        .update();
  }

  /** A pass is over, and not the last. */
  void endPass(String noticeId, Instant next) {
    jdbc.sql(
            "update rule_notice_review_again set pass_begun_at = null, next_pass_at = :next where notice_id = :id")
        .param("id", noticeId)
        .param("next", Timestamp.from(next))
        .update();
  }

  /**
   * Since when a notice has its first day: it may be put on record behind it. What was approved
   * before it was known was not approved by it.
   */
  Optional<Instant> dayKnownSince(String noticeId) {
    return jdbc.sql("select day_known_since from rule_notice where id = :id")
        .param("id", noticeId)
        .query((row, number) -> Optional.ofNullable(instant(row.getTimestamp(1))))
        .single();
  }

  /**
   * Nothing is left to be opened.
   *
   * @return false when that was known before, or it was stopped
   */
  boolean complete(String noticeId, Instant now) {
    return jdbc.sql(
                """
                update rule_notice_review_again set completed_at = :now, stores_completed_at = :now
                 where notice_id = :id and stores_completed_at is null and stopped_at is null
                   and (completed_at is null
                        or exists (select from rule_notice n where n.id = notice_id and n.review_again_terms is not null))
                """)
            .param("id", noticeId)
            .param("now", Timestamp.from(now))
            .update()
        > 0;
  }

  /**
   * No more are opened.
   *
   * @param left how many would have been
   * @return false when it was stopped before, or is complete
   */
  boolean stop(String noticeId, ActorRef by, long left, Instant now) {
    return jdbc.sql(
                """
                insert into rule_notice_review_again as r (notice_id, left_at_stop, stopped_at, stopped_by)
                values (:id, :left, :now, :by)
                on conflict (notice_id) do update set left_at_stop = excluded.left_at_stop,
                       stopped_at = excluded.stopped_at, stopped_by = excluded.stopped_by
                 where r.stopped_at is null
                   and case when exists (select from rule_notice n where n.id = :id and n.review_again_terms is not null)
                            then r.stores_completed_at else r.completed_at end is null
                """)
            .param("id", noticeId)
            .param("now", Timestamp.from(now))
            .param("left", left)
            .param("by", by.kind() + ":" + by.id())
            .update()
        > 0;
  }
}
