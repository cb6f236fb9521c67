package dev.merchantreview.store;

/** Where a store stands. */
public enum StoreState {
  /** It has its workbench, and sells nothing yet. */
  PREPARING,
  /** It operates. */
  OPEN,
  /** Its merchant wants to close it, and a person looks. */
  CLOSING,
  /** Closed for good. */
  CLOSED
}
