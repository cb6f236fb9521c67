package dev.merchantreview.remittance;

/** What a credit counted for. Only {@link #VERIFIED} verifies anything. */
public enum CreditOutcome {
  /** Amount, remark and payer are right: the account is verified by it. */
  VERIFIED,
  /** The right payer and remark, another amount; it counts as a wrong answer. */
  WRONG_AMOUNT,
  /** Somebody else paid. */
  WRONG_PAYER,
  /** The payer's name looks like the licence's and is not the same. */
  PAYER_UNCLEAR,
  /** The company paid from another account than the one to be verified. */
  OTHER_ACCOUNT,
  /** Nobody was named this remark; known only by payer and amount. */
  WRONG_REMARK,
  /** Nobody was named this remark, and nothing else tells who meant it. */
  UNKNOWN,
  /** After the deadline. */
  TOO_LATE,
  /** With a remark another one has replaced. */
  REPLACED,
  /** The account was verified by a remittance before. */
  REPEATED,
  /** The account was verified in another way before. */
  SUPERFLUOUS,
  /** The application was withdrawn or rejected before. */
  APPLICATION_ENDED
}
