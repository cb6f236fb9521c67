package dev.programme;

import dev.merchantreview.review.ReviewSample;
import dev.merchantreview.shared.CaseId;
import dev.merchantreview.testing.ServiceAlone;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.transaction.support.TransactionTemplate;

/** Memberships in review, asked for over HTTP. */
public final class MembershipSample implements ReviewSample {

  private static final AtomicInteger NEXT = new AtomicInteger(96_000);

  private final ServiceAlone service;

  public MembershipSample(ServiceAlone service) {
    this.service = service;
  }

  @Override
  public CaseId inReview() {
    CaseId id =
        new CaseId(
            service
                .api("merchant")
                .post(
                    MembershipController.PATH,
                    Map.of("merchantId", "m-1" + NEXT.incrementAndGet(), "programme", "GOLD"))
                .id());
    Memberships memberships = service.bean(Memberships.class);
    service
        .bean(TransactionTemplate.class)
        .executeWithoutResult(
            status -> {
              Membership membership = memberships.lock(id).orElseThrow();
              membership.openReview(service.bean(MembershipReview.class).clock(membership));
              memberships.update(membership, Instant.now());
            });
    return id;
  }

  @Override
  public Path diagrams() {
    return Path.of("src/test/resources/programme");
  }

  @Override
  public void takeBack(CaseId caseId) {
    service
        .api("merchant")
        .post(MembershipController.PATH + "/" + caseId + "/withdrawal", Map.of());
  }
}
