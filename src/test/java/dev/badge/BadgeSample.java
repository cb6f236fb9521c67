package dev.badge;

import dev.merchantreview.review.ReviewSample;
import dev.merchantreview.shared.CaseId;
import dev.merchantreview.testing.ServiceAlone;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.transaction.support.TransactionTemplate;

/** Badges in review, asked for over HTTP. */
public final class BadgeSample implements ReviewSample {

  private static final AtomicInteger NEXT = new AtomicInteger(96_000);

  private final ServiceAlone service;

  public BadgeSample(ServiceAlone service) {
    this.service = service;
  }

  @Override
  public CaseId inReview() {
    CaseId id =
        new CaseId(
            service
                .api("merchant")
                .post(
                    BadgeController.PATH,
                    Map.of("merchantId", "m-1" + NEXT.incrementAndGet(), "level", "GOLD"))
                .id());
    Badges badges = service.bean(Badges.class);
    service
        .bean(TransactionTemplate.class)
        .executeWithoutResult(
            status -> {
              Badge badge = badges.lock(id).orElseThrow();
              badge.openReview(service.bean(BadgeReview.class).clock(badge));
              badges.update(badge, Instant.now());
            });
    return id;
  }

  @Override
  public Path diagrams() {
    return Path.of("src/test/resources/badge");
  }

  @Override
  public void takeBack(CaseId caseId) {
    service.api("merchant").post(BadgeController.PATH + "/" + caseId + "/withdrawal", Map.of());
  }
}
