package dev.merchantreview.shared;

/** What a reviewer decided. */
public enum Verdict {
  /** The case goes on. */
  APPROVED,
  /** The merchant fixes what the problems name and submits again. */
  SENT_BACK,
  /** The case ends. */
  REJECTED
}
