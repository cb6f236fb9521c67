package dev.merchantreview.programme;

/** What can happen to a membership. */
enum MembershipEvent {
  /** A person is to decide about the application. */
  OPEN_REVIEW,
  /** It is a member on trial. */
  ADMIT_ON_TRIAL,
  /** It is a member on probation. */
  ADMIT_ON_PROBATION,
  /** It is a member. */
  ADMIT,
  /** It is not admitted. */
  REFUSE,
  /** It is told that it is below what members have to be, or about to be. */
  WARN,
  /** Its end is decided. */
  BEGIN_CLOSING,
  /** It ends. */
  CLOSE,
  /** Its owner takes the application back, or leaves. */
  LEAVE
}
