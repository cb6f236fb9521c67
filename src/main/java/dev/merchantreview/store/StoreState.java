package dev.merchantreview.store;

/** Where a store stands. */
public enum StoreState {
  /** It operates. */
  OPEN,
  /** Its merchant wants to close it, and a person looks. */
  CLOSING,
  /** Closed for good. */
  CLOSED
}
