package dev.merchantreview.store;

/** What happens to a store. */
enum StoreEvent {
  /** The road to it is walked to its end: it sells from now on. */
  OPEN,
  /** The road to it has ended elsewhere. */
  CANCEL,
  /** Its merchant asks to close it. */
  REQUEST_CLOSURE,
  /** The merchant changed its mind. */
  WITHDRAW_CLOSURE,
  /** The reviewer let it close. */
  CLOSE,
  /** The reviewer did not. */
  KEEP_OPEN
}
