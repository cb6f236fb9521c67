package dev.merchantreview.onboarding.web;

import dev.merchantreview.web.Refusal;
import org.springframework.http.HttpStatus;

/** What nothing but an application is refused with. */
enum ApplicationRefusal implements Refusal {
  /** The merchant closed a store on the platform lately. */
  REOPENING_PERIOD;

  @Override
  public HttpStatus status() {
    return HttpStatus.CONFLICT;
  }
}
