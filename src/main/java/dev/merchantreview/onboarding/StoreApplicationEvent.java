package dev.merchantreview.onboarding;

/** What can happen to a store application. */
enum StoreApplicationEvent {
  /** Machine checks found nothing hard. */
  OPEN_AUDIT,
  /** A machine check or an auditor named problems. */
  SEND_BACK,
  /** The merchant handed in a new content. */
  RESUBMIT,
  /** An auditor approved and the deposit is known. */
  DEMAND_DEPOSIT,
  /** An auditor refused, or the rounds are used up. */
  REJECT,
  /** The deposit is complete. */
  ACTIVATE,
  /** The merchant takes it back. */
  WITHDRAW,
  /** A deadline of the merchant passed. */
  EXPIRE
}
