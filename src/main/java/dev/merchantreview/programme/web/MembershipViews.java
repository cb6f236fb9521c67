package dev.merchantreview.programme.web;

import dev.merchantreview.calendar.WorkingCalendar;
import dev.merchantreview.programme.Membership;
import dev.merchantreview.programme.MembershipReasons;
import dev.merchantreview.programme.MembershipShown;
import dev.merchantreview.programme.Memberships;
import dev.merchantreview.programme.Programme;
import dev.merchantreview.programme.Programmes;
import dev.merchantreview.review.web.CaseViews;
import dev.merchantreview.shared.CaseId;
import dev.merchantreview.web.Caller;
import dev.merchantreview.web.NextAction;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Shows memberships. */
@Component
class MembershipViews extends CaseViews<Membership, MembershipView> {

  private final Memberships memberships;
  private final Programmes programmes;
  private final ProgrammeViews views;

  MembershipViews(
      Memberships memberships,
      Programmes programmes,
      ProgrammeViews views,
      MembershipReasons problems,
      WorkingCalendar calendar,
      Clock clock) {
    super(problems, calendar, clock);
    this.memberships = memberships;
    this.programmes = programmes;
    this.views = views;
  }

  @Override
  protected Optional<Membership> find(CaseId id) {
    return memberships.find(id);
  }

  @Override
  public MembershipView view(Membership membership, Caller caller, Locale locale) {
    Membership.Application application = membership.application();
    Programme programme = programmes.get(application.programme());
    MembershipShown shown = MembershipShown.of(membership, programme);
    String code = membership.problems().isEmpty() ? null : membership.problems().getFirst().code();
    return new MembershipView(
        membership.id().value(),
        membership.state(),
        programme.id(),
        programme.label(locale),
        application.platform(),
        application.subject().kind(),
        application.subject().id(),
        application.merchantId(),
        shown.agreement(),
        shown.agreementDue(),
        shown.onTrial(),
        shown.probationUntil(),
        shown.failures(),
        views.unmet(programme, shown.unmet(), locale),
        shown.checkedOn(),
        shown.nextCheckOn(),
        waitingUntil(membership),
        shown.answered(),
        reviewDueAt(membership),
        isOverdue(membership),
        membership.reason(),
        code,
        code == null ? null : problems().message(code, locale),
        shown.ending(),
        shown.closesOn(),
        shown.againFrom(),
        programme.closing().existing(),
        at(membership.createdAt()),
        at(membership.updatedAt()),
        owns(membership, caller) ? nextActions(membership, shown) : List.of());
  }

  private List<NextAction> nextActions(Membership membership, MembershipShown shown) {
    String path = MembershipController.PATH + "/" + membership.id();
    List<NextAction> actions = new ArrayList<>();
    if (shown.mayAnswer()) {
      actions.add(
          new NextAction("ANSWER_WARNING", "POST", path + "/answer", waitingUntil(membership)));
    }
    if (shown.agreementDue()) {
      actions.add(new NextAction("ACCEPT_AGREEMENT", "POST", path + "/agreement", null));
    }
    if (shown.mayLeave()) {
      actions.add(new NextAction("LEAVE", "POST", path + "/leave", null));
    }
    return List.copyOf(actions);
  }
}
