package dev.merchantreview.programme;

import dev.merchantreview.shared.ActorRef;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** Whom the platform has invited to its programmes. */
@Repository
public class Invitations {

  private final JdbcClient jdbc;

  Invitations(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * Invites a subject, or says anew until when.
   *
   * @param until the last day it counts
   */
  @Transactional
  public void invite(
      Programme programme, String subject, LocalDate until, ActorRef by, Instant now) {
    jdbc.sql(
            "insert into programme_invitation (programme, subject_id, until, invited_by, invited_at)"
                + " values (:programme, :subject, :until, :by, :now)"
                + " on conflict (programme, subject_id) do update set until = excluded.until,"
                + " invited_by = excluded.invited_by, invited_at = excluded.invited_at")
        .param("programme", programme.id())
        .param("subject", subject)
        .param("until", until)
        .param("by", by.kind() + ":" + by.id())
        .param("now", Timestamp.from(now))
        .update();
  }

  /** Until when a subject is invited; empty where it never was. */
  @Transactional(readOnly = true)
  public Optional<LocalDate> until(String programme, String subject) {
    return jdbc.sql(
            "select until from programme_invitation where programme = :programme and subject_id = :subject")
        .param("programme", programme)
        .param("subject", subject)
        .query(LocalDate.class)
        .optional();
  }
}
