package dev.merchantreview.provider;

import dev.merchantreview.cases.CaseType;
import dev.merchantreview.cases.IndexedCase;
import dev.merchantreview.history.CaseAccess;
import dev.merchantreview.shared.CaseId;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;

/** Service providers belong to the merchant id they act as. */
@Component
class ServiceProviderType implements CaseType {

  private static final String TYPE = "SERVICE_PROVIDER";

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
  public Set<String> typeNames() {
    return Set.of(TYPE);
  }

  @Override
  public Set<String> stateNames() {
    return CaseType.names(ServiceProvider.State.values());
  }

  @Override
  public Optional<IndexedCase> indexed(CaseId caseId) {
    return providers.find(caseId).map(ServiceProviderType::indexed);
  }

  private static IndexedCase indexed(ServiceProvider provider) {
    CaseId application = provider.applicationId();
    return new IndexedCase(
        provider.id(),
        TYPE,
        provider.platform(),
        provider.ownerId(),
        new IndexedCase.Standing(
            provider.state().name(),
            provider.state() == ServiceProvider.State.DEPOSIT_DUE,
            0,
            null,
            null,
            provider.admittedAt()),
        new IndexedCase.Named(
            List.of(provider.legalName()),
            provider.licenceNumber(),
            application == null ? Set.of() : Set.of(IndexedCase.Kind.CASE.of(application.value())),
            application));
  }

  @Override
  public List<CaseId> ids(String after, int limit) {
    return providers.ids(after, limit);
  }

  @Override
  public Optional<CaseAccess.Parties> partiesOf(CaseId caseId) {
    return providers.find(caseId).map(provider -> owned(caseId, provider.ownerId()));
  }
}
