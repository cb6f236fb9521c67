package dev.merchantreview.duty.web;

import dev.merchantreview.web.Refusal;
import org.springframework.http.HttpStatus;

/** What nothing but assigning a provider is refused with. */
enum AssignmentRefusal implements Refusal {
  /** The merchant has no duty such a provider would meet, or was not reminded of it yet. */
  ASSIGNMENT_NOT_DUE;

  @Override
  public HttpStatus status() {
    return HttpStatus.CONFLICT;
  }
}
