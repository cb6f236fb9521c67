package dev.merchantreview.onboarding;

import dev.merchantreview.calendar.DueTime;
import dev.merchantreview.calendar.WorkingCalendar;
import dev.merchantreview.rules.PlatformProfile;
import dev.merchantreview.rules.Platforms;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Sets the clock of an audit by the platform's numbers and the working days. */
@Component
class AuditClocks {

  private final Platforms platforms;
  private final WorkingCalendar calendar;

  AuditClocks(Platforms platforms, WorkingCalendar calendar) {
    this.platforms = platforms;
    this.calendar = calendar;
  }

  /**
   * The clock of the present round. Not from when the engine came to it: the merchant waits since
   * the submission. At least one working day is left, however long earlier rounds took.
   */
  AuditClock of(StoreApplication application) {
    PlatformProfile.Onboarding numbers =
        platforms.get(application.content().platform()).onboarding();
    int left = Math.max(1, numbers.auditWorkingDays() - application.auditDaysUsed());
    DueTime due = calendar.dueAfter(application.submittedAt(), left);
    DueTime reminder =
        calendar.dueAfter(
            application.submittedAt(), Math.min(left, numbers.auditReminderWorkingDays()));
    return new AuditClock(
        reminder.at(),
        due.at(),
        due.provisional(),
        application.auditDaysUsed(),
        due.days(),
        null,
        null);
  }

  static Map<String, Object> described(AuditClock clock) {
    Map<String, Object> details = new LinkedHashMap<>();
    details.put("auditDueAt", clock.dueAt().toString());
    details.put("remindAt", clock.remindAt().toString());
    details.put("provisional", clock.provisional());
    details.put("daysUsedBefore", clock.daysUsedBefore());
    details.put("days", clock.days().stream().map(day -> day.date() + " " + day.kind()).toList());
    return details;
  }
}
