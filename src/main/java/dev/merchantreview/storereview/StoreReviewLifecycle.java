package dev.merchantreview.storereview;

import dev.merchantreview.lifecycle.Lifecycle;

/** The one table of what may happen to the review of a store, and when. */
final class StoreReviewLifecycle {

  static final Lifecycle<StoreReviewState, StoreReviewEvent> TABLE =
      Lifecycle.of(StoreReviewState.class, StoreReviewEvent.class, StoreReviewState.PAPERS_DUE)
          .on(StoreReviewEvent.BEGIN, StoreReviewState.PAPERS_DUE, StoreReviewState.SUBMITTED)
          .on(StoreReviewEvent.HAND_IN, StoreReviewState.PAPERS_DUE, StoreReviewState.SUBMITTED)
          .on(StoreReviewEvent.EXPIRE, StoreReviewState.PAPERS_DUE, StoreReviewState.EXPIRED)
          .on(StoreReviewEvent.OPEN_REVIEW, StoreReviewState.SUBMITTED, StoreReviewState.IN_REVIEW)
          .on(StoreReviewEvent.SEND_BACK, StoreReviewState.IN_REVIEW, StoreReviewState.PAPERS_DUE)
          .on(StoreReviewEvent.APPROVE, StoreReviewState.IN_REVIEW, StoreReviewState.APPROVED)
          .on(StoreReviewEvent.REJECT, StoreReviewState.IN_REVIEW, StoreReviewState.REJECTED)
          .on(StoreReviewEvent.CLOSE, StoreReviewState.PAPERS_DUE, StoreReviewState.STORE_CLOSED)
          .on(StoreReviewEvent.CLOSE, StoreReviewState.SUBMITTED, StoreReviewState.STORE_CLOSED)
          .on(StoreReviewEvent.CLOSE, StoreReviewState.IN_REVIEW, StoreReviewState.STORE_CLOSED)
          .build();

  private StoreReviewLifecycle() {}
}
