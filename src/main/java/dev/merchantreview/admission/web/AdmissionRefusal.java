package dev.merchantreview.admission.web;

import dev.merchantreview.web.Refusal;
import org.springframework.http.HttpStatus;

/** What nothing but an application to be a service provider is refused with. */
enum AdmissionRefusal implements Refusal {
  /** The merchant was refused, or expelled, lately. */
  APPLIED_TOO_EARLY;

  @Override
  public HttpStatus status() {
    return HttpStatus.CONFLICT;
  }
}
