package dev.merchantreview.onboarding.web;

import dev.merchantreview.calendar.WorkingCalendar;
import dev.merchantreview.deposit.Deposits;
import dev.merchantreview.deposit.Payments;
import dev.merchantreview.onboarding.AccountVerification;
import dev.merchantreview.onboarding.ContractOffer;
import dev.merchantreview.onboarding.Onboarding;
import dev.merchantreview.onboarding.StoreApplication;
import dev.merchantreview.onboarding.StoreApplicationState;
import dev.merchantreview.review.ReviewClock;
import dev.merchantreview.review.Waiting;
import dev.merchantreview.rules.PlatformProfile;
import dev.merchantreview.rules.Platforms;
import dev.merchantreview.rules.ProblemTable;
import dev.merchantreview.rules.ProblemTables;
import dev.merchantreview.rules.VerificationMethod;
import dev.merchantreview.shared.CaseId;
import dev.merchantreview.shared.Change;
import dev.merchantreview.shared.Problem;
import dev.merchantreview.web.ApiProblem;
import dev.merchantreview.web.Caller;
import dev.merchantreview.web.Changes;
import dev.merchantreview.web.ETags;
import dev.merchantreview.web.NextAction;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;

/** Finds the application a call is about, and shows it as the caller may see it. */
@Component
class ApplicationViews {

  private final Onboarding onboarding;
  private final Payments payments;
  private final Deposits deposits;
  private final ProblemTable problems;
  private final Platforms platforms;
  private final WorkingCalendar calendar;
  private final Clock clock;

  ApplicationViews(
      Onboarding onboarding,
      Payments payments,
      Deposits deposits,
      ProblemTables problems,
      Platforms platforms,
      WorkingCalendar calendar,
      Clock clock) {
    this.onboarding = onboarding;
    this.payments = payments;
    this.deposits = deposits;
    this.problems = problems.storeApplications();
    this.platforms = platforms;
    this.calendar = calendar;
    this.clock = clock;
  }

  /**
   * @throws ApiProblem 404 when there is none, or the caller may not know of it
   */
  StoreApplication visible(String id, Caller caller) {
    return find(id)
        .filter(
            application -> caller.readsAll() || caller.actsFor(application.content().merchantId()))
        .orElseThrow(() -> ApiProblem.notFound(id));
  }

  /**
   * @throws ApiProblem 404 when there is none of the caller's
   */
  StoreApplication owned(String id, Caller caller) {
    return find(id)
        .filter(application -> caller.actsFor(application.content().merchantId()))
        .orElseThrow(() -> ApiProblem.notFound(id));
  }

  Optional<StoreApplication> find(String id) {
    return CaseId.of(id).flatMap(onboarding::find);
  }

  /** An answer with this application in it. */
  ResponseEntity.BodyBuilder answer(HttpStatus status, StoreApplication application) {
    return ResponseEntity.status(status).eTag(ETags.of(application.version()));
  }

  /** The answer to a change. */
  ResponseEntity<?> changed(Change<StoreApplication> change, Caller caller, Locale locale) {
    StoreApplication application = Changes.made(change);
    return answer(HttpStatus.ACCEPTED, application).body(view(application, caller, locale));
  }

  ApplicationView view(StoreApplication application, Caller caller, Locale locale) {
    boolean owned = caller.actsFor(application.content().merchantId());
    Waiting waiting = application.waiting();
    OffsetDateTime until = waiting == null ? null : at(waiting.dueAt());
    ReviewClock audit = application.clock();
    return new ApplicationView(
        application.id().value(),
        application.state(),
        application.round(),
        owned ? application.content() : application.content().masked(),
        application.problems().stream().map(problem -> problem(problem, locale)).toList(),
        application.reason(),
        audit == null ? null : at(audit.dueAt()),
        audit == null ? null : due(audit, locale),
        application.state() == StoreApplicationState.FIX_REQUIRED ? until : null,
        verification(application, until),
        contract(application, until),
        deposit(application, until),
        application.storeId(),
        at(application.createdAt()),
        at(application.updatedAt()),
        owned ? nextActions(application, until) : List.of());
  }

  ApplicationView.ProblemView problem(Problem problem, Locale locale) {
    return new ApplicationView.ProblemView(
        problem.pointer(),
        problem.code(),
        problems.message(problem.code(), locale),
        problem.note(),
        problem.from());
  }

  private ApplicationView.AuditDueView due(ReviewClock audit, Locale locale) {
    return new ApplicationView.AuditDueView(
        at(audit.dueAt()),
        at(audit.remindAt()),
        audit.provisional(),
        !clock.instant().isBefore(audit.dueAt()),
        audit.daysUsedBefore(),
        audit.days().stream()
            .map(
                day ->
                    new ApplicationView.DayView(
                        day.date(), day.kind(), day.kind().isWorked(), day.kind().label(locale)))
            .toList());
  }

  private ApplicationView.@Nullable VerificationView verification(
      StoreApplication application, @Nullable OffsetDateTime until) {
    AccountVerification verification = application.verification();
    if (verification == null) {
      return null;
    }
    PlatformProfile.AccountVerification numbers = numbers(application);
    boolean verifying = application.state() == StoreApplicationState.VERIFYING_ACCOUNT;
    return new ApplicationView.VerificationView(
        verification.method(),
        verification.verifiedAt() != null,
        verifying && verification.isOpen(numbers),
        verification.transfer(),
        verification.attemptsLeft(numbers),
        verifying ? until : null);
  }

  private ApplicationView.@Nullable ContractView contract(
      StoreApplication application, @Nullable OffsetDateTime until) {
    ContractOffer contract = application.contract();
    return contract == null
        ? null
        : new ApplicationView.ContractView(
            contract.contractId(),
            contract.signUrl(),
            contract.signedAt() == null ? null : at(contract.signedAt()),
            application.state() == StoreApplicationState.SIGNING ? until : null);
  }

  private ApplicationView.@Nullable DepositView deposit(
      StoreApplication application, @Nullable OffsetDateTime until) {
    Long required = application.depositRequiredFen();
    if (required == null) {
      return null;
    }
    long paid = payments.paidFen(application.id().value());
    return new ApplicationView.DepositView(
        required,
        paid,
        Math.max(0, required - paid),
        Math.max(0, paid - required),
        application.state() == StoreApplicationState.DEPOSIT_DUE ? until : null);
  }

  private List<NextAction> nextActions(
      StoreApplication application, @Nullable OffsetDateTime until) {
    String path = "/api/v1/store-applications/" + application.id();
    List<NextAction> actions = new ArrayList<>();
    switch (application.state()) {
      case FIX_REQUIRED ->
          actions.add(new NextAction("RESUBMIT", "POST", path + "/resubmission", until));
      case VERIFYING_ACCOUNT -> {
        AccountVerification verification = application.verification();
        if (verification != null && verification.isOpen(numbers(application))) {
          actions.add(
              verification.method() == VerificationMethod.RANDOM_TRANSFER
                  ? new NextAction(
                      "NAME_RECEIVED_AMOUNT", "POST", path + "/account-verification", until)
                  : new NextAction("HAVE_REPRESENTATIVE_CONFIRM", null, null, until));
        }
      }
      case SIGNING -> {
        ContractOffer contract = application.contract();
        if (contract != null && contract.signedAt() == null) {
          actions.add(new NextAction("SIGN_CONTRACT", "GET", contract.signUrl(), until));
        }
      }
      case DEPOSIT_DUE -> actions.add(new NextAction("PAY_DEPOSIT", null, null, until));
      default -> {}
    }
    if (!application.isEnded()) {
      actions.add(new NextAction("WITHDRAW", "POST", path + "/withdrawal", null));
    } else if (application.storeId() == null && holdsMoney(application)) {
      actions.add(new NextAction("REQUEST_REFUND", "POST", "/api/v1/deposit-refunds", null));
    }
    return actions;
  }

  private boolean holdsMoney(StoreApplication application) {
    return deposits
        .find(application.id().value())
        .filter(account -> account.balances().heldFen() > 0)
        .isPresent();
  }

  private PlatformProfile.AccountVerification numbers(StoreApplication application) {
    return platforms.get(application.content().platform()).onboarding().accountVerification();
  }

  private OffsetDateTime at(Instant instant) {
    return instant.atZone(calendar.zone()).toOffsetDateTime();
  }
}
