package dev.merchantreview.onboarding;

import dev.merchantreview.history.CaseAccess;
import dev.merchantreview.shared.CaseId;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Store applications belong to the merchant they name. */
@Component
class StoreApplicationAccess implements CaseAccess {

  private final StoreApplications applications;

  StoreApplicationAccess(StoreApplications applications) {
    this.applications = applications;
  }

  @Override
  public Optional<String> merchantOf(CaseId caseId) {
    return applications.merchantOf(caseId);
  }
}
