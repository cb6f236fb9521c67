package dev.merchantreview.onboarding;

import dev.merchantreview.calendar.WorkingCalendar;
import dev.merchantreview.database.OneInstance;
import dev.merchantreview.engine.EngineOutbox;
import dev.merchantreview.history.History;
import dev.merchantreview.review.Redating;
import dev.merchantreview.review.ReviewClock;
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Audits of store applications. */
@Component
class AuditRedating extends Redating<StoreApplication> {

  private final StoreApplications applications;

  AuditRedating(
      StoreApplications applications,
      History history,
      EngineOutbox outbox,
      TransactionTemplate transaction,
      OneInstance oneInstance,
      WorkingCalendar calendar,
      Clock clock) {
    super(applications, history, outbox, transaction, oneInstance, calendar, clock);
    this.applications = applications;
  }

  @Override
  protected List<Running> running() {
    return applications.runningReviews();
  }

  @Override
  protected @Nullable ReviewClock running(StoreApplication reviewed) {
    return reviewed.audit();
  }

  @Override
  protected void keep(StoreApplication reviewed, ReviewClock anew) {
    reviewed.auditRedated(anew);
  }

  @Override
  protected Message message(StoreApplication reviewed) {
    return new Message(Onboarding.AUDIT_REDATED, reviewed.id() + ":" + reviewed.round());
  }
}
