package dev.merchantreview.admission.web;

import dev.merchantreview.web.Refusal;
import org.springframework.http.HttpStatus;

/** What nothing but an application to be a service provider is refused with. */
enum AdmissionRefusal implements Refusal {
  /** Another merchant of the same company has an open application, or is a provider. */
  COMPANY_APPLIED_ALREADY,
  /** The merchant, or its company, was refused, or expelled, lately. */
  APPLIED_TOO_EARLY;

  @Override
  public HttpStatus status() {
    return HttpStatus.CONFLICT;
  }
}
