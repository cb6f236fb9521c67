package dev.merchantreview.onboarding;

/** What can happen to a store application. */
enum StoreApplicationEvent {
  /** What comes before the audit is settled. */
  OPEN_REVIEW,
  /** A machine check, an auditor or the bank named problems. */
  SEND_BACK,
  /** The merchant handed in a new content. */
  RESUBMIT,
  /** The account is verified next. */
  VERIFY_ACCOUNT,
  /** What the shop shows is asked for next. */
  ASK_SHOP_DATA,
  /** The contract is signed next. */
  OFFER_CONTRACT,
  /** The deposit is paid next, and known. */
  DEMAND_DEPOSIT,
  /** An auditor refused, the rounds are used up, or the account could not be verified. */
  REJECT,
  /** The road is walked to its end. */
  ACTIVATE,
  /** The merchant takes it back. */
  WITHDRAW,
  /** A deadline of the merchant passed. */
  EXPIRE
}
