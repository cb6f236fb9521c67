package dev.merchantreview.notice;

import dev.merchantreview.shared.CaseId;
import dev.merchantreview.testing.ServiceAlone;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Opens what notices have reviewed again when a test says so. */
public final class OpenedPortions {

  private final ServiceAlone service;

  public OpenedPortions(ServiceAlone service) {
    this.service = service;
  }

  /** The next portion of each notice. */
  public void open() {
    service.bean(ReviewAgainJob.class).openPortions();
  }

  /** Opens the first filing of a portion, as an instance that dies behind it. */
  public void openOneAndDie(String noticeId) {
    ReviewsAgain reviews = service.bean(ReviewsAgain.class);
    RuleNotice notice = service.bean(RuleNotices.class).find(noticeId).orElseThrow();
    ReviewAgainOrder order = reviews.order(notice);
    CaseId first = reviews.portion(order, reviews.begin(notice, order), 1).getFirst();
    reviews.open(order, first);
  }

  /**
   * Opens all there is of a notice with several at once, as instances whose locks were lost: each
   * has found the same filings.
   */
  public void openBehindTheLock(String noticeId, int instances) throws Exception {
    ReviewsAgain reviews = service.bean(ReviewsAgain.class);
    RuleNotice notice = service.bean(RuleNotices.class).find(noticeId).orElseThrow();
    ReviewAgainOrder order = reviews.order(notice);
    ReviewAgainRun run = reviews.begin(notice, order);
    List<CaseId> all = reviews.portion(order, run, 100);
    CyclicBarrier start = new CyclicBarrier(instances);
    try (ExecutorService each = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<?>> ends = new ArrayList<>();
      for (int i = 0; i < instances; i++) {
        ends.add(
            each.submit(
                () -> {
                  start.await();
                  all.forEach(id -> reviews.open(order, id));
                  return null;
                }));
      }
      for (Future<?> end : ends) {
        end.get();
      }
    }
  }
}
