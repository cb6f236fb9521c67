package dev.merchantreview.database;

/** What one instance does for all of them. */
public enum SharedJob {
  /** Comparing the cases with the engine. */
  SWEEP,
  /** Matching the bank's statement with the payouts. */
  PAYOUT_RECONCILIATION,
  /** Asking the bank what came in. */
  REMITTANCES,
  /** Counting provisional due times anew. */
  REDATING,
  /** Having the decision tables judge streamers' figures. */
  STANDINGS,
  /** Telling the processes of PK sessions what changes with the days alone. */
  PK_WATCH,
  /** Deleting old records of what the engine was told and what it asked for. */
  ENGINE_RETENTION,
  /** Deleting old notifications. */
  NOTIFICATION_RETENTION,
  /** Looking after the index of all cases. */
  CASE_INDEX,
  /** Summing up the figures of the overview. */
  CASE_FIGURES,
  /** Computing the scores of a day. */
  SCORES,
  /** Checking memberships of programmes. */
  PROGRAMMES,
  /** Looking after the duty to have a service provider. */
  PROVIDER_DUTIES,
  /** Demanding yearly fees, and telling of those that are not paid. */
  YEARLY_FEES,
  /** Opening what rule notices have reviewed again. */
  REVIEW_AGAIN,
  /** Deleting idempotency keys whose life is over. */
  IDEMPOTENCY_RETENTION,
  /** Deleting findings that were resolved long ago. */
  FINDING_RETENTION,
  /** Deleting results of scores of days long ago. */
  SCORE_RETENTION,
  /** Moving contents of documents from the database to where contents are kept. */
  CONTENTS_MOVED,
  /** Deleting contents of documents that no document has any more. */
  CONTENT_RETENTION
}
