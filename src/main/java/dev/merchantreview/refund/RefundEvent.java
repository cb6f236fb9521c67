package dev.merchantreview.refund;

/** What happens to a deposit refund. */
enum RefundEvent {
  /** Nothing stands in the way: finance looks. */
  OPEN_REVIEW,
  /** Finance agreed, another person has to. */
  ASK_SECOND,
  /** The balance is another one by now: finance looks again. */
  REVIEW_AGAIN,
  /** All who have to agree agreed: a payout's number is on record. */
  BEGIN_PAYOUT,
  /** The bank paid. */
  PAY,
  /** Back to its applicant. */
  SEND_BACK,
  /** Refused. */
  REJECT,
  /** Its applicant handed it in again. */
  RESUBMIT,
  /** Its applicant takes it back. */
  WITHDRAW,
  /** Its applicant did not answer. */
  EXPIRE
}
