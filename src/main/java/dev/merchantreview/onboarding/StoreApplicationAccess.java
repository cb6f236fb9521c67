package dev.merchantreview.onboarding;

import dev.merchantreview.history.CaseAccess;
import dev.merchantreview.shared.CaseId;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;

/** Store applications belong to the merchant they name. */
@Component
class StoreApplicationAccess implements CaseAccess {

  private final StoreApplications applications;

  StoreApplicationAccess(StoreApplications applications) {
    this.applications = applications;
  }

  @Override
  public Optional<Parties> partiesOf(CaseId caseId) {
    return applications
        .merchantOf(caseId)
        .map(
            merchant ->
                new Parties(
                    Set.of(merchant), Set.of(merchant), "/api/v1/store-applications/" + caseId));
  }
}
