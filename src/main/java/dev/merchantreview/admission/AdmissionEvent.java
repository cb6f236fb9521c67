package dev.merchantreview.admission;

/** What happens to an application to be a service provider. */
enum AdmissionEvent {
  /** Nothing is wrong with it itself: a person looks. */
  OPEN_REVIEW,
  /** A person agreed. */
  APPROVE,
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
