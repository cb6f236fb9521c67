package dev.merchantreview.onboarding;

import dev.merchantreview.calendar.DueTime;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * When the audit of the present round is due, and why then.
 *
 * @param remindAt when the auditors are reminded; the due time itself when no day is left before it
 * @param dueAt the end of the last counted working day
 * @param provisional true when a counted year has no published notice yet
 * @param daysUsedBefore working days earlier rounds took: the clock stands while the merchant fixes
 * @param days every day looked at in this round, in order
 * @param remindedAt null until the auditors were reminded in this round
 * @param escalatedAt null until the audit was reported as overdue in this round
 */
public record AuditClock(
    Instant remindAt,
    Instant dueAt,
    boolean provisional,
    int daysUsedBefore,
    List<DueTime.Day> days,
    @Nullable Instant remindedAt,
    @Nullable Instant escalatedAt) {

  AuditClock reminded(Instant now) {
    return new AuditClock(remindAt, dueAt, provisional, daysUsedBefore, days, now, escalatedAt);
  }

  AuditClock escalated(Instant now) {
    return new AuditClock(remindAt, dueAt, provisional, daysUsedBefore, days, remindedAt, now);
  }

  /** The same round by a calendar that knows more. */
  AuditClock redated(AuditClock anew) {
    return new AuditClock(
        anew.remindAt,
        anew.dueAt,
        anew.provisional,
        daysUsedBefore,
        anew.days,
        remindedAt,
        escalatedAt);
  }
}
