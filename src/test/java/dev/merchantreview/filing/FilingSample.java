package dev.merchantreview.filing;

import dev.merchantreview.catalog.ProductContent;
import dev.merchantreview.catalog.Products;
import dev.merchantreview.review.ReviewSample;
import dev.merchantreview.review.ReviewSteps;
import dev.merchantreview.shared.ActorRef;
import dev.merchantreview.shared.CaseId;
import dev.merchantreview.shared.ExpectedVersion;
import dev.merchantreview.testing.ServiceAlone;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.transaction.support.TransactionTemplate;

/** Filings in review. */
public final class FilingSample implements ReviewSample {

  private static final ActorRef OWNER = new ActorRef(ActorRef.Kind.MERCHANT, "merchant");
  private static final AtomicInteger NEXT = new AtomicInteger(85_000);

  private final ServiceAlone service;
  private final Sellers sellers;

  public FilingSample(ServiceAlone service) {
    this.service = service;
    this.sellers = new Sellers(service);
  }

  @Override
  public CaseId inReview() {
    String merchant = "m-1" + NEXT.incrementAndGet();
    String streamer = sellers.streamer(merchant);
    ProductContent content = sellers.product(merchant);
    String product = "sample-" + merchant;
    service.bean(Products.class).put(product, content, OWNER, before -> {});
    Declarations.DeclarationResult declared =
        service
            .bean(Declarations.class)
            .declare(
                new Declarations.Request(
                    Scenario.SELF_BUILT, List.of(product), streamer, null, null, null, false),
                new Side(OWNER, anybody -> true));
    CaseId id = ((Declarations.DeclarationResult.Declared) declared).filings().getFirst().id();
    service.bean(Submissions.class).submit(id, List.of(), null, OWNER, ExpectedVersion.ANY);
    Filings filings = service.bean(Filings.class);
    service
        .bean(TransactionTemplate.class)
        .executeWithoutResult(
            status -> {
              Filing filing = filings.lock(id).orElseThrow();
              service
                  .bean(ReviewSteps.class)
                  .opened(filing, service.bean(FilingClocks.class).of(filing));
              filings.update(filing, Instant.now());
            });
    return id;
  }

  @Override
  public void takeBack(CaseId caseId) {
    service.bean(Submissions.class).withdraw(caseId, OWNER, ExpectedVersion.ANY);
  }
}
