package dev.merchantreview.onboarding;

/** What can happen to a store application. */
enum StoreApplicationEvent {
  /** Machine checks found nothing hard. */
  OPEN_REVIEW,
  /** A machine check, an auditor or the bank named problems. */
  SEND_BACK,
  /** The merchant handed in a new content. */
  RESUBMIT,
  /** An auditor approved and the platform verifies accounts. */
  VERIFY_ACCOUNT,
  /** The account is verified, or need not be. */
  OFFER_CONTRACT,
  /** The contract is signed and the deposit is known. */
  DEMAND_DEPOSIT,
  /** An auditor refused, the rounds are used up, or the account could not be verified. */
  REJECT,
  /** The deposit is complete. */
  ACTIVATE,
  /** The merchant takes it back. */
  WITHDRAW,
  /** A deadline of the merchant passed. */
  EXPIRE
}
