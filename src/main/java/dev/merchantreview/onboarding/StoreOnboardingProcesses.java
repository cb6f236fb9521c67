package dev.merchantreview.onboarding;

import dev.merchantreview.cases.TableProcesses;
import dev.merchantreview.review.ReviewClock;
import dev.merchantreview.review.Waiting;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** How store applications stand, and where a new process instance has to take one up. */
@Component
class StoreOnboardingProcesses extends TableProcesses<StoreApplication> {

  private static final Kept KEPT =
      new Kept("store-onboarding", "caseId", "store_application", "true", "open", "id");

  private final CaseSteps cases;

  StoreOnboardingProcesses(
      JdbcClient jdbc, StoreApplications applications, Clock clock, CaseSteps cases) {
    super(jdbc, applications, clock, KEPT);
    this.cases = cases;
  }

  /**
   * By the facts on record, not only by the state: what the merchant did already is not waited for
   * again.
   */
  @Override
  protected Position position(StoreApplication application) {
    Map<String, Object> variables = new HashMap<>();
    variables.put("caseId", application.id().value());
    variables.put("round", application.round());
    ReviewClock audit = application.audit();
    if (audit != null) {
      variables.put("auditRemindAt", audit.remindAt().toString());
      variables.put("auditDueAt", audit.dueAt().toString());
    }
    if (application.isApproved()) {
      variables.putAll(cases.road(application).variables());
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
    return switch (application.state()) {
      case SUBMITTED -> "Task_CheckApplication";
      case IN_REVIEW ->
          !application.isApproved()
              ? "SubProcess_Audit"
              : cases.isAccountSettled(application)
                  ? afterAccount(application)
                  : "Task_BeginVerification";
      case FIX_REQUIRED -> "Task_AwaitResubmission";
      case VERIFYING_ACCOUNT -> verifying(application);
      case SIGNING ->
          cases.isContractSettled(application) ? afterContract(application) : "Task_AwaitSignature";
      case DEPOSIT_DUE ->
          cases.isDepositComplete(application) ? "Task_ActivateStore" : "Task_AwaitDeposit";
      case ACTIVE, REJECTED, WITHDRAWN, EXPIRED ->
          throw new IllegalStateException(application.id() + " has ended");
    };
  }

  private String afterAccount(StoreApplication application) {
    return cases.isContractSettled(application) ? afterContract(application) : "Task_OfferContract";
  }

  private String afterContract(StoreApplication application) {
    return cases.isDepositComplete(application) ? "Task_ActivateStore" : "Task_DecideDeposit";
  }

  private String verifying(StoreApplication application) {
    if (cases.isAccountSettled(application)) {
      return afterAccount(application);
    }
    AccountVerification verification = application.verification();
    AccountChecks.Result result = cases.accountResult(application);
    return result == null && verification != null && verification.begunAt() != null
        ? "Task_AwaitAccount"
        : "Task_BeginVerification";
  }
}
