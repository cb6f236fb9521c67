package dev.merchantreview.filing;

/** Where a filing stands; both sides see the same [K-file]. */
public enum FilingState {
  /** 待处理: the owner has to submit the qualification. */
  PENDING,
  /** 审核中: a machine, then a person looks at it. */
  IN_REVIEW,
  /** The product may be sold as it was approved. */
  APPROVED,
  /** The owner can fix what the problems name and submit again. */
  REJECTED,
  /** The product was taken off the shelf. */
  CLOSED
}
