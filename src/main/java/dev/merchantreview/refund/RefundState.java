package dev.merchantreview.refund;

/** Where a deposit refund stands. */
public enum RefundState {
  /** Handed in; what stands in its way is looked for. */
  SUBMITTED,
  /** Finance looks at it. */
  IN_REVIEW,
  /** Finance agreed, and another person looks. */
  SECOND_REVIEW,
  /** Something stands in the way; its applicant has to act. */
  FIX_REQUIRED,
  /** The bank was told, or is about to be. */
  PAYING,
  /** The money is there. */
  PAID,
  /** Refused. */
  REJECTED,
  /** Its applicant took it back. */
  WITHDRAWN,
  /** Its applicant did not answer in time. */
  EXPIRED
}
