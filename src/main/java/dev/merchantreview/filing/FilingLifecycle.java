package dev.merchantreview.filing;

import static dev.merchantreview.filing.FilingEvent.APPROVE;
import static dev.merchantreview.filing.FilingEvent.CLOSE;
import static dev.merchantreview.filing.FilingEvent.EDIT;
import static dev.merchantreview.filing.FilingEvent.REJECT;
import static dev.merchantreview.filing.FilingEvent.REOPEN;
import static dev.merchantreview.filing.FilingEvent.REVIEW_AGAIN;
import static dev.merchantreview.filing.FilingEvent.SUBMIT;
import static dev.merchantreview.filing.FilingEvent.WITHDRAW;
import static dev.merchantreview.filing.FilingState.APPROVED;
import static dev.merchantreview.filing.FilingState.CLOSED;
import static dev.merchantreview.filing.FilingState.IN_REVIEW;
import static dev.merchantreview.filing.FilingState.PENDING;
import static dev.merchantreview.filing.FilingState.REJECTED;

import dev.merchantreview.lifecycle.Lifecycle;

/** The one table of what may happen to a filing, and when. */
final class FilingLifecycle {

  static final Lifecycle<FilingState, FilingEvent> TABLE =
      Lifecycle.of(FilingState.class, FilingEvent.class, PENDING)
          .on(SUBMIT, PENDING, IN_REVIEW)
          .on(EDIT, PENDING, PENDING)
          .on(CLOSE, PENDING, CLOSED)
          .on(APPROVE, IN_REVIEW, APPROVED)
          .on(REJECT, IN_REVIEW, REJECTED)
          .on(WITHDRAW, IN_REVIEW, PENDING)
          .on(EDIT, IN_REVIEW, PENDING)
          .on(CLOSE, IN_REVIEW, CLOSED)
          .on(EDIT, APPROVED, PENDING)
          .on(CLOSE, APPROVED, CLOSED)
          .on(REOPEN, APPROVED, PENDING)
          .on(REVIEW_AGAIN, APPROVED, IN_REVIEW)
          .on(SUBMIT, REJECTED, IN_REVIEW)
          .on(EDIT, REJECTED, PENDING)
          .on(CLOSE, REJECTED, CLOSED)
          .build();

  private FilingLifecycle() {}
}
