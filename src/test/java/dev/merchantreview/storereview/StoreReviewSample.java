package dev.merchantreview.storereview;

import dev.merchantreview.closure.ClosureSample;
import dev.merchantreview.notice.Notices;
import dev.merchantreview.notice.ReviewAgain;
import dev.merchantreview.notice.ReviewAgainOrder;
import dev.merchantreview.notice.RuleNoticeContent;
import dev.merchantreview.review.ReviewSample;
import dev.merchantreview.shared.CaseId;
import dev.merchantreview.shared.Platform;
import dev.merchantreview.testing.ServiceAlone;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.transaction.support.TransactionTemplate;

/** Stores a notice has reviewed again, with their reviewers. */
public final class StoreReviewSample implements ReviewSample {

  private static final AtomicInteger NEXT = new AtomicInteger(1);

  private final ServiceAlone service;
  private final ClosureSample stores;

  public StoreReviewSample(ServiceAlone service) {
    this.service = service;
    this.stores = new ClosureSample(service);
  }

  @Override
  public CaseId inReview() {
    CaseId store = stores.opened();
    CaseId id = opened(store, order(service, ReviewAgain.Meanwhile.SUSPEND, false));
    StoreReviews reviews = service.bean(StoreReviews.class);
    in(
        () -> {
          StoreReview review = reviews.lock(id).orElseThrow();
          review.openReview(service.bean(StoreReviewClocks.class).of(review));
          reviews.update(review, Instant.now());
        });
    return id;
  }

  /** A new case of a store of Douyin's that sells clothes; its papers are waited for. */
  public CaseId papersDue(CaseId store) {
    return opened(store, order(service, ReviewAgain.Meanwhile.SUSPEND, true));
  }

  /** A new case of a store. */
  CaseId opened(CaseId store, ReviewAgainOrder order) {
    in(() -> service.bean(StoresAgain.class).open(store, order));
    return new CaseId(
        service
            .database()
            .sql("select id from store_review where store_id = :store and notice_id = :notice")
            .param("store", store.value())
            .param("notice", order.noticeId())
            .query(String.class)
            .single());
  }

  /** What a notice of its own has reviewed again of Douyin's clothes, from tomorrow on. */
  static ReviewAgainOrder order(
      ServiceAlone service, ReviewAgain.Meanwhile meanwhile, boolean handInAgain) {
    String notice = "douyin-stores-" + NEXT.getAndIncrement() + "-" + System.nanoTime();
    LocalDate tomorrow = LocalDate.now(ZoneId.of("Asia/Shanghai")).plusDays(400);
    service
        .api("admin")
        .put("/api/v1/rule-notices/" + notice, Notices.notice(tomorrow, tomorrow.plusDays(1)));
    return new ReviewAgainOrder(
        notice,
        new RuleNoticeContent.Title("服饰类目准入调整", "Clothes reviewed again"),
        List.of(new ReviewAgainOrder.TouchedCategory(Platform.DOUYIN, "服饰")),
        Set.of(Platform.DOUYIN),
        Instant.now().plusSeconds(60),
        new ReviewAgain(
            10, meanwhile, handInAgain, null, List.of(ReviewAgain.Touched.STORES), null));
  }

  /** Its owner cannot take it back: the store closes. */
  @Override
  public void takeBack(CaseId caseId) {
    CaseId store = service.bean(StoreReviews.class).find(caseId).orElseThrow().order().storeId();
    stores.close(store);
  }

  private void in(Runnable work) {
    service.bean(TransactionTemplate.class).executeWithoutResult(status -> work.run());
  }
}
