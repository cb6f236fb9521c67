package dev.merchantreview.filing;

/** What can happen to a filing. */
enum FilingEvent {
  /** The owner submits the qualification. */
  SUBMIT,
  /** The owner takes a submission back. */
  WITHDRAW,
  /** A watched field of the product was edited. */
  EDIT,
  /** A rule notice has it reviewed again, and its owner hands in again. */
  REOPEN,
  /** A rule notice has it reviewed again as it is. */
  REVIEW_AGAIN,
  /** A person approved. */
  APPROVE,
  /** A machine or a person found problems. */
  REJECT,
  /** The product was taken off the shelf. */
  CLOSE
}
