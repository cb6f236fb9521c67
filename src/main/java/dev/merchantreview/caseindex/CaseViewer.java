package dev.merchantreview.caseindex;

import dev.merchantreview.calendar.WorkingCalendar;
import dev.merchantreview.cases.CaseTypes;
import dev.merchantreview.web.Caller;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Shows cases of any type. */
@Component
public class CaseViewer {

  private final CaseTypes types;
  private final WorkingCalendar calendar;
  private final Clock clock;

  CaseViewer(CaseTypes types, WorkingCalendar calendar, Clock clock) {
    this.types = types;
    this.calendar = calendar;
    this.clock = clock;
  }

  public CaseView view(FoundCase found, Caller caller) {
    return new CaseView(
        found.id().value(),
        found.type(),
        found.platform(),
        found.merchantId().isEmpty() ? null : found.merchantId(),
        found.names(),
        found.licenceNumber(),
        found.state(),
        found.open(),
        found.round(),
        caller.readsAll() ? found.reviewer() : null,
        at(found.dueAt()),
        found.isOverdue(clock.instant()),
        found.createdAt().atZone(calendar.zone()).toOffsetDateTime(),
        found.updatedAt().atZone(calendar.zone()).toOffsetDateTime(),
        found.stateSince().atZone(calendar.zone()).toOffsetDateTime(),
        types.of(found.id()).orElseThrow().path() + "/" + found.id());
  }

  private @Nullable OffsetDateTime at(@Nullable Instant instant) {
    return instant == null ? null : instant.atZone(calendar.zone()).toOffsetDateTime();
  }
}
