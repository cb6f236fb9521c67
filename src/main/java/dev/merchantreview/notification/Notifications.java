package dev.merchantreview.notification;

import dev.merchantreview.database.WriteBehind;
import dev.merchantreview.shared.Conditions;
import dev.merchantreview.shared.Page;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** What merchants are told, and how far that has come. */
@Repository
public class Notifications {

  private static final String COLUMNS =
      "id, merchant_id, case_id, type, body, state, attempts, last_status, last_error, created_at,"
          + " next_attempt_at, delivered_at";

  // Of a long backlog so many are looked at for a turn; the busy merchants' are not among them.
  private static final int SEEN_AT_ONCE = 1_000;

  private final JdbcClient jdbc;
  private final WriteBehind writes;
  private final Clock clock;
  private final NotificationProperties properties;
  private final ApplicationEventPublisher events;

  Notifications(
      JdbcClient jdbc,
      WriteBehind writes,
      Clock clock,
      NotificationProperties properties,
      ApplicationEventPublisher events) {
    this.jdbc = jdbc;
    this.writes = writes;
    this.clock = clock;
    this.properties = properties;
    this.events = events;
  }

  /** Wakes the sender once the transaction that kept a notification has committed. */
  record NotificationKept() {}

  /**
   * Keeps a notification in the caller's transaction, for whoever has an endpoint; it is sent after
   * the commit.
   */
  @Transactional(propagation = Propagation.MANDATORY)
  void keep(String id, String merchantId, String caseId, String type, String body) {
    Instant now = clock.instant();
    writes.add(
        """
        insert into notification (id, merchant_id, case_id, type, body, state, attempts, created_at, next_attempt_at,
            retry_until)
        select :id, merchant_id, :caseId, :type, :body, 'PENDING', 0, cast(:now as timestamptz),
               greatest(cast(:now as timestamptz), paused_until), cast(:until as timestamptz)
          from webhook_endpoint where merchant_id = :merchantId
        """,
        Map.of(
            "id", id,
            "merchantId", merchantId,
            "caseId", caseId,
            "type", type,
            "body", body,
            "now", Timestamp.from(now),
            "until", Timestamp.from(now.plus(properties.retryFor()))),
        kept -> {
          if (kept > 0) {
            events.publishEvent(new NotificationKept());
          }
        });
  }

  /**
   * Has a notification delivered again, whatever became of it before.
   *
   * @return false when there is none
   */
  @Transactional
  public boolean replay(String id) {
    Instant now = clock.instant();
    boolean found =
        jdbc.sql(
                    "update notification set state = 'PENDING', next_attempt_at = :now, delivered_at = null,"
                        + " retry_until = :until, attempts = 0 where id = :id")
                .param("id", id)
                .param("now", Timestamp.from(now))
                .param("until", Timestamp.from(now.plus(properties.retryFor())))
                .update()
            > 0;
    events.publishEvent(new NotificationKept());
    return found;
  }

  @Transactional(readOnly = true)
  public Optional<Notification> find(String id) {
    return jdbc.sql("select " + COLUMNS + " from notification where id = :id")
        .param("id", id)
        .query(Notifications::notification)
        .optional();
  }

  /** A merchant's deliveries, newest first. */
  @Transactional(readOnly = true)
  public List<Notification> list(
      String merchantId,
      @Nullable String caseId,
      Notification.@Nullable State state,
      Optional<Page.Cursor> after,
      int limit) {
    Conditions conditions = new Conditions();
    conditions.equal("merchant_id", merchantId);
    conditions.equal("case_id", caseId);
    conditions.equal("state", state == null ? null : state.name());
    conditions.after(after);
    return jdbc.sql("select " + COLUMNS + " from notification" + conditions.page())
        .params(conditions.parameters())
        .param("limit", limit)
        .query(Notifications::notification)
        .list();
  }

  /**
   * What was given up, of all merchants, newest first.
   *
   * @param limit how many at most
   */
  @Transactional(readOnly = true)
  public List<Notification> failed(int limit) {
    return jdbc.sql(
            "select "
                + COLUMNS
                + " from notification where state = 'FAILED' order by created_at desc, id desc"
                + " limit :limit")
        .param("limit", limit)
        .query(Notifications::notification)
        .list();
  }

  /**
   * Takes notifications to deliver, no more than some of a merchant. A claim is a lease in the row:
   * one whose sender dies is claimed again.
   *
   * @param busy merchants who have to wait for their turn
   */
  @Transactional
  List<Notification> claim(int batch, int ofOneMerchant, Set<String> busy) {
    return jdbc.sql(
            "update notification set next_attempt_at = :lease where id in (select id from notification where id in"
                + " (select id from (select id, next_attempt_at,"
                + " row_number() over (partition by merchant_id order by next_attempt_at) as turn from"
                + " (select id, merchant_id, next_attempt_at from notification where state = 'PENDING'"
                + " and next_attempt_at <= :now and merchant_id <> all(:busy) order by next_attempt_at limit :seen) due)"
                + " in_turn where turn <= :each order by next_attempt_at limit :batch)"
                + " and state = 'PENDING' and next_attempt_at <= :now for update skip locked) returning "
                + COLUMNS)
        .param("now", Timestamp.from(clock.instant()))
        .param("lease", Timestamp.from(clock.instant().plus(properties.timeout().multipliedBy(2))))
        .param("busy", busy.toArray(String[]::new))
        .param("seen", SEEN_AT_ONCE)
        .param("each", ofOneMerchant)
        .param("batch", batch)
        .query(Notifications::notification)
        .list();
  }

  /** Leaves a merchant's endpoint alone until then. */
  @Transactional
  void postpone(String merchantId, Instant until) {
    jdbc.sql(
            "update notification set next_attempt_at = :until where merchant_id = :merchantId and state = 'PENDING'"
                + " and next_attempt_at < :until")
        .param("merchantId", merchantId)
        .param("until", Timestamp.from(until))
        .update();
  }

  /** Nothing was sent, and nothing will be. */
  @Transactional
  void notTried(Notification notification, String why) {
    jdbc.sql(
            "update notification set state = 'FAILED', last_status = null, last_error = :why, next_attempt_at = null"
                + " where id = :id")
        .param("why", why)
        .param("id", notification.id())
        .update();
  }

  @Transactional
  void delivered(Notification notification, int status) {
    jdbc.sql(
            "update notification set state = 'DELIVERED', attempts = attempts + 1, last_status = :status,"
                + " last_error = null, next_attempt_at = null, delivered_at = :now where id = :id")
        .param("status", status)
        .param("now", Timestamp.from(clock.instant()))
        .param("id", notification.id())
        .update();
  }

  /**
   * @param status null when there was no answer
   * @return whether it was given up
   */
  @Transactional
  boolean failed(
      Notification notification, @Nullable Integer status, String error, Duration pause) {
    Duration backoff = properties.backoff(notification.attempts() + 1);
    Instant next = clock.instant().plus(backoff.compareTo(pause) < 0 ? pause : backoff);
    return jdbc.sql(
            "update notification set attempts = attempts + 1, last_status = cast(:status as int), last_error = :error,"
                + " state = case when cast(:next as timestamptz) > retry_until then 'FAILED' else 'PENDING' end,"
                + " next_attempt_at = case when cast(:next as timestamptz) > retry_until then null else cast(:next as timestamptz) end"
                + " where id = :id returning state")
        .param("status", status)
        .param("error", error)
        .param("next", Timestamp.from(next))
        .param("id", notification.id())
        .query(String.class)
        .single()
        .equals(Notification.State.FAILED.name());
  }

  private static Notification notification(ResultSet row, int number) throws SQLException {
    Timestamp next = row.getTimestamp("next_attempt_at");
    Timestamp delivered = row.getTimestamp("delivered_at");
    return new Notification(
        row.getString("id"),
        row.getString("merchant_id"),
        row.getString("case_id"),
        row.getString("type"),
        row.getString("body"),
        Notification.State.valueOf(row.getString("state")),
        row.getInt("attempts"),
        row.getObject("last_status", Integer.class),
        row.getString("last_error"),
        row.getTimestamp("created_at").toInstant(),
        next == null ? null : next.toInstant(),
        delivered == null ? null : delivered.toInstant());
  }
}
