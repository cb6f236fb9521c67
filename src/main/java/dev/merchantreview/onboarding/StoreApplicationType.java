package dev.merchantreview.onboarding;

import dev.merchantreview.cases.CaseType;
import dev.merchantreview.cases.IndexedCase;
import dev.merchantreview.cases.ProcessCaseType;
import dev.merchantreview.personaldata.PersonalData;
import dev.merchantreview.review.DeadlineVariables;
import dev.merchantreview.shared.IdentityPaper;
import java.time.Clock;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Store applications belong to the merchant they name. */
@Component
class StoreApplicationType extends ProcessCaseType<StoreApplication> {

  private static final String TYPE = "STORE_APPLICATION";
  private static final String NEXT_PHASE = "Task_NextPhase";

  private final Progress progress;
  private final PersonalData personalData;

  StoreApplicationType(
      JdbcClient jdbc,
      StoreApplications applications,
      Clock clock,
      Progress progress,
      PersonalData personalData) {
    super(
        new Names("sa_", "/api/v1/store-applications", "store-onboarding", TYPE),
        jdbc,
        applications,
        clock);
    this.progress = progress;
    this.personalData = personalData;
  }

  @Override
  public Set<String> stateNames() {
    return CaseType.names(StoreApplicationState.values());
  }

  @Override
  protected IndexedCase indexed(StoreApplication application) {
    ApplicationContent content = application.content();
    return new IndexedCase(
        application.id(),
        TYPE,
        content.platform(),
        application.ownerId(),
        application.standing(!application.isEnded(), application.reviewer()),
        new IndexedCase.Named(
            content.storeType().hasLicence()
                ? List.of(content.storeName(), content.subject().legalName())
                : content.erased() ? List.of() : List.of(content.shownStoreName()),
            content.subject().licenceNumber(),
            keys(application),
            null));
  }

  private Set<IndexedCase.Key> keys(StoreApplication application) {
    ApplicationContent content = application.content();
    Set<IndexedCase.Key> keys = new HashSet<>();
    if (application.storeId() != null) {
      keys.add(IndexedCase.Kind.CASE.of(application.storeId()));
    }
    if (!content.erased()) {
      keys.add(
          IndexedCase.Kind.IDENTITY.of(
              personalData.lookup(
                  "identity",
                  IdentityPaper.lasting(
                      content.subject().legalRepresentative().identityNumber()))));
      keys.add(
          IndexedCase.Kind.ACCOUNT.of(
              personalData.lookup("account", content.settlementAccount().accountNumber())));
    }
    return Set.copyOf(keys);
  }

  /**
   * By the facts on record, not only by the state: what the merchant did already is not waited for
   * again.
   */
  @Override
  protected Position position(StoreApplication application) {
    Map<String, Object> variables = DeadlineVariables.of(application);
    if (application.clock() != null) {
      variables.putAll(ApplicationDeadline.variables(application.clock()));
    }
    if (application.isApproved()) {
      variables.putAll(progress.variables(application));
    }
    AccountVerification verification = application.verification();
    if (verification != null) {
      variables.put("transfer", verification.transfer());
    }
    return new Position(element(application), variables);
  }

  private String element(StoreApplication application) {
    return switch (application.state()) {
      case SUBMITTED -> application.areChecksPassed() ? NEXT_PHASE : "Task_CheckApplication";
      case IN_REVIEW -> application.isApproved() ? NEXT_PHASE : "SubProcess_Audit";
      case FIX_REQUIRED -> "Task_AwaitResubmission";
      case VERIFYING_ACCOUNT -> verifying(application);
      case SHOP_DATA_DUE -> waiting(application, Phase.SHOP_DATA, "Task_AwaitShopData");
      case SIGNING -> waiting(application, Phase.SIGN, "Task_AwaitSignature");
      case DEPOSIT_DUE -> waiting(application, Phase.DEPOSIT, "Task_AwaitDeposit");
      case ACTIVE, REJECTED, WITHDRAWN, EXPIRED ->
          throw new IllegalStateException(application.id() + " has ended");
    };
  }

  private String waiting(StoreApplication application, Phase phase, String element) {
    return progress.isSettled(application, phase) ? NEXT_PHASE : element;
  }

  private String verifying(StoreApplication application) {
    AccountVerification verification = application.verification();
    AccountChecks.Result result = progress.accountResult(application);
    return waiting(
        application,
        Phase.VERIFY_ACCOUNT,
        result == null && verification != null && verification.begunAt() != null
            ? "Task_AwaitAccount"
            : "Task_BeginVerification");
  }
}
