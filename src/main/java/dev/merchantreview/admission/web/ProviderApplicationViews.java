package dev.merchantreview.admission.web;

import dev.merchantreview.admission.AdmissionContent;
import dev.merchantreview.admission.AdmissionProblems;
import dev.merchantreview.admission.AdmissionState;
import dev.merchantreview.admission.ProviderAdmissions;
import dev.merchantreview.admission.ProviderApplication;
import dev.merchantreview.calendar.WorkingCalendar;
import dev.merchantreview.review.web.CaseViews;
import dev.merchantreview.shared.CaseId;
import dev.merchantreview.shared.Problem;
import dev.merchantreview.web.Caller;
import dev.merchantreview.web.NextAction;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Shows applications to be a service provider. */
@Component
class ProviderApplicationViews extends CaseViews<ProviderApplication, ProviderApplicationView> {

  private final ProviderAdmissions admissions;

  ProviderApplicationViews(
      ProviderAdmissions admissions,
      AdmissionProblems problems,
      WorkingCalendar calendar,
      Clock clock) {
    super(problems, calendar, clock);
    this.admissions = admissions;
  }

  @Override
  protected Optional<ProviderApplication> find(CaseId id) {
    return admissions.find(id);
  }

  @Override
  public ProviderApplicationView view(
      ProviderApplication application, Caller caller, Locale locale) {
    ProviderApplication.Request request = application.request();
    AdmissionContent content = application.content();
    OffsetDateTime fixDueAt =
        application.state() == AdmissionState.FIX_REQUIRED ? waitingUntil(application) : null;
    CaseId provider = application.providerId();
    return new ProviderApplicationView(
        application.id().value(),
        application.state(),
        application.round(),
        request.platform(),
        request.merchantId(),
        request.kind(),
        content.legalName(),
        content.licenceNumber(),
        content.industry().isEmpty() ? null : content.industry(),
        content.resources().stream().sorted().toList(),
        content.trainsStreamers(),
        content.specialVatInvoices(),
        content.brand(),
        content.documents(),
        application.problems().stream().map(problem -> found(problem, locale)).toList(),
        application.checks().stream()
            .flatMap(result -> result.findings().stream())
            .map(finding -> found(finding, locale))
            .toList(),
        application.reason(),
        reviewDueAt(application),
        isOverdue(application),
        fixDueAt,
        provider == null ? null : provider.value(),
        at(request.createdAt()),
        at(application.updatedAt()),
        owns(application, caller) ? nextActions(application, fixDueAt) : List.of());
  }

  private ProviderApplicationView.FoundView found(Problem problem, Locale locale) {
    return new ProviderApplicationView.FoundView(
        problem.pointer(),
        problem.code(),
        problems().message(problem.code(), locale),
        problems().remedy(problem.code(), locale),
        problem.note(),
        problem.from());
  }

  private static List<NextAction> nextActions(
      ProviderApplication application, @Nullable OffsetDateTime until) {
    String path = ProviderApplicationController.PATH + "/" + application.id();
    NextAction withdraw = new NextAction("WITHDRAW", "POST", path + "/withdrawal", null);
    return switch (application.state()) {
      case FIX_REQUIRED ->
          List.of(new NextAction("RESUBMIT", "POST", path + "/resubmission", until), withdraw);
      case SUBMITTED, IN_REVIEW -> List.of(withdraw);
      case APPROVED, REJECTED, WITHDRAWN, EXPIRED -> List.of();
    };
  }
}
