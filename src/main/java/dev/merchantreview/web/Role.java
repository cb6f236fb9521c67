package dev.merchantreview.web;

/** What a caller may do. */
public enum Role {
  /** A merchant system: acts for its own merchants and sees nothing else. */
  MERCHANT,
  /** Runs the platform: reads every case. */
  OPERATOR,
  /** Reviews and reads histories. */
  AUDITOR,
  /** Does what only the platform itself may, metrics included. */
  ADMIN
}
