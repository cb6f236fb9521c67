package dev.merchantreview.programme.web;

import dev.merchantreview.web.Refusal;
import org.springframework.http.HttpStatus;

/** What only calls about programmes are answered with. */
enum ProgrammeRefusal implements Refusal {
  /** The subject lacks something; all of it is named. */
  NOT_ELIGIBLE(HttpStatus.UNPROCESSABLE_CONTENT),
  /** A member that still has duties; all of them are named. */
  DUTIES_OPEN(HttpStatus.CONFLICT),
  /** The time to answer a warning is over. */
  ANSWER_TOO_LATE(HttpStatus.CONFLICT),
  /** Its store is closed, or its streamer another merchant's: the membership is about to end. */
  SUBJECT_GONE(HttpStatus.CONFLICT);

  private final HttpStatus status;

  ProgrammeRefusal(HttpStatus status) {
    this.status = status;
  }

  @Override
  public HttpStatus status() {
    return status;
  }
}
