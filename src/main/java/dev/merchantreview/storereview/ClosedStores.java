package dev.merchantreview.storereview;

import dev.merchantreview.cases.CaseDoor;
import dev.merchantreview.history.CaseEvent;
import dev.merchantreview.history.History;
import dev.merchantreview.history.HistoryAppended;
import dev.merchantreview.shared.ActorRef;
import dev.merchantreview.shared.CaseId;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Ends the reviews of a store that closes, in the closing's own transaction. What kept its goods
 * from being sold stays with the store: nobody gets out of a review by closing.
 */
@Component
class ClosedStores {

  static final String ENDED = "STORE_REVIEW_ENDED";

  private static final Set<String> CLOSED = Set.of("STORE_CLOSED", "STORE_CANCELLED");

  private final StoreReviews reviews;
  private final CaseDoor door;
  private final History history;
  private final Clock clock;

  ClosedStores(StoreReviews reviews, CaseDoor door, History history, Clock clock) {
    this.reviews = reviews;
    this.door = door;
    this.history = history;
    this.clock = clock;
  }

  @EventListener
  void on(HistoryAppended appended) {
    if (appended.caseId().prefix().equals("st_") && CLOSED.contains(appended.event().action())) {
      closed(appended.caseId());
    }
  }

  private void closed(CaseId store) {
    for (StoreReview review : reviews.lockOpenOf(store)) {
      String from = review.state().name();
      if (!review.storeClosed()) {
        throw new IllegalStateException(review.id() + " is " + from);
      }
      reviews.update(review, clock.instant());
      history.append(
          CaseEvent.moved(
              review.id(),
              ActorRef.SYSTEM,
              "STORE_REVIEW_ENDED",
              from,
              review.state().name(),
              Map.of("storeId", store.value())));
      door.tell(
          review,
          List.of(new CaseDoor.Message(StoreReviewDesk.ENDED, review.id().value(), Map.of())));
    }
  }
}
