package dev.merchantreview.programme;

import dev.merchantreview.calendar.WorkingCalendar;
import dev.merchantreview.figure.SubjectKind;
import dev.merchantreview.score.ScoresInUse;
import java.sql.Timestamp;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The scores memberships were decided by: those that counted on a day something happened to one. A
 * check that changes nothing is no event, and its score need not be explained.
 */
@Component
class ScoresOfMembers implements ScoresInUse {

  private final Programmes programmes;
  private final JdbcClient jdbc;
  private final WorkingCalendar calendar;

  ScoresOfMembers(Programmes programmes, JdbcClient jdbc, WorkingCalendar calendar) {
    this.programmes = programmes;
    this.jdbc = jdbc;
    this.calendar = calendar;
  }

  @Override
  public Set<String> among(
      SubjectKind kind, Collection<String> ids, LocalDate first, LocalDate last) {
    return new HashSet<>(
        jdbc.sql(
                """
                select distinct m.subject_id from programme_membership m
                 where m.programme = any(:programmes) and m.subject_id = any(:ids)
                   and exists (select from history_event e where e.case_id = m.id and e.at >= :from and e.at < :until)
                """)
            .param(
                "programmes",
                programmes.all().stream()
                    .filter(one -> one.subject() == kind)
                    .map(Programme::id)
                    .toArray(String[]::new))
            .param("ids", ids.toArray(String[]::new))
            .param("from", Timestamp.from(first.atStartOfDay(calendar.zone()).toInstant()))
            .param(
                "until", Timestamp.from(last.plusDays(1).atStartOfDay(calendar.zone()).toInstant()))
            .query((row, number) -> row.getString(1))
            .list());
  }
}
