package dev.merchantreview.storereview;

/** Where the review of a store stands. */
public enum StoreReviewState {
  /** Papers of the merchant's are waited for: at the beginning, or because it was sent back. */
  PAPERS_DUE,
  /** What there is to look at is there. */
  SUBMITTED,
  /** A person looks. */
  IN_REVIEW,
  /** The store keeps what it has. */
  APPROVED,
  /** It lost the categories the notice touches. */
  REJECTED,
  /** It lost them because nobody answered in time. */
  EXPIRED,
  /** The store was closed first. */
  STORE_CLOSED
}
