package dev.merchantreview.closure;

import dev.merchantreview.history.CaseEvent;
import dev.merchantreview.history.History;
import dev.merchantreview.onboarding.ApplicationSample;
import dev.merchantreview.review.Cases;
import dev.merchantreview.review.ReviewSample;
import dev.merchantreview.review.ReviewSteps;
import dev.merchantreview.shared.ActorRef;
import dev.merchantreview.shared.CaseId;
import dev.merchantreview.shared.ExpectedVersion;
import dev.merchantreview.shared.Platform;
import dev.merchantreview.shared.StoreType;
import dev.merchantreview.store.Store;
import dev.merchantreview.store.StoreRegister;
import dev.merchantreview.testing.ServiceAlone;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.springframework.transaction.support.TransactionTemplate;

/** Open stores, and closings in review. */
public final class ClosureSample implements ReviewSample {

  private static final ActorRef OWNER = new ActorRef(ActorRef.Kind.MERCHANT, "merchant");

  private final ServiceAlone service;

  public ClosureSample(ServiceAlone service) {
    this.service = service;
  }

  /** The store of an application. */
  public CaseId opened() {
    ApplicationSample applications = new ApplicationSample(service);
    CaseId application = applications.submitted();
    return service
        .bean(TransactionTemplate.class)
        .execute(
            status ->
                service
                    .bean(StoreRegister.class)
                    .open(
                        null,
                        new StoreRegister.Approved(
                            application,
                            Platform.DOUYIN,
                            applications.merchantOf(application),
                            StoreType.ENTERPRISE,
                            "青禾女装",
                            "auditor2",
                            null,
                            List.of("服饰")),
                        400_000,
                        null)
                    .id());
  }

  /** Closes an open store, as its review does. */
  public void close(CaseId id) {
    service
        .bean(TransactionTemplate.class)
        .executeWithoutResult(
            status -> {
              Cases<Store, ?> stores = service.bean(ClosureReview.class).cases();
              Store store = stores.lock(id).orElseThrow();
              store.requestClosure("不再经营", OWNER.id(), Instant.now());
              store.close("auditor2", null, Instant.now(), Instant.now());
              stores.update(store, Instant.now());
              service
                  .bean(History.class)
                  .append(
                      CaseEvent.moved(
                          id, OWNER, "STORE_CLOSED", "OPEN", store.state().name(), Map.of()));
            });
  }

  @Override
  public CaseId inReview() {
    CaseId id = opened();
    service.bean(Closing.class).request(id, "不再经营", OWNER, ExpectedVersion.ANY);
    Cases<Store, ?> stores = service.bean(ClosureReview.class).cases();
    service
        .bean(TransactionTemplate.class)
        .executeWithoutResult(
            status -> {
              Store store = stores.lock(id).orElseThrow();
              service
                  .bean(ReviewSteps.class)
                  .opened(store, service.bean(ClosureClocks.class).of(store));
              stores.update(store, Instant.now());
            });
    return id;
  }

  @Override
  public void takeBack(CaseId caseId) {
    service.bean(Closing.class).withdraw(caseId, OWNER, ExpectedVersion.ANY);
  }
}
