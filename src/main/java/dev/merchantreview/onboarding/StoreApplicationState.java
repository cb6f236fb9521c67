package dev.merchantreview.onboarding;

/** Where a store application stands. */
public enum StoreApplicationState {
  /** Handed in, or handed in again; the machine checks are next. */
  SUBMITTED,
  /** An auditor has it. */
  IN_REVIEW,
  /** The merchant must fix what the problems name. */
  FIX_REQUIRED,
  /** Approved; the settlement account is being verified. */
  VERIFYING_ACCOUNT,
  /** The contract waits for its signature. */
  SIGNING,
  /** Signed; the deposit is to be paid. */
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
