package dev.merchantreview.refund;

import dev.merchantreview.onboarding.ApplicationContent;
import dev.merchantreview.onboarding.Onboarding;
import dev.merchantreview.onboarding.StoreApplication;
import dev.merchantreview.onboarding.StoreApplicationState;
import dev.merchantreview.provider.ServiceProvider;
import dev.merchantreview.provider.ServiceProviders;
import dev.merchantreview.shared.CaseId;
import dev.merchantreview.store.Store;
import dev.merchantreview.store.StoreRegister;
import dev.merchantreview.store.StoreState;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Finds whose deposit is to be paid back: stores, applications that never became one, and service
 * providers alike.
 */
@Component
public class Holders {

  private final DepositRefunds refunds;
  private final StoreRegister stores;
  private final Onboarding applications;
  private final ServiceProviders providers;

  Holders(
      DepositRefunds refunds,
      StoreRegister stores,
      Onboarding applications,
      ServiceProviders providers) {
    this.refunds = refunds;
    this.stores = stores;
    this.applications = applications;
    this.providers = providers;
  }

  /**
   * @param id a store, a store application or a service provider
   */
  @Transactional(readOnly = true)
  public Optional<Holder> find(CaseId id) {
    return stores
        .find(id)
        .map(this::holder)
        .or(() -> applications.find(id).map(Holders::holder))
        .or(() -> providers.find(id).map(Holders::holder));
  }

  /**
   * What a refund asks back, for a step that asks outside first.
   *
   * @throws IllegalStateException when there is no such refund
   */
  @Transactional(readOnly = true)
  public Claim claim(CaseId refundId) {
    return claim(
        refunds.find(refundId).orElseThrow(() -> new IllegalStateException("no case " + refundId)));
  }

  /** What a refund asks back. */
  Claim claim(DepositRefund refund) {
    return new Claim(of(refund), refund.purposes());
  }

  /** Whose deposit a refund is about. */
  Holder of(DepositRefund refund) {
    CaseId holderId = refund.request().holderId();
    return find(holderId).orElseThrow(() -> new IllegalStateException("no " + holderId));
  }

  private Holder holder(Store store) {
    Store.Opening opening = store.opening();
    StoreApplication application = applications.get(opening.applicationId());
    ApplicationContent content = application.content();
    Set<String> approvers = new HashSet<>();
    if (opening.approvedBy() != null) {
      approvers.add(opening.approvedBy());
    }
    if (application.reviewer() != null) {
      approvers.add(application.reviewer());
    }
    return new Holder(
        store.id(),
        Holder.Kind.STORE,
        opening.platform(),
        opening.merchantId(),
        content.shownStoreName(),
        content.storeType().name(),
        content.storeType().label(),
        store.state() == StoreState.CLOSED,
        store.closedAt(),
        content.subject().legalName(),
        content.subject().legalRepresentative().name(),
        content.storeType().isEnterprise(),
        content.settlementAccount().accountNumber(),
        Set.copyOf(approvers));
  }

  /** One that became a store is not over: its deposit is the store's. */
  private static Holder holder(StoreApplication application) {
    ApplicationContent content = application.content();
    boolean ended = application.isEnded() && application.state() != StoreApplicationState.ACTIVE;
    return new Holder(
        application.id(),
        Holder.Kind.APPLICATION,
        content.platform(),
        content.merchantId(),
        content.shownStoreName(),
        content.storeType().name(),
        content.storeType().label(),
        ended,
        ended ? application.updatedAt() : null,
        content.subject().legalName(),
        content.subject().legalRepresentative().name(),
        content.storeType().isEnterprise(),
        content.settlementAccount().accountNumber(),
        application.reviewer() == null ? Set.of() : Set.of(application.reviewer()));
  }

  private static Holder holder(ServiceProvider provider) {
    return new Holder(
        provider.id(),
        Holder.Kind.SERVICE_PROVIDER,
        provider.platform(),
        provider.ownerId(),
        provider.legalName(),
        provider.kind().name(),
        provider.kind().label(),
        provider.hasEnded(),
        provider.endedAt(),
        provider.legalName(),
        null,
        true,
        null,
        Set.of(provider.admittedBy()));
  }
}
