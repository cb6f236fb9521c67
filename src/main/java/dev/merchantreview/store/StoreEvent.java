package dev.merchantreview.store;

/** What happens to a store. */
enum StoreEvent {
  /** Its merchant asks to close it. */
  REQUEST_CLOSURE,
  /** The merchant changed its mind. */
  WITHDRAW_CLOSURE,
  /** The reviewer let it close. */
  CLOSE,
  /** The reviewer did not. */
  KEEP_OPEN
}
