package dev.merchantreview.filing;

/** What can happen to a filing. */
enum FilingEvent {
  /** The owner submits the qualification. */
  SUBMIT,
  /** The owner takes a submission back. */
  WITHDRAW,
  /** A watched field of the product was edited. */
  EDIT,
  /** A person approved. */
  APPROVE,
  /** A machine or a person found problems. */
  REJECT,
  /** The product was taken off the shelf. */
  CLOSE
}
