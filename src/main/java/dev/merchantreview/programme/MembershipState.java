package dev.merchantreview.programme;

/** How a membership stands. */
public enum MembershipState {
  /** Asked for; the conditions are looked at. */
  APPLIED,
  /** A person decides about it. */
  IN_REVIEW,
  /** Admitted with less than a whole member may do. */
  TRIAL,
  /** Admitted, and watched for a while. */
  PROBATION,
  /** Admitted. */
  ACTIVE,
  /** Admitted, and told that it is, or is about to be, below what members have to be. */
  WARNED,
  /** Its end is decided, and lies ahead. */
  CLOSING,
  /** Ended. */
  CLOSED,
  /** Not admitted. */
  REFUSED;

  /** Whether it is a member that is checked. */
  boolean isChecked() {
    return this == TRIAL || this == PROBATION || this == ACTIVE || this == WARNED;
  }

  /** Whether what the programme opens may be used. */
  boolean permits() {
    return isChecked() || this == CLOSING;
  }
}
