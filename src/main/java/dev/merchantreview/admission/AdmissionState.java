package dev.merchantreview.admission;

/** Where an application to be a service provider stands. */
public enum AdmissionState {
  /** Handed in; the machine looks at it. */
  SUBMITTED,
  /** A person looks at it. */
  IN_REVIEW,
  /** Something is wrong with it; its applicant has to act. */
  FIX_REQUIRED,
  /** The applicant is a provider. */
  APPROVED,
  /** Refused. */
  REJECTED,
  /** Its applicant took it back. */
  WITHDRAWN,
  /** Its applicant did not answer in time. */
  EXPIRED
}
