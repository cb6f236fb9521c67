package dev.merchantreview.provider;

import dev.merchantreview.history.CaseAccess;
import dev.merchantreview.shared.CaseId;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;

/** Service providers belong to the merchant id they act as. */
@Component
class ProviderAccess implements CaseAccess {

  private final ServiceProviders providers;

  ProviderAccess(ServiceProviders providers) {
    this.providers = providers;
  }

  @Override
  public Optional<Parties> partiesOf(CaseId caseId) {
    if (!caseId.value().startsWith("sp_")) {
      return Optional.empty();
    }
    return providers
        .find(caseId)
        .map(provider -> Set.of(provider.ownerId()))
        .map(owner -> new Parties(owner, owner, "/api/v1/service-providers/" + caseId));
  }
}
