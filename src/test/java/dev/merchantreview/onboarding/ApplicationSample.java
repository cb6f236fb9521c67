package dev.merchantreview.onboarding;

import dev.merchantreview.local.SampleApplications;
import dev.merchantreview.review.ReviewSample;
import dev.merchantreview.shared.ActorRef;
import dev.merchantreview.shared.CaseId;
import dev.merchantreview.shared.ExpectedVersion;
import dev.merchantreview.testing.ServiceAlone;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.transaction.support.TransactionTemplate;

/** Store applications in review, and one that became a store. */
public final class ApplicationSample implements ReviewSample {

  private static final AtomicInteger NEXT = new AtomicInteger(84_000);

  private final ServiceAlone service;

  public ApplicationSample(ServiceAlone service) {
    this.service = service;
  }

  /** A store application of a merchant of its own. */
  public CaseId submitted() {
    String merchantId = "m-1" + NEXT.incrementAndGet();
    return new CaseId(
        service
            .api("merchant")
            .post(
                "/api/v1/store-applications",
                SampleApplications.withDocuments(
                    SampleApplications.application(
                        "DOUYIN", merchantId, "ENTERPRISE", "青禾女装" + merchantId, List.of("服饰")),
                    service.api("merchant")))
            .id());
  }

  /** Whose an application is. */
  public String merchantOf(CaseId id) {
    return service.bean(StoreApplications.class).ownerOf(id).orElseThrow();
  }

  @Override
  public CaseId inReview() {
    CaseId id = submitted();
    StoreApplications applications = service.bean(StoreApplications.class);
    service
        .bean(TransactionTemplate.class)
        .executeWithoutResult(
            status -> {
              StoreApplication application = applications.lock(id).orElseThrow();
              application.openAudit(service.bean(ApplicationClocks.class).of(application));
              applications.update(application, Instant.now());
            });
    return id;
  }

  @Override
  public void takeBack(CaseId caseId) {
    service
        .bean(Onboarding.class)
        .withdraw(
            caseId, null, new ActorRef(ActorRef.Kind.MERCHANT, "merchant"), ExpectedVersion.ANY);
  }
}
