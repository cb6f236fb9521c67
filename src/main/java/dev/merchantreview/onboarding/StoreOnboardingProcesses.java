package dev.merchantreview.onboarding;

import dev.merchantreview.reconciliation.CaseProcesses;
import dev.merchantreview.review.ReviewClock;
import dev.merchantreview.review.Waiting;
import dev.merchantreview.rules.PlatformProfile;
import dev.merchantreview.rules.VerificationMethod;
import dev.merchantreview.shared.CaseId;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToLongFunction;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** How store applications stand, and where a new process instance has to take one up. */
@Component
class StoreOnboardingProcesses implements CaseProcesses {

  private final StoreApplications applications;
  private final CaseSteps cases;

  StoreOnboardingProcesses(StoreApplications applications, CaseSteps cases) {
    this.applications = applications;
    this.cases = cases;
  }

  @Override
  public String processId() {
    return "store-onboarding";
  }

  @Override
  @Transactional(readOnly = true)
  public List<CaseState> open() {
    return applications.openStates();
  }

  @Override
  @Transactional(readOnly = true)
  public List<CaseState> endedAmong(Collection<Long> instances) {
    return applications.endedStates(instances);
  }

  @Override
  @Transactional(readOnly = true)
  public Optional<CaseState> find(CaseId caseId) {
    return applications
        .find(caseId)
        .map(
            application ->
                new CaseState(
                    caseId,
                    application.state().name(),
                    application.processInstanceKey(),
                    caseId.value(),
                    application.isEnded(),
                    application.updatedAt()));
  }

  @Override
  @Transactional(propagation = Propagation.MANDATORY)
  public boolean takeOver(CaseId caseId, ToLongFunction<Position> start) {
    StoreApplication application = applications.lock(caseId).orElseThrow();
    if (application.isEnded()) {
      return false;
    }
    application.takenOverBy(start.applyAsLong(position(application)));
    applications.update(application, cases.now());
    return true;
  }

  /**
   * By the facts on record, not only by the state: what the merchant did already is not waited for
   * again.
   */
  Position position(StoreApplication application) {
    Map<String, Object> variables = new HashMap<>();
    variables.put("caseId", application.id().value());
    variables.put("round", application.round());
    ReviewClock audit = application.audit();
    if (audit != null) {
      variables.put("auditRemindAt", audit.remindAt().toString());
      variables.put("auditDueAt", audit.dueAt().toString());
    }
    Waiting waiting = application.waiting();
    if (waiting != null) {
      variables.put("waitRemindAt", waiting.remindAt().toString());
      variables.put("waitDueAt", waiting.dueAt().toString());
    }
    AccountVerification verification = application.verification();
    if (verification != null) {
      variables.put("transfer", verification.transfer());
    }
    return new Position(element(application), variables);
  }

  private String element(StoreApplication application) {
    PlatformProfile.AccountVerification numbers =
        cases.profile(application).onboarding().accountVerification();
    return switch (application.state()) {
      case SUBMITTED -> "Task_CheckApplication";
      case IN_REVIEW ->
          !application.isApproved()
              ? "SubProcess_Audit"
              : numbers.method() == VerificationMethod.NONE
                  ? "Task_OfferContract"
                  : "Task_BeginVerification";
      case FIX_REQUIRED -> "Task_AwaitResubmission";
      case VERIFYING_ACCOUNT -> verifying(application, numbers);
      case SIGNING ->
          application.contract() != null && application.contract().signedAt() != null
              ? "Task_DemandDeposit"
              : "Task_AwaitSignature";
      case DEPOSIT_DUE ->
          cases.isDepositComplete(application) ? "Task_ActivateStore" : "Task_AwaitDeposit";
      case ACTIVE, REJECTED, WITHDRAWN, EXPIRED ->
          throw new IllegalStateException(application.id() + " has ended");
    };
  }

  private static String verifying(
      StoreApplication application, PlatformProfile.AccountVerification numbers) {
    AccountVerification verification = application.verification();
    AccountChecks.Result result = AccountChecks.result(application, numbers);
    if (result == AccountChecks.Result.MATCHED) {
      return "Task_OfferContract";
    }
    return result == null && verification != null && verification.begunAt() != null
        ? "Task_AwaitAccount"
        : "Task_BeginVerification";
  }
}
