package dev.merchantreview.admission;

import static dev.merchantreview.admission.AdmissionEvent.APPROVE;
import static dev.merchantreview.admission.AdmissionEvent.EXPIRE;
import static dev.merchantreview.admission.AdmissionEvent.OPEN_REVIEW;
import static dev.merchantreview.admission.AdmissionEvent.REJECT;
import static dev.merchantreview.admission.AdmissionEvent.RESUBMIT;
import static dev.merchantreview.admission.AdmissionEvent.SEND_BACK;
import static dev.merchantreview.admission.AdmissionEvent.WITHDRAW;
import static dev.merchantreview.admission.AdmissionState.APPROVED;
import static dev.merchantreview.admission.AdmissionState.EXPIRED;
import static dev.merchantreview.admission.AdmissionState.FIX_REQUIRED;
import static dev.merchantreview.admission.AdmissionState.IN_REVIEW;
import static dev.merchantreview.admission.AdmissionState.REJECTED;
import static dev.merchantreview.admission.AdmissionState.SUBMITTED;
import static dev.merchantreview.admission.AdmissionState.WITHDRAWN;

import dev.merchantreview.lifecycle.Lifecycle;

/** The one table of what may happen to an application, and when. */
final class AdmissionLifecycle {

  static final Lifecycle<AdmissionState, AdmissionEvent> TABLE =
      Lifecycle.of(AdmissionState.class, AdmissionEvent.class, SUBMITTED)
          .on(OPEN_REVIEW, SUBMITTED, IN_REVIEW)
          .on(SEND_BACK, SUBMITTED, FIX_REQUIRED)
          .on(REJECT, SUBMITTED, REJECTED)
          .on(WITHDRAW, SUBMITTED, WITHDRAWN)
          .on(APPROVE, IN_REVIEW, APPROVED)
          .on(SEND_BACK, IN_REVIEW, FIX_REQUIRED)
          .on(REJECT, IN_REVIEW, REJECTED)
          .on(WITHDRAW, IN_REVIEW, WITHDRAWN)
          .on(RESUBMIT, FIX_REQUIRED, SUBMITTED)
          .on(WITHDRAW, FIX_REQUIRED, WITHDRAWN)
          .on(EXPIRE, FIX_REQUIRED, EXPIRED)
          .build();

  private AdmissionLifecycle() {}
}
