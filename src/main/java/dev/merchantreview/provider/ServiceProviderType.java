package dev.merchantreview.provider;

import dev.merchantreview.cases.CaseType;
import dev.merchantreview.history.CaseAccess;
import dev.merchantreview.shared.CaseId;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Service providers belong to the merchant id they act as. */
@Component
class ServiceProviderType implements CaseType {

  private final ServiceProviders providers;

  ServiceProviderType(ServiceProviders providers) {
    this.providers = providers;
  }

  @Override
  public String idPrefix() {
    return "sp_";
  }

  @Override
  public String path() {
    return "/api/v1/service-providers";
  }

  @Override
  public Optional<CaseAccess.Parties> partiesOf(CaseId caseId) {
    return providers.find(caseId).map(provider -> owned(caseId, provider.ownerId()));
  }
}
