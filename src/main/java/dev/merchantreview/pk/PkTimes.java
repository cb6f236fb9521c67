package dev.merchantreview.pk;

import dev.merchantreview.calendar.WorkingCalendar;
import dev.merchantreview.filing.LeadTimes;
import dev.merchantreview.rules.Platforms;
import java.time.Instant;
import java.util.Map;
import org.springframework.stereotype.Component;

/**
 * When the sides of a PK are told what, by its live, the working days and the platform's numbers.
 */
@Component
class PkTimes {

  private final LeadTimes leadTimes;
  private final PkReadiness readiness;
  private final Platforms platforms;
  private final WorkingCalendar calendar;

  PkTimes(
      LeadTimes leadTimes, PkReadiness readiness, Platforms platforms, WorkingCalendar calendar) {
    this.leadTimes = leadTimes;
    this.readiness = readiness;
    this.platforms = platforms;
    this.calendar = calendar;
  }

  /** Until when products are filed for it. */
  Instant fileBy(PkSession session) {
    return leadTimes.fileBy(session.platform(), session.liveAt()).at();
  }

  /** When the sides are reminded of what is missing: so many working days are left then. */
  Instant remindAt(PkSession session) {
    Instant fileBy = fileBy(session);
    int days = platforms.get(session.platform()).part(PkNumbers.class).pkReminderWorkingDays();
    // The last day is the one that ends then: midnight is the end of the day before.
    return calendar.dueBefore(fileBy.minusNanos(1), days).at();
  }

  /** What the process has to know of a session: its sides, and the times it waits for. */
  Map<String, Object> variables(PkSession session) {
    return Map.of(
        "caseId", session.id().value(),
        "firstStreamer", session.lanes().getFirst().streamerId(),
        "secondStreamer", session.lanes().getLast().streamerId(),
        "remindAt", remindAt(session).toString(),
        "fileBy", fileBy(session).toString(),
        "liveAt", session.liveAt().toString(),
        "overAt", readiness.overAt(session).toString());
  }
}
