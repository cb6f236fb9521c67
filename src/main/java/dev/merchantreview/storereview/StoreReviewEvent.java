package dev.merchantreview.storereview;

/** What happens to the review of a store. */
enum StoreReviewEvent {
  /** The merchant need not hand in anything: what was approved is looked at. */
  BEGIN,
  /** The merchant hands in papers. */
  HAND_IN,
  /** A person is to look at it. */
  OPEN_REVIEW,
  /** The reviewer asks for papers. */
  SEND_BACK,
  /** The reviewer lets the store keep what it has. */
  APPROVE,
  /** The reviewer does not, or asked for papers as often as the rules allow. */
  REJECT,
  /** Nobody answered in time. */
  EXPIRE,
  /** The store is closed. */
  CLOSE
}
