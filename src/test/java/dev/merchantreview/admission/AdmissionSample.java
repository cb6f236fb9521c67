package dev.merchantreview.admission;

import dev.merchantreview.local.ApiClient;
import dev.merchantreview.review.ReviewSample;
import dev.merchantreview.shared.ActorRef;
import dev.merchantreview.shared.CaseId;
import dev.merchantreview.shared.ExpectedVersion;
import dev.merchantreview.testing.Merchants;
import dev.merchantreview.testing.ServiceAlone;
import java.time.Instant;
import org.springframework.transaction.support.TransactionTemplate;

/** Applications to be a service provider in review, handed in over HTTP. */
public final class AdmissionSample implements ReviewSample {

  private final ServiceAlone service;

  public AdmissionSample(ServiceAlone service) {
    this.service = service;
  }

  @Override
  public CaseId inReview() {
    ApiClient merchant = service.api("merchant");
    ApiClient.Answer answer =
        merchant.post(ProviderRequests.PATH, ProviderRequests.local(merchant, Merchants.next()));
    CaseId id = new CaseId(answer.id());
    ProviderApplications applications = service.bean(ProviderApplications.class);
    service
        .bean(TransactionTemplate.class)
        .executeWithoutResult(
            status -> {
              ProviderApplication application = applications.lock(id).orElseThrow();
              application.openReview(service.bean(AdmissionClocks.class).of(application));
              applications.update(application, Instant.now());
            });
    return id;
  }

  @Override
  public void takeBack(CaseId caseId) {
    service
        .bean(ProviderAdmissions.class)
        .withdraw(
            caseId, null, new ActorRef(ActorRef.Kind.MERCHANT, "merchant"), ExpectedVersion.ANY);
  }
}
