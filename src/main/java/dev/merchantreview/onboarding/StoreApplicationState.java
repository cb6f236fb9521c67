package dev.merchantreview.onboarding;

/** Where a store application stands. */
public enum StoreApplicationState {
  /** Handed in, or handed in again; the machine has it. */
  SUBMITTED,
  /** An auditor has it. */
  IN_REVIEW,
  /** The merchant must fix what the problems name. */
  FIX_REQUIRED,
  /** The settlement account is being verified. */
  VERIFYING_ACCOUNT,
  /** What the shop shows is to be handed in. */
  SHOP_DATA_DUE,
  /** The contract waits for its signature. */
  SIGNING,
  /** The deposit is to be paid. */
  DEPOSIT_DUE,
  /** The store is open. */
  ACTIVE,
  /** Refused by an auditor, sent back too often, or the account could not be verified. */
  REJECTED,
  /** Taken back by the merchant. */
  WITHDRAWN,
  /** The merchant did not act in time. */
  EXPIRED
}
