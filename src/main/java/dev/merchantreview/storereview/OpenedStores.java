package dev.merchantreview.storereview;

import dev.merchantreview.history.HistoryAppended;
import dev.merchantreview.notice.ReviewAgain;
import dev.merchantreview.notice.ReviewsAgain;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Has a store that opens reviewed by the notices that count, in the opening's own transaction: its
 * application may have been approved before they did, and they looked for stores since.
 */
@Component
class OpenedStores {

  private final ReviewsAgain reviews;

  OpenedStores(ReviewsAgain reviews) {
    this.reviews = reviews;
  }

  @EventListener
  void on(HistoryAppended appended) {
    if (appended.caseId().prefix().equals("st_")
        && appended.event().action().equals("STORE_OPENED")) {
      reviews.cameSince(ReviewAgain.Touched.STORES, appended.caseId());
    }
  }
}
