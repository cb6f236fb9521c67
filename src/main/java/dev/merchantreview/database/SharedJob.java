package dev.merchantreview.database;

/** What one instance does for all of them. */
public enum SharedJob {
  /** Comparing the cases with the engine. */
  SWEEP,
  /** Matching the bank's statement with the payouts. */
  PAYOUT_RECONCILIATION,
  /** Counting provisional due times anew. */
  REDATING,
  /** Having the decision tables judge streamers' figures. */
  STANDINGS,
  /** Deleting what is kept only for a time. */
  RETENTION
}
