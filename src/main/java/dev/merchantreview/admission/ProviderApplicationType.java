package dev.merchantreview.admission;

import dev.merchantreview.cases.CaseType;
import dev.merchantreview.cases.IndexedCase;
import dev.merchantreview.cases.ProcessCaseType;
import dev.merchantreview.review.DeadlineVariables;
import dev.merchantreview.review.DecidedRounds;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Applications belong to the merchant that wants to be a provider. */
@Component
class ProviderApplicationType extends ProcessCaseType<ProviderApplication> {

  private static final String TYPE = "PROVIDER_APPLICATION";

  private final DecidedRounds decided;

  ProviderApplicationType(
      JdbcClient jdbc, ProviderApplications applications, DecidedRounds decided, Clock clock) {
    super(
        new Names("pa_", "/api/v1/provider-applications", "provider-admission", TYPE),
        jdbc,
        applications,
        clock);
    this.decided = decided;
  }

  @Override
  public Set<String> stateNames() {
    return CaseType.names(AdmissionState.values());
  }

  @Override
  protected IndexedCase indexed(ProviderApplication application) {
    return new IndexedCase(
        application.id(),
        TYPE,
        application.request().platform(),
        application.ownerId(),
        application.standing(
            !application.isEnded(), decided.lastReviewer(application.id()).orElse(null)),
        new IndexedCase.Named(
            List.of(application.content().legalName()),
            application.content().licenceNumber(),
            Set.of(),
            null));
  }

  @Override
  protected Position position(ProviderApplication application) {
    return new Position(element(application), DeadlineVariables.of(application));
  }

  private static String element(ProviderApplication application) {
    return switch (application.state()) {
      case SUBMITTED -> "Task_CheckApplication";
      case IN_REVIEW -> "SubProcess_Review";
      case FIX_REQUIRED -> "Task_AwaitResubmission";
      case APPROVED, REJECTED, WITHDRAWN, EXPIRED ->
          throw new IllegalStateException(application.id() + " has ended");
    };
  }
}
