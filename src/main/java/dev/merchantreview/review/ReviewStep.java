package dev.merchantreview.review;

/** The steps of every review, and the job types they have in all diagrams. */
public enum ReviewStep {
  /** Makes what the reviewer's task shows. */
  PREPARE("review.prepare"),
  /** A review should come soon. */
  REMIND("review.remind"),
  /** A review is overdue. */
  ESCALATE("review.escalate"),
  /** Gives the open tasks and the timers a due time counted anew. */
  REDATE("review.redate"),
  /** Records the verdict. */
  RECORD("review.record"),
  /** Refuses a verdict that would not count, and a task to whoever can give none. */
  JUDGE("review.judge"),
  /** The round ended before a verdict counted. */
  CLOSE_ROUND("review.close-round"),
  /** A deadline of the owner comes near. */
  REMIND_OWNER("review.remind-owner"),
  /** A deadline of the owner passed in the engine. */
  EXPIRE("review.expire");

  private final String jobType;

  ReviewStep(String jobType) {
    this.jobType = jobType;
  }

  public String jobType() {
    return jobType;
  }
}
